import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Type from 'typebox';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { unwrap } from '../base/result.ts';
import { holidaysTable } from '../parties/calendars.ts';
import type { Database, Tx } from '../platform/database.ts';
import { sweep } from '../platform/sweeper.ts';
import { casesDatabase } from './test-database.ts';
import { verifyChain } from './chain.ts';
import { inTime } from './clocks.ts';
import { discardDraft, issueDraft } from './draft.ts';
import { claimExpired, fireExpired } from './expire.ts';
import { cases } from './index.ts';
import { START, allowedIn, defineCaseKind, stateDiagram } from './kind.ts';
import type { NewEvent } from './kind.ts';
import { partialAgreement } from './test-partial-agreement.ts';
import { loadCase, record } from './record.ts';

const parties: Vocabulary = { subject: 'parties', terms: [], tables: [holidaysTable], decisions: [] };
const agreement = partialAgreement({
  dir: 'agreements/missouri-2006',
  articles: ['12-local-number-portability.md'],
  tables: ['holidays', 'intervals'],
  vocabulary: [parties, cases],
});

const port = defineCaseKind({
  kind: 'port',
  doc: 'A request to move a number, as far as these tests need one.',
  states: [
    { name: 'received', doc: 'Waits for its confirmation.' },
    { name: 'confirmed', doc: 'Has a date.' },
    { name: 'rejected', doc: 'Failed an edit.', final: true },
  ],
  events: [
    {
      name: 'received',
      from: [START],
      to: 'received',
      doc: '',
      body: Type.Object({ number: Type.String() }),
    },
    { name: 'confirmed', from: ['received'], to: 'confirmed', doc: '' },
    { name: 'rejected', from: ['received'], to: 'rejected', doc: '' },
  ],
  clocks: [
    {
      name: 'foc',
      startsOn: ['received'],
      stopsOn: ['confirmed', 'rejected'],
      clock: () => 'simple-port-foc',
      clocks: ['simple-port-foc'],
    },
  ],
  documents: { received: 'LSR' },
});

const recordedAt = '2026-12-01T00:00:00Z';
const event = (name: string, at: string, more: Partial<NewEvent> = {}): NewEvent => ({
  name,
  occurredAt: at,
  recordedAt,
  actor: 'socket',
  body: name === 'received' ? { number: '573-777-0100' } : {},
  ...more,
});

describe('cases', () => {
  let db: Database;
  const inAgreement = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, fn);
  const put = (caseId: string, ...events: NewEvent[]) =>
    inAgreement(async (tx) => {
      let last = unwrap(await record(tx, agreement, port, caseId, events[0] as NewEvent));
      for (const next of events.slice(1)) last = unwrap(await record(tx, agreement, port, caseId, next));
      return last;
    });

  before(async () => {
    db = await casesDatabase(agreement);
  });
  after(() => db.close());

  test('every event in every state is recorded or refused with what is allowed', async () => {
    const paths: Record<string, string[]> = {
      [START]: [],
      received: ['received'],
      confirmed: ['received', 'confirmed'],
      rejected: ['received', 'rejected'],
    };
    for (const [state, path] of Object.entries(paths)) {
      for (const { name } of port.events) {
        const caseId = `PORT/${state}/${name}`;
        if (path.length > 0) await put(caseId, ...path.map((each) => event(each, '2026-11-20T18:59:00Z')));
        const result = await inAgreement((tx) =>
          record(tx, agreement, port, caseId, event(name, '2026-11-20T19:00:00Z')),
        );
        const allowed = allowedIn(port, state);
        assert.equal(result.ok, allowed.includes(name), caseId);
        if (!result.ok) {
          assert.equal(result.problems[0]?.id, 'case/not-allowed');
          assert.match(result.problems[0]?.cure ?? '', new RegExp(allowed.join(', ') || 'nothing more'));
        }
      }
    }
  });

  test('a clock starts and stops in the transaction of its event', async () => {
    const open = await put('PORT/clock', event('received', '2026-11-20T18:59:00Z'));
    assert.equal(open.clocks[0]?.dueAt, '2026-11-20T16:59:00-06:00');
    const [row] = await inAgreement((tx) =>
      tx.query<{ state: string; basis: { decision: string } }>(
        "SELECT state, basis FROM clock WHERE case_id = 'PORT/clock'",
      ),
    );
    assert.deepEqual([row?.state, row?.basis.decision], ['running', 'due']);
    const done = await put('PORT/clock', event('confirmed', '2026-11-20T22:59:00Z'));
    const run = done.clocks[0];
    assert.ok(run);
    assert.deepEqual([run.state, run.elapsedSeconds, inTime(run)], ['stopped', 14_400n, true]);
  });

  test('a wrong body and a time before the last event are refused, all problems at once', async () => {
    await put('PORT/order', event('received', '2026-11-20T19:00:00Z'));
    const early = await inAgreement((tx) =>
      record(tx, agreement, port, 'PORT/order', event('confirmed', '2026-11-20T18:00:00Z')),
    );
    assert.equal(early.ok || early.problems[0]?.id, 'case/order-of-time');
    const bare = await inAgreement((tx) =>
      record(tx, agreement, port, 'PORT/bare', event('received', '2026-11-20T18:00:00Z', { body: {} })),
    );
    assert.equal(bare.ok || bare.problems[0]?.id, 'case/body');
    assert.equal((await inAgreement((tx) => loadCase(tx, agreement, port, 'PORT/bare'))).state, START);
  });

  test('the same inputs give the same hashes, whenever they are recorded', async () => {
    const events = [event('received', '2026-11-20T19:00:00Z'), event('confirmed', '2026-11-20T20:00:00Z')];
    const first = await put('PORT/hash', ...events.map((each) => ({ ...each, draftMonth: '2026-11' })));
    assert.deepEqual(await inAgreement((tx) => discardDraft(tx, agreement, [port], '2026-11')), []);
    const again = await put(
      'PORT/hash',
      ...events.map((each) => ({ ...each, recordedAt: '2027-01-01T00:00:00Z' })),
    );
    assert.equal(again.events.at(-1)?.hash, first.events.at(-1)?.hash);
  });

  test('events never change, and a change made around the program is found', async () => {
    await put(
      'PORT/tamper',
      event('received', '2026-11-20T19:00:00Z'),
      event('confirmed', '2026-11-20T20:00:00Z'),
    );
    const where = "WHERE case_id = 'PORT/tamper' AND seq = 1";
    for (const sql of [`DELETE FROM event ${where}`, `UPDATE event SET draft_month = NULL ${where}`]) {
      await assert.rejects(
        inAgreement((tx) => tx.execute(sql)),
        /final and never changes/,
      );
    }
    await assert.rejects(
      inAgreement((tx) => tx.execute(`UPDATE event SET actor = 'x' ${where}`)),
      /permission denied/,
    );
    assert.deepEqual(await inAgreement((tx) => verifyChain(tx, agreement.id, 'PORT/tamper')), []);
    await db.withTransaction({ kind: 'install' }, async (tx) => {
      await tx.execute('ALTER TABLE event DISABLE TRIGGER event_guard');
      await tx.execute(`UPDATE event SET body = '{"number": "573-777-0199"}' ${where}`);
      await tx.execute('ALTER TABLE event ENABLE TRIGGER event_guard');
    });
    const found = await inAgreement((tx) => verifyChain(tx, agreement.id, 'PORT/tamper'));
    assert.deepEqual(
      found.map(({ field }) => field),
      ['PORT/tamper#1'],
    );
  });

  test('a draft month is taken back whole; an issued one is final', async () => {
    await put('PORT/draft', event('received', '2026-10-30T19:00:00Z', { draftMonth: '2026-10' }));
    await inAgreement((tx) => issueDraft(tx, agreement.id, '2026-10'));
    await put('PORT/draft', event('confirmed', '2026-11-02T15:00:00Z', { draftMonth: '2026-11' }));
    await inAgreement((tx) => discardDraft(tx, agreement, [port], '2026-11'));
    const left = await inAgreement((tx) => loadCase(tx, agreement, port, 'PORT/draft'));
    assert.deepEqual([left.state, left.events.length], ['received', 1]);
    const rows = await inAgreement((tx) =>
      tx.query("SELECT state, stopped_at FROM clock WHERE case_id = 'PORT/draft'"),
    );
    assert.deepEqual(rows, [{ state: 'running', stopped_at: null }]);
  });

  test('a clock that runs out fires once, however many sweep', async () => {
    await put('PORT/late', event('received', '2026-11-23T15:00:00Z'));
    const now = Temporal.Instant.from('2026-11-24T00:00:00Z');
    const fire = fireExpired(() => agreement, [port]);
    await Promise.all([1, 2].map(() => sweep(db, now, claimExpired([port]), fire)));
    const { events, clocks, state } = await inAgreement((tx) => loadCase(tx, agreement, port, 'PORT/late'));
    assert.deepEqual(
      events.map(({ name, occurredAt }) => `${name} ${occurredAt}`),
      ['received 2026-11-23T15:00:00Z', 'clock-expired 2026-11-23T19:00:00Z'],
    );
    assert.deepEqual([state, clocks[0]?.expired], ['received', true]);
    assert.deepEqual(await sweep(db, now, claimExpired([port]), fire), { fired: 0, failed: [] });
  });

  test('clocks of an agreement that is not loaded wait, and keep nobody else waiting', async () => {
    await put('PORT/waits', event('received', '2026-11-23T15:00:00Z'));
    const now = Temporal.Instant.from('2026-11-24T00:00:00Z');
    const fire = fireExpired(() => agreement, [port]);
    assert.deepEqual(await sweep(db, now, claimExpired([port], ['another']), fire), { fired: 0, failed: [] });
    assert.deepEqual(await sweep(db, now, claimExpired([port], [agreement.id]), fire), {
      fired: 1,
      failed: [],
    });
  });

  test('a case is read as one of its own kind only', async () => {
    await put('PORT/kind', event('received', '2026-11-23T15:00:00Z'));
    const other = { ...port, kind: 'other' };
    const read = await inAgreement((tx) => loadCase(tx, agreement, other, 'PORT/kind'));
    assert.deepEqual([read.state, read.events], [START, []]);
  });

  test('both parties see the case, nobody else, and a party cannot write it', async () => {
    const count = (party: string): Promise<number> =>
      db.withTransaction({ kind: 'party', party, user: 'u' }, async (tx) => {
        const [row] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM event');
        return row?.n ?? -1;
      });
    assert.ok((await count('socket')) > 0);
    assert.equal(await count('socket'), await count('centurytel'));
    assert.equal(await count('spectra'), 0);
    await assert.rejects(
      db.withTransaction({ kind: 'party', party: 'socket', user: 'u' }, (tx) =>
        record(tx, agreement, port, 'PORT/party', event('received', '2026-11-20T19:00:00Z')),
      ),
      /row-level security/,
    );
  });

  test('the diagram shows each move', () => {
    assert.match(stateDiagram(port), /received --> confirmed: confirmed/);
    assert.match(stateDiagram(port), /rejected --> \[\*\]/);
  });
});
