import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { loadPlant } from './load-plant.ts';

const ADDRESSES = `address_id,address,unit,city,state,zip,wire_center,terminal,provenance,source
A1,1204 North Main Street,,Columbia,MO,65201,CLMAMOXA,T1,assumed,invented
A2,1204 North Main Street,Apt 4,Columbia,MO,65201,CLMAMOXA,T1,assumed,invented
`;
const NUMBERS = `number,last_number,wire_center,rate_centre,state,available_from,ported_in,provenance,source
5737771200,5737771209,CLMAMOXA,COLUMBIA,available,,,assumed,invented
5737779000,,CLMAMOXA,COLUMBIA,assigned,,yes,assumed,invented
`;
const RECORD = {
  loop: 'L1',
  wireCenter: 'CLMAMOXA',
  terminal: 'T1',
  address: 'A1',
  status: 'working',
  source: 'records',
  asOf: '2020-01-01',
  segments: [{ gauge: 26, feet: 6000 }],
  bridgedTaps: [],
  loadCoils: [],
  repeaters: [],
  carrier: 'none',
};
const TEST = {
  ...RECORD,
  address: undefined,
  status: undefined,
  source: 'measured',
  asOf: '2026-05-01',
  loadCoils: [{ feetFromOffice: 3000 }],
};
const lines = (...values: readonly object[]): string => values.map((one) => JSON.stringify(one)).join('\n');

let db: Database;
let dir: string;
const file = (name: string, text: string): void => writeFileSync(path.join(dir, name), text);
const load = (provider = 'bigtel') => loadPlant(db, provider, dir);
const rows = <T>(sql: string, scope: Scope = { kind: 'install' }): Promise<T[]> =>
  db.withTransaction(scope, (tx) => tx.query<T>(sql));

before(async () => {
  db = await testDatabase(['src/parties/migrations', 'src/network/migrations']);
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    for (const [id, ilec, clec] of [
      ['one', 'bigtel', 'red'],
      ['two', 'bigtel', 'blue'],
      ['far', 'othertel', 'green'],
    ])
      await tx.execute(
        `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
         VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', 'America/Chicago', $2, $3)`,
        [id, ilec, clec],
      );
  });
});
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-plant-'));
});
after(async () => {
  await db.close();
});

describe('a folder of plant', () => {
  test('is loaded whole, and again in the place of what was there', async () => {
    file('addresses.csv', ADDRESSES);
    file('numbers.csv', NUMBERS);
    file('loops.jsonl', lines(RECORD, TEST));
    file(
      'accounts.jsonl',
      lines({ account: 'B1', numbers: ['5737779000'], address: 'A1', name: 'Pat Doe', services: [] }),
    );
    // A run of ten and one more: 11.
    assert.deepEqual(unwrap(await load()), {
      'addresses.csv': 2,
      'numbers.csv': 11,
      'loops.jsonl': 2,
      'accounts.jsonl': 1,
    });
    const [loop] = await rows<{
      records: object;
      measured: { loadCoils: object[] };
      status: string;
      address_id: string;
    }>('SELECT * FROM loop_record');
    assert.equal(loop?.address_id, 'A1');
    assert.deepEqual(loop.measured.loadCoils, [{ feetFromOffice: 3000 }]);

    // The pair is spare now; its test stays.
    file('loops.jsonl', lines({ ...RECORD, status: 'spare', asOf: '2026-06-01' }));
    unwrap(await load());
    const again = await rows<{ status: string; tested: string; recorded: string }>(
      `SELECT status, measured ->> 'asOf' AS tested, records ->> 'asOf' AS recorded FROM loop_record`,
    );
    assert.deepEqual(again, [{ status: 'spare', tested: '2026-05-01', recorded: '2026-06-01' }]);
  });

  test('everything that is wrong comes back with file, line and field, and nothing is written', async () => {
    const before = await rows('SELECT * FROM service_address ORDER BY address_id');
    file(
      'addresses.csv',
      `${ADDRESSES}A3,9 Oak Lane,,Columbia,MO,65201,COLU,,assumed,invented\nA1,9 Oak Lane,,Columbia,MO,65201,CLMAMOXA,,assumed,invented\nA4,---,,Columbia,MO,65201,CLMAMOXA,,assumed,invented\n`,
    );
    file(
      'numbers.csv',
      `${NUMBERS}5737771300,5737771299,CLMAMOXA,COLUMBIA,available,,,assumed,invented\n5737779001,,CLMAMOXA,COLUMBIA,available,,yes,assumed,invented\n5737771205,,CLMAMOXA,COLUMBIA,assigned,,,assumed,invented\n5737771400,,CLMAMOXA,COLUMBIA,aging,,,assumed,invented\n`,
    );
    file(
      'loops.jsonl',
      lines({ ...RECORD, address: 'A99' }, { ...RECORD, loop: 'L2', segments: [{ gauge: 26, feet: 0 }] }) +
        '\n{"loop":\n' +
        lines({
          ...RECORD,
          loop: 'L3',
          segments: [{ gauge: 26, feet: 100 }],
          loadCoils: [{ feetFromOffice: 101 }],
        }),
    );
    file('loop.jsonl', '');
    const failed = await load('nobody');
    assert.ok(!failed.ok);
    const where = failed.problems.map((p) => [
      p.file === undefined ? '' : path.basename(p.file),
      p.line ?? 0,
      p.field ?? '',
    ]);
    assert.deepEqual(where, [
      ['', 0, 'provider'],
      ['addresses.csv', 4, 'addresses.wire_center'],
      ['addresses.csv', 5, 'address_id'],
      ['addresses.csv', 6, 'addresses.address'],
      ['loop.jsonl', 0, ''],
      ['loops.jsonl', 1, 'address'],
      ['loops.jsonl', 2, 'segments.0.feet'],
      ['loops.jsonl', 3, ''],
      ['loops.jsonl', 4, 'loadCoils.0.feetFromOffice'],
      ['loops.jsonl', 4, 'address'],
      ['numbers.csv', 4, 'numbers.last_number'],
      ['numbers.csv', 5, 'numbers.ported_in'],
      ['numbers.csv', 6, 'number'],
      ['numbers.csv', 7, 'numbers.available_from'],
    ]);
    for (const { sentence, cure } of failed.problems) assert.ok(sentence.length > 5 && cure.length > 5);
    assert.deepEqual(await rows('SELECT * FROM service_address ORDER BY address_id'), before);
  });

  test('an empty folder and one that is not there are told', async () => {
    for (const where of [dir, path.join(dir, 'none')]) {
      const failed = await loadPlant(db, 'bigtel', where);
      assert.equal(failed.ok || failed.problems[0]?.id, 'plant/nothing');
    }
    rmSync(dir, { recursive: true });
  });
});

describe('who sees it', () => {
  const party = (name: string): Scope => ({ kind: 'party', party: name, user: 'u' });
  const agreement = (agreementId: string): Scope => ({ kind: 'agreement', agreementId });
  const count = async (table: string, scope: Scope): Promise<number> =>
    Number((await rows<{ n: bigint }>(`SELECT count(*) AS n FROM ${table}`, scope))[0]?.n);

  test('the incumbent and who has an agreement with it see plant; others see nothing', async () => {
    for (const table of ['service_address', 'loop_record']) {
      const there = await count(table, { kind: 'install' });
      assert.ok(there > 0);
      for (const scope of [party('bigtel'), party('red'), party('blue'), agreement('one')])
        assert.equal(await count(table, scope), there, table);
      for (const scope of [party('green'), party('othertel'), agreement('far'), agreement('none')])
        assert.equal(await count(table, scope), 0, table);
    }
  });

  test('numbers in use and end users are seen by the incumbent, and by nobody else but the program under an agreement', async () => {
    assert.equal(await count('telephone_number', party('bigtel')), 11);
    assert.equal(await count('telephone_number', party('red')), 10);
    assert.equal(await count('retail_account', party('bigtel')), 1);
    assert.equal(await count('retail_account', agreement('one')), 1);
    for (const scope of [party('red'), party('green'), agreement('far')])
      assert.equal(await count('retail_account', scope), 0);
  });

  test('nobody but who loads it writes it', async () => {
    await assert.rejects(
      rows(`UPDATE loop_record SET status = 'spare'`, agreement('one')),
      /permission denied/,
    );
    await assert.rejects(
      rows(`UPDATE telephone_number SET state = 'assigned'`, party('bigtel')),
      /permission denied/,
    );
  });
});
