import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeTest, emiFile } from './test-month.ts';
import type { Call } from './test-month.ts';

const outcomesOf = async (calls: readonly Call[]): Promise<readonly string[]> =>
  (await closeTest({ emi: { 'a.emi': emiFile(calls) } })).outcomes;

const T = (minute: number): Call => ({ connectTime: `09:${String(minute).padStart(2, '0')}:00` });

test('each step of identification has its outcome (traffic.identification)', async () => {
  const cases: readonly (readonly [Call, string])[] = [
    [{}, 'zero-rated local'],
    [{ answered: false }, 'non-billable unanswered'],
    [{ conversationMs: 0 }, 'non-billable unanswered'],
    [{ trunkGroup: 'NOSUCH' }, 'held unknown-trunk-group'],
    [{ connectDate: '2026-11-01' }, 'held other-month'],
    [{ connectDate: '2026-09-30' }, 'held other-month'],
    [{ originatingOcn: '0000' }, 'held unknown-originating-carrier'],
    [{ lrn: '2125550000' }, 'held unknown-routing-number'],
    [{ toNumber: '2125551234' }, 'held no-terminating-holder'],
    [{ fromNumber: '2125551234' }, 'held no-originating-holder'],
    [{ fromNumber: '2125551234', originatingOcn: '9S01' }, 'held unknown-calling-place'],
    [{ fromNumber: '2125551234', originatingOcn: '9W01' }, 'non-billable wireless'],
    [{ originatingOcn: '9C01' }, 'held J21'],
    [{ toNumber: '5737773999', fromNumber: '5738741234' }, 'rated isp-bound'],
    [{ toNumber: '5736571234' }, 'zero-rated eas'],
    [{ toNumber: '6363271234' }, 'non-billable violation'],
    [{ originatingOcn: '9H01' }, 'non-billable transit'],
    [{ toNumber: '5736341234' }, 'rated transit'],
  ];
  const outcomes = await outcomesOf(cases.map(([call], index) => ({ ...T(index), ...call })));
  assert.deepEqual(
    outcomes,
    cases.map(([, wanted]) => wanted),
  );
});

test('without a calling number: unidentified on a two-way group, the carrier of a one-way group', async () => {
  const withoutNumber = (call: Call): string =>
    emiFile([call]).replace('105737773456', `00${' '.repeat(10)}`);
  const { rows, outcomes } = await closeTest({
    emi: {
      'a.emi': withoutNumber({}),
      'b.emi': withoutNumber({ trunkGroup: 'CO521003' }),
    },
  });
  assert.deepEqual(outcomes, ['rated unidentified', 'held unknown-calling-place']);
  assert.equal(rows[0]?.['payer'], 'socket');
  assert.equal(rows[1]?.['originator'], '9S01');
});

test('a duplicate repeats an earlier usable record, by file name and then line (traffic.duplicate-key)', async () => {
  const bad = emiFile([{}]).replace('110120261005', '110120261032');
  const { outcomes } = await closeTest({
    emi: { 'b.emi': emiFile([{}, { conversationMs: 120_100 }]), 'a.emi': emiFile([{}, {}]), '0.emi': bad },
  });
  assert.deepEqual(outcomes.slice(1), [
    'zero-rated local',
    'duplicate duplicate',
    'duplicate duplicate',
    'zero-rated local',
  ]);
});

test('call detail goes the same way; the same record id is the same record', async () => {
  const record = {
    recordId: 'x-1',
    trunkGroup: 'CO521001',
    calling: '5737773456',
    called: '5738741234',
    inviteAt: '2026-10-05T14:00:00.000Z',
    answerAt: '2026-10-05T14:00:02.000Z',
    endAt: '2026-10-05T14:01:02.345Z',
    conversationMs: 60_345,
    releaseCode: '16',
    recordedBy: '9S01',
  };
  const { answerAt: _, ...unanswered } = record;
  const { rows, outcomes, month } = await closeTest({
    cdr: [
      record,
      { ...record, endAt: '2026-10-05T14:01:03.000Z' },
      { ...unanswered, recordId: 'x-2', conversationMs: 0 },
      {
        ...record,
        recordId: 'x-1',
        recordedBy: '9C01',
        answerAt: '2026-10-05T14:00:03.000Z',
        conversationMs: 59_345,
      },
    ],
  });
  assert.deepEqual(outcomes, [
    'zero-rated local',
    'duplicate duplicate',
    'non-billable unanswered',
    'zero-rated local',
  ]);
  assert.equal(
    rows[0]?.['connect_ms'],
    BigInt(Date.UTC(2026, 9, 5, 9, 0, 2)),
    'local time of the trunk group',
  );
  assert.equal(month.summaries[0]?.conversationMs, 119_690);
  assert.equal(month.summaries[0]?.minutes, '2', 'rounded up once, not call by call');
});
