import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runDecision } from '../agreement/decision.ts';
import { loadAgreement } from '../agreement/load.ts';
import { latePaymentCharge } from '../articles/general-provisions/late-payment-charge.ts';
import { unwrap } from '../base/result.ts';
import { due } from '../cases/due.ts';
import { newAgreement } from '../flows/new-agreement/new-agreement.ts';
import { readTemplate } from '../flows/new-agreement/template.ts';
import { vocabulary } from './vocabulary.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'new-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const template = unwrap(readTemplate('templates/two-carriers'));
const answers = {
  id: 'demo',
  state: 'MO',
  ilec: 'big',
  ilecName: "Big O'Neill Telephone, LLC",
  ilecOcn: '9B01',
  ilecCcna: 'BIG',
  clec: 'small',
  clecName: 'Small Networks, LLC',
  clecOcn: '9S02',
  clecCcna: 'SML',
  exchange: 'COLUMBIA',
  clli: 'CLMAMOXA',
};
let made = 0;
const place = (): string => path.join(dir, `a${(made += 1)}`);

test('the answers stand in text and terms; what has no price yet is open, and nothing else', () => {
  const agreement = unwrap(newAgreement(template, answers, place(), vocabulary));
  assert.equal(agreement.id, 'demo/main');
  assert.equal(
    agreement.open.length > 0 && agreement.open.every(({ sentence }) => /price/.test(sentence)),
    true,
  );
  // $10,000 × 1.5 % × 37 ÷ 30 = 185.00; 1 March + 30 days = 31 March 2027, a Wednesday.
  const facts = { principal: '10000', dueOn: '2027-03-01', paidOn: '2027-04-07' };
  assert.equal(
    unwrap(runDecision(latePaymentCharge, agreement, facts, { asOf: '2027-03-01' })).value,
    '185.00',
  );
  const bill = unwrap(due(agreement, 'bill-due', { at: '2027-03-01' }));
  assert.equal('dueAt' in bill && bill.dueAt, '2027-03-31');
});

test('other answers make another agreement', () => {
  const other = {
    ...answers,
    due: '45 calendar days',
    lateMethod: 'per-month-or-fraction',
    disputeWindow: '2 months',
  };
  const agreement = unwrap(newAgreement(template, other, place(), vocabulary));
  const facts = { principal: '10000', dueOn: '2027-03-01', paidOn: '2027-04-07' };
  // Two months begun: 10,000 × 1.5 % × 2.
  assert.equal(
    unwrap(runDecision(latePaymentCharge, agreement, facts, { asOf: '2027-03-01' })).value,
    '300.00',
  );
  const window = unwrap(due(agreement, 'dispute-window', { at: '2027-03-01' }));
  assert.equal('dueAt' in window && window.dueAt, '2027-05-01');
});

test('every choice of every question makes an agreement whose text and terms agree', () => {
  for (const { key, words } of template.questions) {
    for (const choice of Object.keys(words ?? {})) {
      const rate = choice === 'daily-compound' ? { lateRate: '0.05 % per day' } : {};
      const result = newAgreement(template, { ...answers, [key]: choice, ...rate }, place(), vocabulary);
      assert.ok(result.ok, `${key}: ${choice}: ${JSON.stringify(result)}`);
    }
  }
});

test('with its prices it passes check', () => {
  const out = place();
  unwrap(newAgreement(template, answers, out, vocabulary));
  const rates = path.join(out, 'rates.csv');
  const unit = { recurring: 'month', 'one-time': 'order', usage: 'minute' } as const;
  const priced = readFileSync(rates, 'utf8').replaceAll(
    /(recurring|one-time|usage),to-be-determined,/g,
    (_, charge: keyof typeof unit) => `${charge},priced,$1.25 per ${unit[charge]}`,
  );
  writeFileSync(rates, priced);
  const checked = loadAgreement(out, { vocabulary });
  assert.deepEqual(checked.ok ? checked.value.open : checked.problems, []);
});

test('all that is missing, unknown or in the wrong form comes at once and nothing is written', () => {
  const out = place();
  const result = newAgreement(
    template,
    { ...answers, state: 'Missouri', due: 'soon', colour: 'red', clli: '', opens: '25:00' },
    out,
    vocabulary,
  );
  assert.ok(!result.ok);
  assert.deepEqual(
    result.problems.map(({ id, field }) => `${id} ${field}`),
    [
      'new/unknown-answer colour',
      'new/answer state',
      'new/answer clli',
      'new/answer due',
      'new/answer opens',
    ],
  );
  const { clecOcn: _, ...without } = answers;
  const missing = newAgreement(template, without, out, vocabulary);
  assert.deepEqual(missing.ok ? [] : missing.problems.map(({ id, field }) => `${id} ${field}`), [
    'new/unanswered clecOcn',
  ]);
  assert.deepEqual(
    [newAgreement(template, answers, dir, vocabulary)].flatMap((one) =>
      one.ok ? [] : one.problems.map(({ id }) => id),
    ),
    ['new/exists'],
  );
  const hours = newAgreement(template, { ...answers, opens: '17:00', closes: '08:00' }, out, vocabulary);
  assert.deepEqual(hours.ok ? [] : [...new Set(hours.problems.map(({ id }) => id))], [
    'new/answers',
    'clock/hours',
    'clock/cut-off',
  ]);
  // A slip in a template is found before anything stands in its place.
  const broken = path.join(dir, 'broken');
  cpSync('templates/two-carriers', broken, { recursive: true });
  const general = path.join(broken, 'a-general.md');
  writeFileSync(
    general,
    readFileSync(general, 'utf8').replace('A bill is due {{due}}', 'A bill is due 31 calendar days'),
  );
  const refused = newAgreement(unwrap(readTemplate(broken)), answers, out, vocabulary);
  assert.equal(refused.ok, false);
  assert.equal(existsSync(out), false);
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('.')),
    [],
  );
});
