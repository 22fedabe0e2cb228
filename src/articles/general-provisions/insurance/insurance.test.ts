import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accounts } from '../../../accounts/index.ts';
import { cases } from '../../../cases/index.ts';
import { loadPart } from '../../../cases/test-partial-agreement.ts';
import { parties } from '../../../parties/index.ts';
import { generalProvisions } from '../index.ts';
import { decideDetails, decideValue, dueDates, loadMissouri, play, refusals } from '../test-relations.ts';
import { insuranceCertificateKind } from './certificate-case.ts';
import { insuranceSufficient } from './insurance-sufficient.ts';

const missouri = loadMissouri();
const coverages = [
  { coverage: 'general-liability', limit: 'occurrence', amount: '5000000' },
  { coverage: 'general-liability', limit: 'aggregate', amount: '10000000' },
  { coverage: 'umbrella', limit: 'aggregate', amount: '10000000' },
  { coverage: 'auto', limit: 'each-accident', amount: '1000000' },
];
const facts = { activity: 'collocation', on: '2026-11-16', expiresOn: '2027-06-30', coverages };

test('one dollar less than any amount that is asked for is not enough, and is named', () => {
  assert.equal(decideValue(insuranceSufficient, missouri, facts), 'sufficient');
  fc.assert(
    fc.property(fc.nat({ max: coverages.length - 1 }), (index) => {
      const less = coverages.map((one, place) =>
        place === index ? { ...one, amount: String(Number(one.amount) - 1) } : one,
      );
      const given = { ...facts, coverages: less };
      assert.equal(decideValue(insuranceSufficient, missouri, given), 'insufficient');
      const { short } = decideDetails(insuranceSufficient, missouri, given) as {
        short: { coverage: string; limit: string }[];
      };
      const missing = coverages[index];
      assert.deepEqual(
        short.map(({ coverage, limit }) => [coverage, limit]),
        [[missing?.coverage, missing?.limit]],
      );
    }),
  );
});

test('a certificate counts to the end of its last day', () => {
  assert.equal(decideValue(insuranceSufficient, missouri, { ...facts, on: '2027-06-30' }), 'sufficient');
  assert.equal(decideValue(insuranceSufficient, missouri, { ...facts, on: '2027-07-01' }), 'expired');
});

test('amounts that are none and activities that are unknown are refused', () => {
  const wrong = [{ coverage: 'auto', limit: 'each-accident', amount: 'a lot' }];
  assert.deepEqual(decideValue(insuranceSufficient, missouri, { ...facts, coverages: wrong }), [
    'decide/facts',
  ]);
  assert.deepEqual(decideValue(insuranceSufficient, missouri, { ...facts, activity: 'diving' }), [
    'decide/facts',
  ]);
});

const filed = {
  insurer: 'Example Mutual',
  policy: 'P-1',
  activity: 'collocation',
  coverages,
  additionalInsured: false,
  from: '2026-11-16',
  expiresOn: '2027-06-30',
};

test('a certificate runs to its end, and to its endorsement in sixty days where it has none', () => {
  const due = (body: object) =>
    dueDates(missouri, insuranceCertificateKind, [['filed', '2026-11-16T09:00', { ...body }]]);
  // 14 of November, 31 of December and 15 of January make 60.
  assert.deepEqual(due(filed), { expiry: '2027-06-30', endorsement: '2027-01-15' });
  assert.deepEqual(due({ ...filed, additionalInsured: true }), { expiry: '2027-06-30' });
  const { events } = play(missouri, insuranceCertificateKind, [['filed', '2026-11-16T09:00', filed]]);
  assert.deepEqual(insuranceCertificateKind.view?.(missouri, events), { enough: 'sufficient', short: [] });
});

test('a certificate that ends before it begins is refused', () => {
  const body = { ...filed, expiresOn: '2026-11-15' };
  assert.deepEqual(refusals(missouri, insuranceCertificateKind, [['filed', '2026-11-16T09:00', body]]), [
    'insurance/dates',
  ]);
});

test('a table that asks for a negative amount is not sound', () => {
  const wrong = loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['03-general-provisions.md'],
    tables: ['parties', 'holidays', 'rates', 'contacts', 'coverages'],
    vocabulary: [accounts, cases, parties, generalProvisions],
    law: ['47 CFR 64'],
    edit: (file, text) => (file === 'coverages.csv' ? text.replace(',10000000,', ',-10000000,') : text),
  });
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ field, sentence }) => [field, sentence]), [
    ['coverages.amount', '"-10000000" is not a positive decimal.'],
  ]);
});
