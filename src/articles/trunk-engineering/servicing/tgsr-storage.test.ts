import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { takeEvent } from '../../../cases/take-event.ts';
import { casesDatabase } from '../../../cases/test-database.ts';
import type { Database } from '../../../platform/database.ts';
import { kinds } from '../kinds.ts';
import { event, idsOf, missouri } from '../test-ground.ts';

const agreement = missouri();
const ILEC = 'centurytel';
let db: Database;
before(async () => {
  db = await casesDatabase(agreement);
});
after(() => db.close());

const take = (kind: string, caseId: string, name: string, on: string, body: object = {}, actor = 'socket') =>
  takeEvent(db, { agreement, kinds }, { kind, caseId, event: event(name, on, { ...body }, actor) });
const group = (): Promise<string[]> =>
  db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
    const rows = await tx.query<{ state: string }>('SELECT state FROM case_state WHERE case_id = $1', [
      'TRUNK/2026-001',
    ]);
    return rows.map(({ state }) => state);
  });

test('a service request moves the case of its group with it, and cannot where the group needs nothing', async () => {
  const asr = {
    pon: 'TG-1',
    trunks: 24,
    aClli: 'CLMBMOZSDS1',
    zClli: 'CLMBMOZA05T',
    clciMsg: 'CO521001 CLMBMOZSDS1',
    twoSixCode: 'CO521001',
    requestedOn: '2026-12-15',
  };
  const opened = { trunkGroup: 'CO521001', kind: 'lec-to-lec', way: 'two-way', trunks: 24 };
  const way: [string, string, object, string?][] = [
    ['forecast', '2026-11-02', opened],
    ['ordered', '2026-11-03', asr],
    ['confirmed', '2026-11-05', { dueOn: '2026-12-15' }, ILEC],
    ['tested', '2026-12-14', {}, ILEC],
    ['put-in-service', '2026-12-15', { trunks: 24 }, ILEC],
  ];
  for (const [name, on, body, actor] of way)
    assert.deepEqual(idsOf(await take('trunk-group', 'TRUNK/2026-001', name, on, body, actor)), [], name);
  const request = {
    trunkGroup: 'CO521001',
    case: 'TRUNK/2026-001',
    change: 'augment',
    required: 20,
    inService: 24,
    month: '2027-01',
    serviceAffecting: false,
  };
  const issue = () => take('tgsr', 'TGSR/2027-001', 'issued', '2027-02-01', request, ILEC);
  assert.deepEqual(idsOf(await issue()), ['case/not-allowed']);
  const over = { months: [{ required: 20, inService: 24 }] };
  assert.deepEqual(
    idsOf(await take('trunk-group', 'TRUNK/2026-001', 'load-over', '2027-02-01', over, ILEC)),
    [],
  );
  assert.deepEqual(idsOf(await issue()), []);
  assert.deepEqual(await group(), ['servicing']);
  const ordered = { pon: 'TG-2', trunks: 48 };
  assert.deepEqual(idsOf(await take('tgsr', 'TGSR/2027-001', 'ordered', '2027-02-03', ordered)), []);
  assert.deepEqual(await group(), ['change-ordered']);
  assert.deepEqual(idsOf(await take('tgsr', 'TGSR/2027-001', 'done', '2027-03-01', { trunks: 48 })), []);
  assert.deepEqual(await group(), ['in-service']);
});
