import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from '../agreement/test-agreement.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { unwrap } from '../base/result.ts';
import { holidaysTable } from '../parties/calendars.ts';
import { askedOf } from './asked.ts';
import { due } from './due.ts';
import type { DueQuestion } from './due.ts';
import { cases } from './index.ts';

const parties: Vocabulary = { subject: 'parties', terms: [], tables: [holidaysTable], decisions: [] };
const TERMS = `# Three

## 1.1 Steps

What is asked for is done in 30 calendar days. A renewal is asked for 180 calendar days before the end. A certified letter counts after
5 calendar days.

\`\`\`terms
notice.certified-mail: { after: 5 calendar days, proof: return-receipt, provenance: assumed, source: a test }
clock.work:
  { starts: ask.opened, stops: [ask.answered], length: 30 calendar days, from: deemed-receipt, calendarOf: performer,
    usually: ilec, provenance: assumed, source: a test }
clock.renewal:
  { starts: ask.opened, stops: [ask.answered], byDate: event, before: 180 calendar days, calendarOf: ilec,
    provenance: assumed, source: a test }
\`\`\`
`;
const agreement = load({ 'three.md': TERMS }, { vocabulary: [parties, cases] });
const receiptOf = (clock: string, question: DueQuestion) => unwrap(due(agreement, clock, question)).receipt;
const again = (receipt: ReturnType<typeof receiptOf>) => {
  // As it is stored: JSON.
  const asked = askedOf(JSON.parse(JSON.stringify(receipt)) as typeof receipt);
  assert.ok(asked);
  return receiptOf(asked.clock, asked.question);
};

test('a receipt holds the notice and the pauses that went into it, and neither where there was none', () => {
  const notice = { method: 'certified-mail', sentAt: '2026-11-02T15:00:00Z' };
  const pause = {
    from: Temporal.Instant.from('2026-11-10T12:00:00Z'),
    to: Temporal.Instant.from('2026-11-13T12:00:00Z'),
    why: 'force majeure FM-1',
  };
  const receipt = receiptOf('work', { at: '2026-11-02T15:00:00Z', notice, pauses: [pause] });
  // Sent on 2 November, received on the 7th; 30 days are 7 December, and the 10th to 12th did not count.
  assert.equal(receipt.value, '2026-12-10');
  const { from, to, why } = pause;
  assert.deepEqual(receipt.facts, {
    clock: 'work',
    at: '2026-11-02T15:00:00Z',
    performer: agreement.parties.ilec,
    notice,
    pauses: [{ from: from.toString(), to: to.toString(), why }],
  });
  const plain = receiptOf('work', { at: '2026-11-02T15:00:00Z', pauses: [] });
  assert.deepEqual(Object.keys(plain.facts as object), ['clock', 'at', 'performer']);
});

test('a receipt is derived again from itself, whatever went into it', () => {
  const minute = fc.integer({ min: 0, max: 60 * 24 * 60 });
  const start = Temporal.Instant.from('2026-11-02T15:00:00Z');
  const after = (minutes: number) => start.add({ minutes });
  const question: fc.Arbitrary<DueQuestion> = fc.record({
    at: minute.map((minutes) => after(minutes).toString()),
    notice: fc.option(
      minute.map((minutes) => ({ method: 'certified-mail', sentAt: after(minutes).toString() })),
      { nil: undefined },
    ),
    pauses: fc.array(
      fc.record({ from: minute, hours: fc.integer({ min: 1, max: 300 }) }).map(({ from, hours }) => ({
        from: after(from),
        to: after(from).add({ hours }),
        why: 'storm',
      })),
      { maxLength: 3 },
    ),
    performer: fc.constantFrom('ilec', 'clec'),
  });
  fc.assert(
    fc.property(question, (asked) => {
      const receipt = receiptOf('work', asked);
      assert.deepEqual(again(receipt), receipt);
    }),
    { numRuns: 100 },
  );
  const named = receiptOf('renewal', { at: '2026-11-02', facts: { dueOn: '2027-12-01' } });
  assert.deepEqual(again(named), named);
});

test('a receipt of another decision asks nothing of a clock', () => {
  const receipt = receiptOf('work', { at: '2026-11-02' });
  assert.equal(askedOf({ ...receipt, decision: 'bill-due' }), undefined);
});
