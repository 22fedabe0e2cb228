import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../../agreement/decision.ts';
import { unwrap } from '../../../base/result.ts';
import { decideDetails, decideValue, dueDates, loadMissouri, play, refusals } from '../test-relations.ts';
import { authorityKind } from './authority-case.ts';
import { cpniUse } from './cpni-use.ts';
import { CONDITIONS } from './letter.ts';
import type { Letter } from './letter.ts';
import { loaValid } from './loa-valid.ts';
import { proofOfAuthority } from './proof-of-authority.ts';
import { LETTER_CONDITIONS, PURPOSES } from './terms.ts';
import type { LetterCondition } from './terms.ts';
import { unauthorizedChangeCharge } from './unauthorized-change-charge.ts';

const missouri = loadMissouri();
const letter: Letter = {
  separateDocument: true,
  solePurpose: true,
  combinedWith: 'nothing',
  legible: true,
  signedBy: 'Pat Doe',
  signedOn: '2026-11-16',
  billingName: 'Pat Doe',
  billingAddress: '12 Main Street, Branson',
  numbers: ['417-555-0101'],
  currentCarrier: 'CenturyTel',
  newCarrier: 'Socket',
  agentDesignated: true,
  oneCarrierStated: true,
  feeStated: true,
  actionToStay: false,
  oneLanguage: true,
};
/** What makes a letter fail one condition and no other. */
const FAULTS: Record<LetterCondition, Partial<Letter>> = {
  'separate-document': { separateDocument: false },
  'sole-purpose': { solePurpose: false },
  'no-inducement': { combinedWith: 'inducement' },
  legible: { legible: false },
  signed: { signedBy: ' ' },
  dated: { signedOn: 'yesterday' },
  'billing-name-and-address': { billingAddress: '' },
  'telephone-numbers': { numbers: [] },
  'current-and-new-carrier': { currentCarrier: 'Socket' },
  'agent-designated': { agentDesignated: false },
  'one-carrier-per-service': { oneCarrierStated: false },
  'fee-notice': { feeStated: false },
  'no-action-to-stay': { actionToStay: true },
  'one-language': { oneLanguage: false },
};
const reasonIds = (facts: object): string[] =>
  (decideDetails(loaValid, missouri, facts) as { reasons: { id: string }[] }).reasons.map(({ id }) => id);

test('a letter fails exactly the conditions that it breaks, all of them at once', () => {
  fc.assert(
    fc.property(fc.subarray([...LETTER_CONDITIONS]), (broken) => {
      const facts = Object.assign({}, letter, ...broken.map((name) => FAULTS[name])) as Letter;
      assert.deepEqual(
        reasonIds(facts),
        broken.map((name) => CONDITIONS[name].id),
      );
      assert.equal(decideValue(loaValid, missouri, facts), broken.length === 0 ? 'valid' : 'invalid');
    }),
  );
});

test('a letter is good for an order for sixty days from its date, not before it', () => {
  // 14 of November, 31 of December and 15 of January make 60.
  assert.deepEqual(reasonIds({ ...letter, submittedOn: '2027-01-15' }), []);
  assert.deepEqual(reasonIds({ ...letter, submittedOn: '2027-01-16' }), ['LOA-0015']);
  assert.deepEqual(reasonIds({ ...letter, submittedOn: '2026-11-15' }), ['LOA-0016']);
});

test('a letter is judged by the days that were known at the moment that is asked about', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-letter-')), 'longer.yaml');
  writeFileSync(
    file,
    `id: longer\ntitle: Longer\nkind: correction\nrecordedAt: 2026-11-30T00:00:00Z
provenance: assumed\nsource: this test\ntext: Ninety days.\nchanges:
  - set: clock.authority-submission\n    value: { length: 90 calendar days }\n`,
  );
  const corrected = loadMissouri('centurytel', [file]);
  // Sixty days end on 15 January 2027, as above; ninety do not.
  const facts = { ...letter, submittedOn: '2027-01-16' };
  const ask = (asKnown?: string) =>
    unwrap(
      runDecision(loaValid, corrected, facts, {
        asOf: '2026-11-16',
        ...(asKnown === undefined ? {} : { asKnown }),
      }),
    ).value;
  assert.equal(ask('2026-11-20T00:00:00Z'), 'invalid');
  assert.equal(ask(), 'valid');
});

test('a purpose is allowed, forbidden or needs the authority, whatever the data', () => {
  const outcome = (purpose: string, data: string, authority?: string) =>
    decideValue(cpniUse, missouri, { purpose, data, ...(authority === undefined ? {} : { authority }) });
  for (const purpose of PURPOSES) {
    const barred = ['win-back', 'marketing', 'retention'].includes(purpose);
    assert.equal(outcome(purpose, 'wholesale-order'), barred ? 'forbidden' : 'allowed');
    const bare = barred ? 'forbidden' : purpose === 'pre-ordering' ? 'authority-needed' : 'allowed';
    assert.equal(outcome(purpose, 'customer-service-record'), bare);
    assert.equal(
      outcome(purpose, 'customer-service-record', 'AUTH/2026-0001'),
      barred ? 'forbidden' : 'allowed',
    );
  }
  assert.deepEqual(outcome('curiosity', 'wholesale-order'), ['decide/facts']);
});

test('a statement for all orders is enough until an end user complains', () => {
  const proof = (statement: boolean, complaint: boolean) =>
    decideValue(proofOfAuthority, missouri, { statement, complaint });
  assert.equal(proof(true, false), 'not-owed');
  assert.equal(proof(true, true), 'owed');
  assert.equal(proof(false, false), 'owed');
  assert.deepEqual(decideValue(proofOfAuthority, missouri, { statement: 'yes' }), [
    'decide/facts',
    'decide/facts',
  ]);
});

test('a change without authority costs 13.41 a line', () => {
  // 13.41 × 100 = 1,341.00
  assert.equal(decideValue(unauthorizedChangeCharge, missouri, { lines: 100 }), '1341.00');
  assert.equal(decideValue(unauthorizedChangeCharge, missouri, { lines: 0 }), '0.00');
  assert.deepEqual(decideValue(unauthorizedChangeCharge, missouri, { lines: 1.5 }), ['decide/facts']);
});

const granted = {
  form: 'written',
  numbers: ['417-555-0101'],
  name: 'Pat Doe',
  address: '12 Main Street, Branson',
  from: 'CenturyTel',
  to: 'Socket',
  signedOn: '2026-11-16',
  evidence: 'letters/2026/0001.pdf',
};

test('nobody holds what is signed later', () => {
  assert.deepEqual(refusals(missouri, authorityKind, [['granted', '2026-11-16T09:00', granted]]), []);
  assert.deepEqual(refusals(missouri, authorityKind, [['granted', '2026-11-15T09:00', granted]]), [
    'authority/signed-later',
  ]);
});

test('evidence is kept for two years, and not destroyed a day sooner', () => {
  const given = ['granted', '2026-11-16T09:00', granted] as const;
  assert.deepEqual(dueDates(missouri, authorityKind, [given]), {
    submission: '2027-01-15',
    retention: '2028-11-16',
  });
  const destroyed = (at: string) => refusals(missouri, authorityKind, [given, ['destroyed', at]]);
  assert.deepEqual(destroyed('2028-11-15T23:59'), ['case/too-early']);
  assert.deepEqual(destroyed('2028-11-16T00:00'), []);
});

test('no order rests on a letter that is older than its time, the first or a later one', () => {
  const given = ['granted', '2026-11-16T09:00', granted] as const;
  const used = (at: string) => ['used', at, { order: 'LSR/SKT/P1/01' }] as const;
  // 14 of November, 31 of December and 15 of January make 60.
  assert.deepEqual(refusals(missouri, authorityKind, [given, used('2027-01-15T12:00')]), []);
  assert.deepEqual(refusals(missouri, authorityKind, [given, used('2027-01-16T12:00')]), ['case/too-late']);
  const twice = [given, used('2026-12-01T12:00'), used('2027-01-15T12:00')];
  assert.deepEqual(refusals(missouri, authorityKind, twice), []);
  assert.deepEqual(refusals(missouri, authorityKind, [...twice, used('2027-01-16T12:00')]), [
    'case/too-late',
  ]);
  // What is found or taken back may be so at any time.
  assert.deepEqual(refusals(missouri, authorityKind, [given, ['revoked', '2027-03-01T12:00']]), []);
});

test('proof is asked for on a complaint only, and shown in ten business days', () => {
  const given = ['granted', '2026-11-16T09:00', granted] as const;
  const ask = (body: object) =>
    ['proof-requested', '2026-11-16T15:00', { numbers: ['417-555-0101'], ...body }, 'centurytel'] as const;
  assert.deepEqual(refusals(missouri, authorityKind, [given, ask({})]), ['case/body']);
  // Socket's business days: 17–20, 23–25, 27, 30 November and 1 December.
  const complaint = 'Pat Doe called on 16 November: nobody asked for the change';
  assert.equal(dueDates(missouri, authorityKind, [given, ask({ complaint })])['proof'], '2026-12-01');
});

test('the authority of one end user says everything; a blanket one needs no numbers', () => {
  const { name: _name, from: _from, ...less } = { ...granted, numbers: [] };
  assert.deepEqual(refusals(missouri, authorityKind, [['granted', '2026-11-16T09:00', less]]), [
    'authority/missing',
    'authority/missing',
    'authority/missing',
  ]);
  const blanket = { form: 'blanket', numbers: [], to: 'Socket', signedOn: '2006-11-01', evidence: 'x.pdf' };
  assert.deepEqual(dueDates(missouri, authorityKind, [['granted', '2026-11-16T09:00', blanket]]), {
    retention: '2028-11-16',
  });
});

test('the letter that is kept is judged in the view', () => {
  const body = { ...granted, letter: { ...letter, feeStated: false } };
  const { events } = play(missouri, authorityKind, [
    ['granted', '2026-11-16T09:00', body],
    ['used', '2026-11-17T09:00', { order: 'LSR/SKT/P1/01' }],
  ]);
  const seen = authorityKind.view?.(missouri, events) as {
    letter: string;
    orders: string[];
    reasons: object[];
  };
  assert.equal(seen.letter, 'invalid');
  assert.deepEqual(seen.orders, ['LSR/SKT/P1/01']);
  assert.equal(seen.reasons.length, 1);
});
