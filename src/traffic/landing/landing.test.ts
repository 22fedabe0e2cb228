import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, CALL, emiPack, landTexts } from './test-usage.ts';

/** Milliseconds from 1970 of a time of day on 5 October 2026: 20,731 days. */
const OCTOBER_5 = 20_731 * 86_400_000;

test('an EMI call is landed with all that its line says', async () => {
  const landed = await landTexts({
    'emi/a.emi': emiPack([
      {
        ...CALL,
        connectTime: '09:00:01',
        conversationMs: 90_100,
        elapsedMs: 95_000,
        lrn: '5737770000',
        chargeNumber: '5737773400',
        dialled: '8005551234',
        jip: '573777',
        oli: '06',
        cic: '0288',
        voip: true,
        originatingOcn: '9S01',
        terminatingOcn: '9C01',
      },
    ]),
  });
  const [file] = landed.files;
  const rows = await ask(landed, 'SELECT * FROM landed');
  assert.deepEqual(rows, [
    {
      file: BigInt(file?.key ?? 0),
      line: 2,
      // After the header: 175 bytes and a line end.
      byte_offset: 176n,
      format: 'emi',
      status: 'record',
      reason: null,
      bad_column: null,
      raw: null,
      record_type: '110120',
      local_ms: BigInt(OCTOBER_5 + 9 * 3_600_000 + 1000),
      utc_ms: null,
      from_number: 5737773456n,
      to_number: 5738741234n,
      dialled: 8005551234n,
      charge_number: 5737773400n,
      lrn: 5737770000n,
      jip: 573777,
      oli: '06',
      cic: '0288',
      trunk_group: 'CO521001',
      conversation_ms: 90_100n,
      elapsed_ms: 95_000n,
      answered: true,
      sequence: 1,
      recording_switch: 'CLMBMOZA05T',
      recorded_by: '9C01',
      originating_ocn: '9S01',
      terminating_ocn: '9C01',
      voip: true,
      release_code: null,
      record_id: null,
    },
  ]);
  assert.equal(file?.sha256.slice(0, 12), (file?.key ?? 0).toString(16).padStart(12, '0'));
});

test('records lie in a file for each day, in the order of the file, with what the file counts', async () => {
  const days = ['2026-10-05', '2026-10-06', '2026-09-30', '2026-10-05', '2026-11-01', '2026-10-06'];
  const landed = await landTexts({
    'emi/a.emi': emiPack(days.map((connectDate, i) => ({ connectDate, conversationMs: 1000 * (i + 1) }))),
  });
  assert.deepEqual(
    landed.parts.map(({ day, rows, hasUtc, hasLocal }) => [day, rows, hasUtc, hasLocal]),
    [
      ['2026-09-30', 1, false, true],
      ['2026-10-05', 2, false, true],
      ['2026-10-06', 2, false, true],
      ['2026-11-01', 1, false, true],
    ],
  );
  assert.match(landed.parts[1]?.path ?? '', /[0-9a-f]{12}.2026-10.2026-10-05\.parquet$/);
  const lines = await ask(landed, 'SELECT line FROM landed');
  // Line 1 is the header.
  assert.deepEqual(
    lines.map(({ line }) => line),
    [4, 2, 5, 3, 7, 6],
  );
  const [file] = landed.files;
  assert.deepEqual(
    [file?.read, file?.month, file?.late, file?.early, file?.firstDay, file?.lastDay, file?.undated],
    [6, '2026-10', 1, 1, '2026-09-30', '2026-11-01', 0],
  );
  // 1 + 2 + 3 + 4 + 5 + 6 seconds
  assert.equal(file?.conversationMs, 21_000);
  const [said] = await ask(landed, 'SELECT sum(conversation_ms)::BIGINT AS ms, count(*) AS n FROM landed');
  assert.deepEqual(said, { ms: 21_000n, n: 6n });
  assert.deepEqual(file?.controls, [
    { pack: '0001', date: '2026-10-05', sender: '9C01', receiver: '9S01', counted: 6, declared: 6 },
  ]);
  assert.deepEqual(file?.problems, []);
});

test('a call of call detail has both clocks, and its day is that of its own', async () => {
  const header =
    'record_id,trunk_group,calling,called,lrn,originating_ocn,invite_at,answer_at,end_at,conversation_ms,release_code,recorded_by';
  const landed = await landTexts({
    'sip/cdr.csv': [
      header,
      'a-1,CO521001,5737773456,5738741234,,,2026-10-05T23:59:00.000-05:00,2026-10-05T23:59:02.250-05:00,2026-10-06T00:00:02.250-05:00,60000,16,9S01',
      'a-2,CO521001,5737773456,57387x,,,2026-10-05T09:00:00.000Z,,2026-10-05T09:00:02.000Z,0,19,9S01',
      '',
    ].join('\r\n'),
  });
  const rows = await ask(
    landed,
    'SELECT line, status, reason, bad_column, local_ms, utc_ms, conversation_ms, elapsed_ms, answered, record_id, record_type FROM landed',
  );
  const local = OCTOBER_5 + 86_400_000 - 57_750;
  assert.deepEqual(rows, [
    {
      line: 2,
      status: 'record',
      reason: null,
      bad_column: null,
      local_ms: BigInt(local),
      utc_ms: BigInt(local + 5 * 3_600_000),
      conversation_ms: 60_000n,
      elapsed_ms: 62_250n,
      answered: true,
      record_id: 'a-1',
      record_type: 'cdr',
    },
    {
      line: 3,
      status: 'damaged',
      reason: 'not-a-number',
      bad_column: 4,
      local_ms: null,
      utc_ms: null,
      conversation_ms: 0n,
      elapsed_ms: null,
      answered: null,
      record_id: null,
      record_type: null,
    },
  ]);
  assert.deepEqual(
    landed.parts.map(({ day, hasUtc, hasLocal }) => [day, hasUtc, hasLocal]),
    [
      ['2026-10-05', true, true],
      [null, false, false],
    ],
  );
});
