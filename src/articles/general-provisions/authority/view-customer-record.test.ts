import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unwrap } from '../../../base/result.ts';
import { record } from '../../../cases/record.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Database, Scope } from '../../../platform/database.ts';
import { testDatabase } from '../../../platform/test-database.ts';
import { loadMissouri } from '../test-relations.ts';
import { authorityKind } from './authority-case.ts';
import { viewCustomerRecord } from './view-customer-record.ts';
import type { CustomerView } from './view-customer-record.ts';

const clock = fixedClock('2026-11-16T15:00:00Z');
const agreements = { centurytel: loadMissouri('centurytel'), spectra: loadMissouri('spectra') };

describe('views of customer records', () => {
  let db: Database;
  before(async () => {
    db = await testDatabase(['src/parties/migrations', 'src/cases/migrations']);
    await db.withTransaction({ kind: 'install' }, async (tx) => {
      for (const [variant, { id }] of Object.entries(agreements)) {
        await tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
           VALUES ($1, 'f', $2, 't', '', '{}', '1', 'h', 'America/Chicago', $2, $3)`,
          // The other agreement has another competitor here, so that the two share no party.
          [id, variant, variant === 'spectra' ? 'prairie' : 'socket'],
        );
      }
    });
    const { centurytel } = agreements;
    await db.withTransaction({ kind: 'agreement', agreementId: centurytel.id }, async (tx) => {
      for (const caseId of ['AUTH/1', 'AUTH/2']) {
        unwrap(
          await record(tx, centurytel, authorityKind, caseId, {
            ...at('2026-11-02T15:00:00Z'),
            name: 'granted',
            body: {
              form: 'blanket',
              numbers: [],
              to: 'Socket',
              signedOn: '2026-11-02',
              evidence: 'blanket.pdf',
            },
          }),
        );
      }
      unwrap(
        await record(tx, centurytel, authorityKind, 'AUTH/2', {
          ...at('2026-11-03T15:00:00Z'),
          name: 'revoked',
          body: {},
        }),
      );
    });
  });
  after(() => db.close());

  const at = (when: string) => ({ occurredAt: when, recordedAt: when, actor: 'socket' });
  const party = (name: string): Scope => ({ kind: 'party', party: name, user: `ann@${name}.example` });
  const look = (view: Partial<CustomerView>, by = 'socket') =>
    db.withTransaction(party(by), (tx) =>
      viewCustomerRecord(tx, clock, agreements.centurytel, {
        who: 'ann@socket.example',
        subject: '417-555-0101',
        data: 'customer-service-record',
        ...view,
      }),
    );
  const ids = async (...given: Parameters<typeof look>) => {
    const seen = await look(...given);
    return seen.ok ? [] : seen.problems.map(({ id }) => id);
  };
  const trail = (by: string) =>
    db.withTransaction(party(by), (tx) =>
      tx.query<{ who: string; what: string; subject: string; purpose: string }>(
        'SELECT who, what, subject, purpose FROM audit ORDER BY at, purpose',
      ),
    );

  test('a view is refused without a purpose, for a forbidden one, and on no or no good authority', async () => {
    assert.deepEqual(await ids({}), ['customer-record/purpose']);
    assert.deepEqual(await ids({ purpose: '  ' }), ['customer-record/purpose']);
    assert.deepEqual(await ids({ purpose: 'curiosity' }), ['customer-record/purpose']);
    assert.deepEqual(await ids({ purpose: 'win-back' }), ['customer-record/forbidden']);
    assert.deepEqual(await ids({ purpose: 'pre-ordering' }), ['customer-record/authority']);
    assert.deepEqual(await ids({ purpose: 'pre-ordering', authority: 'AUTH/3' }), [
      'customer-record/authority',
    ]);
    assert.deepEqual(await ids({ purpose: 'pre-ordering', authority: 'AUTH/2' }), [
      'customer-record/authority',
    ]);
    assert.deepEqual(await trail('socket'), []);
  });

  test('each view is on record with user, purpose and authority', async () => {
    assert.deepEqual(await ids({ purpose: 'pre-ordering', authority: 'AUTH/1' }), []);
    assert.deepEqual(await ids({ purpose: 'repair' }), []);
    const seen = {
      who: 'ann@socket.example',
      what: 'viewed customer record',
      subject: `${agreements.centurytel.id} 417-555-0101`,
    };
    assert.deepEqual(await trail('socket'), [
      { ...seen, purpose: 'pre-ordering, authority AUTH/1' },
      { ...seen, purpose: 'repair' },
    ]);
  });

  test('another carrier sees neither the authority nor who looked', async () => {
    assert.deepEqual(await trail('prairie'), []);
    const cases = (by: string) =>
      db.withTransaction(party(by), (tx) => tx.query<{ case_id: string }>('SELECT case_id FROM case_state'));
    assert.equal((await cases('socket')).length, 2);
    assert.deepEqual(await cases('prairie'), []);
    assert.deepEqual(await ids({ purpose: 'pre-ordering', authority: 'AUTH/1' }, 'prairie'), [
      'customer-record/authority',
    ]);
  });
});
