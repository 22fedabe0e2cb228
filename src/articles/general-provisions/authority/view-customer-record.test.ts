import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Type } from 'typebox';
import { unwrap } from '../../../base/result.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import { record } from '../../../cases/record.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Database, Scope } from '../../../platform/database.ts';
import { testDatabase } from '../../../platform/test-database.ts';
import { loadMissouri } from '../test-relations.ts';
import { authorityKind } from './authority-case.ts';
import { viewCustomerRecord } from './view-customer-record.ts';
import type { CustomerView } from './view-customer-record.ts';

// A case that is about telephone numbers, as other rooms have them.
const lossKind = defineCaseKind({
  kind: 'sample-loss',
  doc: 'For this test.',
  states: [{ name: 'told', doc: 'Told.' }],
  events: [
    {
      name: 'lost',
      from: [START],
      to: 'told',
      doc: 'Lost.',
      body: Type.Object({ numbers: Type.Array(Type.String()) }),
    },
  ],
  clocks: [],
  documents: {},
});
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
      unwrap(
        await record(tx, centurytel, authorityKind, 'AUTH/4', {
          ...at('2026-11-04T15:00:00Z'),
          name: 'granted',
          body: {
            form: 'written',
            numbers: ['5735550001'],
            name: 'Sample User',
            address: '1 Sample Street',
            from: 'CenturyTel',
            to: 'Socket',
            signedOn: '2026-11-04',
            evidence: 'letter.pdf',
          },
        }),
      );
      unwrap(
        await record(tx, centurytel, authorityKind, 'AUTH/4', {
          ...at('2026-11-05T15:00:00Z'),
          name: 'used',
          body: { order: 'PON-1' },
        }),
      );
      for (const [caseId, numbers] of [
        ['LOSS/1', ['573-555-0001']],
        ['LOSS/2', ['573-555-0001', '573-555-9999']],
      ] as const) {
        unwrap(
          await record(tx, centurytel, lossKind, caseId, {
            ...at('2026-11-06T15:00:00Z'),
            name: 'lost',
            body: { numbers },
          }),
        );
      }
    });
  });
  after(() => db.close());

  const at = (when: string) => ({ occurredAt: when, recordedAt: when, actor: 'socket' });
  const party = (name: string): Scope => ({ kind: 'party', party: name, user: `ann@${name}.example` });
  const look = (view: Partial<CustomerView>, by = 'socket') =>
    db.withTransaction(party(by), (tx) =>
      viewCustomerRecord(tx, clock, agreements.centurytel, {
        who: `ann@${by}.example`,
        party: by,
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
        `SELECT who, what, subject, purpose FROM audit WHERE what = 'viewed customer record' ORDER BY seq`,
      ),
    );

  const refusals = async (last: number) => {
    const rows = await db.withTransaction(party('socket'), (tx) =>
      tx.query<{ purpose: string }>(
        `SELECT purpose FROM audit WHERE what = 'refused customer record' ORDER BY seq`,
      ),
    );
    return rows.slice(-last).map(({ purpose }) => purpose);
  };

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

  test('a refusal is on record with the purpose that was said and its ground', async () => {
    assert.deepEqual(await ids({ purpose: 'curio\u0000sity', authority: 'AUTH/3' }), [
      'customer-record/purpose',
    ]);
    assert.deepEqual(await ids({ purpose: '' }), ['customer-record/purpose']);
    assert.deepEqual(await refusals(2), [
      'curiosity, authority AUTH/3: customer-record/purpose',
      'none said: customer-record/purpose',
    ]);
  });

  test('an authority opens the record of its own numbers and of the order placed on it, no other', async () => {
    const open = (subject: string, by = 'socket') =>
      ids({ purpose: 'pre-ordering', authority: 'AUTH/4', subject }, by);
    const [allowed, refusal] = [[], ['customer-record/authority']];
    assert.deepEqual(await open('573-555-0001'), allowed);
    assert.deepEqual(await open('(573) 555-0001'), allowed);
    assert.deepEqual(await open('573-555-9999'), refusal);
    // A case about its number alone, and one about another number too.
    assert.deepEqual(await open('LOSS/1'), allowed);
    assert.deepEqual(await open('LOSS/2'), refusal);
    assert.deepEqual(await open('PON-1'), allowed);
    assert.deepEqual(await open('PON-2'), refusal);
    assert.deepEqual(await open('AUTH/4'), allowed);
    assert.deepEqual(await open('AUTH/1'), refusal);
    assert.deepEqual(await refusals(1), ['pre-ordering, authority AUTH/4: customer-record/authority']);
  });

  test('an authority that the other party holds opens nothing, a blanket one neither', async () => {
    for (const authority of ['AUTH/1', 'AUTH/4']) {
      const subject = '573-555-0001';
      assert.deepEqual(await ids({ purpose: 'pre-ordering', authority, subject }, 'centurytel'), [
        'customer-record/authority',
      ]);
    }
  });

  test('each view is on record with user, purpose and authority', async () => {
    assert.deepEqual(await ids({ purpose: 'pre-ordering', authority: 'AUTH/1' }), []);
    assert.deepEqual(await ids({ purpose: 'repair' }), []);
    const seen = {
      who: 'ann@socket.example',
      what: 'viewed customer record',
      subject: `${agreements.centurytel.id} 417-555-0101`,
    };
    assert.deepEqual((await trail('socket')).slice(-2), [
      { ...seen, purpose: 'pre-ordering, authority AUTH/1' },
      { ...seen, purpose: 'repair' },
    ]);
  });

  test('another carrier sees neither the authority nor who looked', async () => {
    assert.deepEqual(await trail('prairie'), []);
    const cases = (by: string) =>
      db.withTransaction(party(by), (tx) => tx.query<{ case_id: string }>('SELECT case_id FROM case_state'));
    assert.equal((await cases('socket')).length, 5);
    assert.deepEqual(await cases('prairie'), []);
    assert.deepEqual(await ids({ purpose: 'pre-ordering', authority: 'AUTH/1' }, 'prairie'), [
      'customer-record/authority',
    ]);
  });
});
