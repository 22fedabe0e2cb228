import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runDecision } from '../agreement/decision.ts';
import { loadAgreement } from '../agreement/load.ts';
import { agreementStatus, inEffect } from '../articles/agreement-life/in-effect.ts';
import { latePaymentTerm } from '../accounts/terms.ts';
import { lifeTable } from '../articles/agreement-life/index.ts';
import { unwrap } from '../base/result.ts';
import { adoptAgreement } from '../flows/adopt-agreement/adopt-agreement.ts';
import type { Adoption } from '../flows/adopt-agreement/adopter.ts';
import { partiesTable } from '../parties/parties.ts';
import { vocabulary } from './vocabulary.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'adopt-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'spectra' }));
const adoption: Adoption = {
  id: 'prairie-2026',
  clec: 'prairie-net',
  name: 'Prairie Networks, LLC',
  ocn: '9P77',
  ccna: 'PRN',
  on: '2026-12-01',
  docket: 'TO-2006-0299',
  parts: 'whole',
};

test('an adoption has every word, term and row of the variant, the adopter in place of the competitor, and the rest of the term', () => {
  const out = path.join(dir, 'whole');
  const { agreement } = unwrap(adoptAgreement(missouri, adoption, out, vocabulary));
  assert.deepEqual(agreement.parties, { ilec: 'spectra', clec: 'prairie-net' });
  assert.deepEqual(
    agreement.sections.map(({ citation, passages }) => [citation, passages.map(({ text }) => text)]),
    missouri.sections.map(({ citation, passages }) => [citation, passages.map(({ text }) => text)]),
  );
  const termsOf = (one: typeof missouri) =>
    [...one.timeline.keys()]
      .filter((key) => !key.includes('#') || key.startsWith('rates#'))
      .map((key) => [key, one.timeline.find(key, '2026-12-01')?.value]);
  assert.deepEqual(termsOf(agreement), termsOf(missouri));
  assert.equal(agreement.manifest.adopts?.hash, missouri.ref.hash);
  // The adopted agreement ended its term on 30 October 2009: there is no fresh one.
  assert.equal(agreement.manifest.adopts?.termEndsOn, '2009-10-30');
  const letter = readFileSync(path.join(out, 'filing', 'README.md'), 'utf8');
  for (const words of ['TO-2006-0299', 'Prairie Networks, LLC', 'in its entirety', 'signature page'])
    assert.ok(letter.includes(words), words);
});

const stateOf = (agreement: typeof missouri, asOf: string) =>
  unwrap(runDecision(agreementStatus, agreement, {}, { asOf })).value;
const runs = (agreement: typeof missouri, asOf: string) =>
  unwrap(runDecision(inEffect, agreement, { use: 'orders' }, { asOf })).value;

test('an adoption is asked for until its own approval is given, and is in effect then', () => {
  const asked = unwrap(adoptAgreement(missouri, adoption, path.join(dir, 'asked'), vocabulary)).agreement;
  assert.equal(stateOf(asked, '2026-11-30'), 'start');
  // The other party has 20 days to object: nothing says what comes of it, however late one looks.
  for (const on of ['2026-12-01', '2026-12-22', '2027-12-01']) {
    assert.equal(stateOf(asked, on), 'adopting');
    assert.equal(runs(asked, on), false);
  }
  const approved = { ...adoption, on: '2026-12-28', approved: 'TK-2027-0123' };
  const out = path.join(dir, 'approved');
  const { agreement } = unwrap(adoptAgreement(missouri, approved, out, vocabulary));
  assert.equal(runs(agreement, '2026-12-27'), false);
  // The adopted agreement ran on after its term: so does this one.
  assert.equal(stateOf(agreement, '2026-12-28'), 'holdover');
  assert.equal(runs(agreement, '2026-12-28'), true);
  assert.equal(existsSync(path.join(out, 'filing')), false);
  for (const { value } of agreement.at('9999-12-31').rows(lifeTable))
    assert.equal(value.document, 'TK-2027-0123');
});

test('what the adopter typed in is no filed fact', () => {
  const { agreement } = unwrap(adoptAgreement(missouri, adoption, path.join(dir, 'typed'), vocabulary));
  const view = agreement.at('2026-12-01');
  const own = view.rows(partiesTable).filter(({ value }) => value.party === 'prairie-net');
  assert.deepEqual(
    [...own, ...view.rows(lifeTable)].map(({ provenance, source }) => [provenance, source]),
    [
      ['assumed', 'Given with the adoption'],
      ['assumed', 'Given with the adoption'],
    ],
  );
});

test('amendments that are approved are adopted, given beside the folder or in it; the rest is named and left', () => {
  const amendment = (id: string, rate: string, approval: string): string => `id: ${id}
title: Late payment at ${rate} percent
kind: amendment
effectiveOn: 2026-0${Number(rate) + 3}-01
recordedAt: 2026-0${rate}-01T00:00:00Z
filedOn: 2026-01-20
trackingNumber: JI-2026-000${rate}
approval: ${approval}
provenance: assumed
source: A sample of the test
text: The late payment charge is ${rate} % per month.
changes:
  - set: accounts.late-payment
    value: { rate: '${rate} % per month' }
`;
  const beside = (id: string, rate: string, approval: string): string => {
    const file = path.join(dir, `${id}-given.yaml`);
    writeFileSync(file, amendment(id, rate, approval));
    return file;
  };
  const folder = path.join(dir, 'agreements', 'amended');
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  cpSync('law', path.join(dir, 'law'), { recursive: true });
  mkdirSync(path.join(folder, 'amendments'));
  writeFileSync(path.join(folder, 'amendments', 'refused.yaml'), amendment('refused', '4', 'rejected'));
  writeFileSync(path.join(folder, 'amendments', 'older.yaml'), amendment('older', '2', 'deemed'));
  const amendments = [beside('newer', '3', 'approved'), beside('waiting', '5', 'pending')];
  const whole = unwrap(loadAgreement(folder, { vocabulary, variant: 'spectra', amendments }));
  const out = path.join(dir, 'agreements', 'with-amendments');
  const { agreement, notAdopted } = unwrap(adoptAgreement(whole, adoption, out, vocabulary));
  assert.deepEqual([...notAdopted].sort(), ['refused', 'waiting']);
  assert.deepEqual(readdirSync(path.join(out, 'amendments')).sort(), ['newer.yaml', 'older.yaml']);
  const rateOn = (on: string): unknown => agreement.at(on).optional(latePaymentTerm)?.value.rate;
  assert.equal(rateOn('2026-05-15'), '2 % per month');
  assert.equal(rateOn('2026-12-01'), '3 % per month');
  const [adopted, left] = readFileSync(path.join(out, 'filing', 'README.md'), 'utf8').split('Not adopted');
  assert.match(adopted ?? '', /JI-2026-0002[^]*JI-2026-0003/);
  assert.doesNotMatch(adopted ?? '', /JI-2026-000[45]/);
  assert.match(left ?? '', /JI-2026-0004[^]*JI-2026-0005/);
});

test('a part, a day before approval, a place that is taken and wrong codes are refused and leave nothing', () => {
  const ids = (change: Partial<Adoption>, out = path.join(dir, 'refused')) => {
    const made = adoptAgreement(missouri, { ...adoption, ...change }, out, vocabulary);
    return made.ok ? [] : made.problems.map(({ id, field }) => `${id} ${field}`);
  };
  assert.deepEqual(ids({ parts: 'part' }), ['agreement-life/part-adoption parts']);
  assert.deepEqual(ids({ on: '2006-10-10' }), ['adopt/not-adoptable on']);
  assert.deepEqual(ids({}, dir), ['adopt/exists out']);
  assert.deepEqual(ids({ clec: 'socket' }), ['adopt/own-party clec']);
  assert.deepEqual(ids({ ocn: 'x', ccna: '1' }), ['adopt/facts ocn', 'adopt/facts ccna']);
  assert.equal(existsSync(path.join(dir, 'refused')), false);
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('.')),
    [],
  );
});
