import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { BAD_READINGS, GOOD_READINGS, loop } from '../../articles/dsl/test-ground.ts';
import { unwrap } from '../../base/result.ts';
import { recordEvent } from '../../cases/desk.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { accessReport } from './access-report.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const scope = { kind: 'agreement', agreementId: agreement.id } as const;
const { ilec, clec } = agreement.parties;
let db: Database;
before(async () => {
  db = await testDatabase(migrations);
  await db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
       VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', $2, $3, $4)`,
      [agreement.id, agreement.timeZone, ilec, clec],
    ),
  );
});
after(() => db.close());

type Said = readonly [name: string, on: string, body?: object, actor?: string];
const say = (kind: string, caseId: string, ...events: readonly Said[]) =>
  db
    .withTransaction(scope, (tx) =>
      recordEvent(
        tx,
        { agreement, kinds },
        kind,
        caseId,
        ...events.map(([name, on, body = {}, actor = clec]) => {
          const occurredAt = `${on}T18:00:00Z`;
          return { name, occurredAt, recordedAt: occurredAt, actor, body: { ...body } };
        }),
      ),
    )
    .then(unwrap);
const month = async (which: string) => {
  const report = await db.withTransaction(scope, (tx) =>
    accessReport(tx, agreement, which, '2026-12-15T00:00:00Z'),
  );
  const { value, details, clause } = unwrap(report).loopData ?? {};
  const { tested, held } = details as { tested: number; held: number };
  return { tested, held, value, clause };
};

/** A test by both carriers. */
const tested = (id: string, circuit: string, on: string, isGood = true) =>
  say(
    'cooperative-test',
    `COOPTEST/${id}`,
    ['requested', '2026-10-28', { circuit }],
    ['scheduled', '2026-10-29', { at: `${on}T15:00:00Z` }, ilec],
    [isGood ? 'passed' : 'failed', on, { readings: isGood ? GOOD_READINGS : BAD_READINGS, minutes: 30 }],
  );
/** A record that a test contradicted, and what became of it. */
const contradicted = (id: string, name: string, on: string, ...more: readonly Said[]) =>
  say(
    'loop-qualification',
    `LOOPQ/${id}`,
    ['asked', '2026-10-26', { wireCenter: 'CLMAMOXA', loop: name, because: 'record-doubted' }],
    ['answered', '2026-10-27', { makeup: loop({ loop: name }) }, ilec],
    ['contradicted', on, { test: { loadCoils: 2 } }],
    ...more,
  );

describe('the records of loops in a month', () => {
  test('without a test there is nothing to measure', async () => {
    assert.deepEqual(await month('2026-11'), {
      tested: 0,
      held: 0,
      value: 'no-activity',
      clause: 'XIII §13.14',
    });
  });

  test('a loop counts once; a record that a test contradicted did not hold', async () => {
    await tested('1', 'L-1', '2026-11-03');
    await tested('2', 'l-1', '2026-11-04');
    // What fails a test at turn-up says nothing against the record.
    await tested('3', 'L-2', '2026-11-05', false);
    // The last day of October, and the first of December.
    await tested('4', 'L-3', '2026-10-31');
    await tested('5', 'L-4', '2026-12-01');
    assert.deepEqual(await month('2026-11'), { tested: 2, held: 2, value: 'met', clause: 'XIII §13.14' });
    await contradicted('1', 'L-2', '2026-11-09');
    await contradicted('2', 'L-5', '2026-11-10');
    // L-1, L-2 and L-5; of them L-1 held: a third is less than 95 %.
    assert.deepEqual(await month('2026-11'), { tested: 3, held: 1, value: 'missed', clause: 'XIII §13.14' });
  });

  test('a record that is corrected did not hold; one that is confirmed as it was did', async () => {
    const answer = (name: string, more: object): Said => [
      'corrected',
      '2026-12-03',
      { makeup: loop({ loop: name, asOf: '2026-12-03', ...more }) },
      ilec,
    ];
    const coils = { loadCoils: [{ feetFromOffice: 3000 }, { feetFromOffice: 6000 }] };
    await contradicted('3', 'L-6', '2026-11-11', answer('L-6', {}));
    await contradicted('4', 'L-7', '2026-11-12', answer('L-7', coils));
    // L-6 and L-7 beside the three; L-1 and L-6 held.
    assert.deepEqual(await month('2026-11'), { tested: 5, held: 2, value: 'missed', clause: 'XIII §13.14' });
    assert.deepEqual(await month('2026-12'), { tested: 1, held: 1, value: 'met', clause: 'XIII §13.14' });
  });
});
