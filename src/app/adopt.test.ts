import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runDecision } from '../agreement/decision.ts';
import { loadAgreement } from '../agreement/load.ts';
import { agreementStatus } from '../articles/agreement-life/in-effect.ts';
import { unwrap } from '../base/result.ts';
import { adoptAgreement } from '../flows/adopt-agreement/adopt-agreement.ts';
import type { Adoption } from '../flows/adopt-agreement/adopter.ts';
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
  const status = unwrap(runDecision(agreementStatus, agreement, {}, { asOf: '2026-12-01' }));
  assert.equal(status.value, 'holdover');
  const before = unwrap(runDecision(agreementStatus, agreement, {}, { asOf: '2026-11-30' }));
  assert.equal(before.value, 'start');
  const letter = readFileSync(path.join(out, 'filing', 'README.md'), 'utf8');
  for (const words of ['TO-2006-0299', 'Prairie Networks, LLC', 'in its entirety', 'signature page'])
    assert.ok(letter.includes(words), words);
});

test('a part, a day before approval, a place that is taken and wrong codes are refused and leave nothing', () => {
  const ids = (change: Partial<Adoption>, out = path.join(dir, 'refused')) => {
    const made = adoptAgreement(missouri, { ...adoption, ...change }, out, vocabulary);
    return made.ok ? [] : made.problems.map(({ id, field }) => `${id} ${field}`);
  };
  assert.deepEqual(ids({ parts: 'part' }), ['agreement-life/part-adoption parts']);
  assert.deepEqual(ids({ on: '2006-10-10' }), ['adopt/not-adoptable on']);
  assert.deepEqual(ids({}, dir), ['adopt/exists out']);
  assert.deepEqual(ids({ ocn: 'x', ccna: '1' }), ['adopt/facts ocn', 'adopt/facts ccna']);
  assert.equal(existsSync(path.join(dir, 'refused')), false);
  assert.deepEqual(
    readdirSync(dir).filter((name) => name.startsWith('.')),
    [],
  );
});
