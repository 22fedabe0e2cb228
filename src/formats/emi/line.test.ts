import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EmiLine, outcomeOf, writeDetail, writeSummary } from './index.ts';
import type { EmiLayoutName } from './index.ts';
import { ownDetail, publishedAccess, publishedMessage, summary } from './test-records.ts';

const lines: Readonly<Record<EmiLayoutName, fc.Arbitrary<string>>> = {
  'own-175': fc.oneof(
    ownDetail.map((record) => writeDetail(record)),
    summary.map((one) => writeSummary(one)),
  ),
  'published-210': fc.oneof(
    fc.oneof(publishedAccess, publishedMessage).map((record) => writeDetail(record, 'published-210')),
    summary.map((one) => writeSummary(one, 'published-210')),
  ),
};

/** A byte written over, so that one line is right and the next differs from it in one place. */
const spoilt = (line: fc.Arbitrary<string>) =>
  fc
    .tuple(
      line,
      fc.option(fc.tuple(fc.nat(209), fc.constantFrom('0', '1', '7', ' ', '{', 'J', 'ÿ', '\0'))),
      fc.nat(3),
    )
    .map(([text, change, again]) => {
      const at = change ? change[0] % text.length : 0;
      const changed = change ? text.slice(0, at) + change[1] + text.slice(at + 1) : text;
      // The same line again after the spoilt one.
      return again === 0 ? [changed] : [text, changed, text];
    });

for (const [layout, line] of Object.entries(lines) as [EmiLayoutName, fc.Arbitrary<string>][])
  test(`${layout}: what a line is does not depend on the lines before it`, () => {
    fc.assert(
      fc.property(fc.array(spoilt(line), { maxLength: 8 }), (groups) => {
        const reused = new EmiLine({ layout });
        for (const [at, text] of groups.flat().entries()) {
          const bytes = Buffer.from(text, 'latin1');
          const fresh = new EmiLine({ layout }).read(bytes, 0, bytes.length, at, 0);
          assert.deepEqual(outcomeOf(reused.read(bytes, 0, bytes.length, at, 0)), outcomeOf(fresh));
        }
      }),
      { numRuns: 500 },
    );
  });

test('a conversation as long as the caller holds possible is a record, a tenth more is not', () => {
  const line = new EmiLine({ longestMs: 86_400_000 });
  const read = (tenths: string) => {
    const text = `110120261005105738741234000001057377734560000${'0CO521001091207'}${tenths}${tenths}1`;
    const bytes = Buffer.from(`${text.padEnd(95)}000000001`.padEnd(175), 'latin1');
    const { kind, reason } = line.read(bytes, 0, bytes.length, 1, 0);
    return [kind, reason];
  };
  // HHMMSST: 24 hours are 86,400,000 ms.
  assert.deepEqual(read('2400000'), ['record', undefined]);
  assert.deepEqual(read('2400001'), ['rejected', 'conversation-too-long']);
});

test('bytes that are zero are no number, on the first line and after a wrong one', () => {
  const right = writeDetail({
    connectDate: '2026-10-05',
    connectTime: '09:12:07',
    toNumber: '5737773456',
    trunkGroup: 'CO521001',
    conversationMs: 1000,
    elapsedMs: 1000,
    answered: true,
    sequence: 1,
    recordingSwitch: 'CLMBMOZA05T',
    recordedBy: '9C01',
  });
  // The charge number, positions 86 to 95, is a run of its own.
  const withCharge = (text: string): string => right.slice(0, 85) + text + right.slice(95);
  const line = new EmiLine();
  const read = (text: string) => {
    const bytes = Buffer.from(text, 'latin1');
    const { kind, column } = line.read(bytes, 0, bytes.length, 1, 0);
    return [kind, column];
  };
  assert.deepEqual(read(withCharge('\0'.repeat(10))), ['damaged', 86]);
  assert.deepEqual(read(withCharge('5738740000')), ['record', 0]);
  assert.deepEqual(read(withCharge('573874000x')), ['damaged', 95]);
  assert.deepEqual(read(withCharge('\x00738740000')), ['damaged', 86]);
  assert.deepEqual(read(withCharge('5738740000')), ['record', 0]);
});
