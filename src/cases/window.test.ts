import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Type from 'typebox';
import { load } from '../agreement/test-agreement.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import type { Result } from '../base/result.ts';
import { holidaysTable } from '../parties/calendars.ts';
import type { Database } from '../platform/database.ts';
import { sweep } from '../platform/sweeper.ts';
import { casesDatabase } from './test-database.ts';
import { claimExpired, fireExpired } from './expire.ts';
import { cases } from './index.ts';
import { START, defineCaseKind } from './kind.ts';
import type { CaseRecord } from './record.ts';
import { takeEvent } from './take-event.ts';

const parties: Vocabulary = { subject: 'parties', terms: [], tables: [holidaysTable], decisions: [] };
const TERMS = `# Three

## 1.1 Steps

An answer comes within 10 business days and not sooner than 5 business days. A petition comes on day 135 to day 160: not sooner than
135 calendar days and within 160 calendar days, and has no effect outside. What is asked for is done in 30 calendar days, a question
stops the count. A renewal is asked for 180 calendar days before the end. A fax counts on the next business day, that is 1 business day after; a
certified letter after 5 calendar days.

\`\`\`terms
notice.fax: { after: 1 business day, provenance: assumed, source: a test }
notice.certified-mail: { after: 5 calendar days, proof: return-receipt, provenance: assumed, source: a test }
clock.answer:
  { starts: ask.opened, stops: [ask.answered], length: 10 business days, notBefore: 5 business days, calendarOf: ilec,
    provenance: assumed, source: a test }
clock.petition:
  { starts: ask.opened, stops: [ask.petitioned], length: 160 calendar days, notBefore: 135 calendar days, late: refused,
    calendarOf: ilec, provenance: assumed, source: a test }
clock.work:
  { starts: ask.opened, stops: [ask.answered], length: 30 calendar days, from: deemed-receipt, calendarOf: ilec,
    pauses: [ask.questioned], resumes: [ask.explained], tolledBy: [force-majeure], provenance: assumed, source: a test }
clock.plain: { starts: again.asked, length: 10 business days, calendarOf: ilec, provenance: assumed, source: a test }
clock.renewal:
  { starts: ask.opened, stops: [ask.answered], byDate: event, before: 180 calendar days, calendarOf: ilec,
    provenance: assumed, source: a test }
\`\`\`
`;
const agreement = load({ 'three.md': TERMS }, { vocabulary: [parties, cases] });

const clock = (name: string, stopsOn: string[], facts?: (body: object) => unknown) => ({
  name,
  startsOn: ['opened'],
  stopsOn,
  clock: () => name,
  clocks: [name],
  ...(facts ? { facts } : {}),
});
const ask = defineCaseKind({
  kind: 'ask',
  doc: 'A request.',
  states: [
    { name: 'open', doc: 'Waits.' },
    { name: 'answered', doc: 'Done.', final: true },
  ],
  events: [
    { name: 'opened', from: [START], to: 'open', doc: '', body: Type.Object({ endsOn: Type.String() }) },
    { name: 'questioned', from: ['open'], to: 'open', doc: '', by: 'other' },
    { name: 'explained', from: ['open'], to: 'open', doc: '', by: 'opener' },
    { name: 'petitioned', from: ['open'], to: 'open', doc: '' },
    { name: 'answered', from: ['open'], to: 'answered', doc: '' },
  ],
  clocks: [
    clock('answer', ['answered']),
    clock('petition', ['petitioned']),
    clock('work', ['answered']),
    clock('renewal', ['answered'], (body) => ({ dueOn: (body as { endsOn: string }).endsOn })),
  ],
  documents: {},
});
const storm = defineCaseKind({
  kind: 'storm',
  doc: 'Force majeure.',
  states: [
    { name: 'declared', doc: 'Lasts.' },
    { name: 'over', doc: 'Over.', final: true },
  ],
  events: [
    { name: 'declared', from: [START], to: 'declared', doc: '', tolls: { by: 'force-majeure', on: true } },
    { name: 'ended', from: ['declared'], to: 'over', doc: '', tolls: { by: 'force-majeure', on: false } },
  ],
  clocks: [],
  documents: {},
});

const demand = defineCaseKind({
  kind: 'again',
  doc: 'A demand that may come again.',
  states: [{ name: 'asked', doc: 'Waits.' }],
  events: [{ name: 'asked', from: [START, 'asked'], to: 'asked', doc: '' }],
  clocks: [{ ...clock('answer', []), startsOn: ['asked'], clock: () => 'plain', clocks: ['plain'] }],
  documents: {},
});

describe('clocks with windows, notices and pauses', () => {
  let db: Database;
  let cases = 0;
  before(async () => {
    db = await casesDatabase(agreement);
  });
  after(() => db.close());

  const take = (
    kind: string,
    caseId: string,
    name: string,
    on: string,
    body: Record<string, unknown> = {},
    actor = 'south',
  ): Promise<Result<CaseRecord>> => {
    const occurredAt = Temporal.PlainDateTime.from(on)
      .toZonedDateTime('America/Denver')
      .toInstant()
      .toString();
    const event = { name, occurredAt, recordedAt: '2026-12-31T00:00:00Z', actor, body };
    return takeEvent(db, { agreement, kinds: [ask, storm, demand] }, { kind, caseId, event });
  };
  /** Opened Monday 2 March 2026 by fax: received on the 3rd. */
  const opened = async (): Promise<string> => {
    const id = `ASK/${(cases += 1)}`;
    const body = { endsOn: '2027-01-31', notice: { method: 'fax', sentAt: '2026-03-02T15:00' } };
    assert.ok((await take('ask', id, 'opened', '2026-03-02T15:00', body)).ok);
    return id;
  };
  const dueOf = (result: Result<CaseRecord>, name: string): string | undefined => {
    assert.ok(result.ok, JSON.stringify(result));
    const run = result.value.clocks.find((one) => one.name === name);
    return run?.state === 'paused' ? 'paused' : run?.dueAt;
  };
  const idsOf = (result: Result<CaseRecord>): string[] =>
    result.ok ? [] : result.problems.map(({ id }) => id);

  test('the fifth business day is the first on which an answer may come', async () => {
    // Tue 3, Wed 4, Thu 5, Fri 6, Mon 9 March.
    const id = await opened();
    const early = await take('ask', id, 'answered', '2026-03-06T16:00');
    assert.deepEqual(idsOf(early), ['case/too-early']);
    assert.ok((await take('ask', id, 'answered', '2026-03-09T08:00')).ok);
  });

  test('a petition counts from day 135 to day 160, both included', async () => {
    // 2 March + 135 days = 15 July; + 160 days = 9 August 2026.
    for (const [on, ids] of [
      ['2026-07-14T12:00', ['case/too-early']],
      ['2026-07-15T00:00', []],
      ['2026-08-09T23:59', []],
      ['2026-08-10T00:00', ['case/too-late']],
    ] as const) {
      const petition = await take('ask', await opened(), 'petitioned', on);
      assert.deepEqual(idsOf(petition), ids, on);
    }
  });

  test('a notice starts its clock when it counts as received; one that nobody can say is received is refused', async () => {
    // Fax of 2 March counts on the 3rd; 30 days later is 2 April. Certified: the receipt's date, or five days.
    const id = await opened();
    const body = { endsOn: '2027-01-31' };
    assert.equal(dueOf(await take('ask', id, 'explained', '2026-03-03T09:00'), 'work'), '2026-04-02');
    const by = (notice: object) =>
      take('ask', `ASK/n${(cases += 1)}`, 'opened', '2026-03-02T15:00', { ...body, notice });
    assert.equal(dueOf(await by({ method: 'certified-mail', sentAt: '2026-03-02' }), 'work'), '2026-04-06');
    assert.equal(
      dueOf(await by({ method: 'certified-mail', sentAt: '2026-03-02', receivedOn: '2026-03-04' }), 'work'),
      '2026-04-03',
    );
    assert.deepEqual(idsOf(await by({ method: 'pigeon', sentAt: '2026-03-02' })), ['notice/no-rule']);
    assert.deepEqual(idsOf(await by({ method: 'fax', sentAt: 'soon' })), ['notice/facts']);
    assert.deepEqual(idsOf(await by({ sentAt: '2026-03-02T15:00' })), ['notice/facts']);
    assert.deepEqual(
      idsOf(await by({ method: 'certified-mail', sentAt: '2026-03-02', receivedOn: '2026-03-01' })),
      ['notice/before-sent'],
    );
  });

  test('a clock that runs to a named date, so many days before', async () => {
    // 31 January 2027 − 180 days = 4 August 2026.
    const id = await opened();
    assert.equal(dueOf(await take('ask', id, 'explained', '2026-03-03T09:00'), 'renewal'), '2026-08-04');
  });

  test('a question stops the count until it is answered, by the party whose it is', async () => {
    const id = await opened();
    assert.deepEqual(idsOf(await take('ask', id, 'questioned', '2026-03-10T09:00')), ['case/not-yours']);
    assert.equal(
      dueOf(await take('ask', id, 'questioned', '2026-03-10T09:00', {}, 'north'), 'work'),
      'paused',
    );
    // The days 10 to 19 March stood still: ten days more than 2 April.
    assert.equal(dueOf(await take('ask', id, 'explained', '2026-03-20T09:00'), 'work'), '2026-04-12');
  });

  test('force majeure stops the clocks that it tolls, and no other', async () => {
    const id = await opened();
    assert.ok((await take('storm', 'STORM/1', 'declared', '2026-03-10T09:00', {}, 'north')).ok);
    assert.ok((await take('storm', 'STORM/10', 'declared', '2026-03-10T10:00', {}, 'north')).ok);
    const during = await take('ask', id, 'explained', '2026-03-11T09:00');
    assert.equal(dueOf(during, 'work'), 'paused');
    // The tenth business day after 2 March is Monday the 16th.
    assert.equal(dueOf(during, 'answer'), '2026-03-16');
    assert.ok((await take('storm', 'STORM/1', 'ended', '2026-03-11T09:30', {}, 'north')).ok);
    assert.equal(dueOf(await take('ask', id, 'explained', '2026-03-11T10:00'), 'work'), 'paused');
    assert.ok((await take('storm', 'STORM/10', 'ended', '2026-03-12T09:00', {}, 'north')).ok);
    // The 10th and 11th stood still.
    assert.equal(dueOf(await take('ask', id, 'explained', '2026-03-13T09:00'), 'work'), '2026-04-04');
  });

  test('it stops only what the party that declares it has to do, and what begins while it lasts', async () => {
    const id = await opened();
    assert.ok((await take('storm', 'STORM/2', 'declared', '2026-03-10T09:00', {}, 'south')).ok);
    assert.equal(dueOf(await take('ask', id, 'explained', '2026-03-11T09:00'), 'work'), '2026-04-02');
    assert.ok((await take('storm', 'STORM/3', 'declared', '2026-03-12T09:00', {}, 'north')).ok);
    const later = `ASK/${(cases += 1)}`;
    const body = { endsOn: '2027-01-31', notice: { method: 'fax', sentAt: '2026-03-13T09:00' } };
    assert.equal(dueOf(await take('ask', later, 'opened', '2026-03-13T09:00', body), 'work'), 'paused');
    assert.ok((await take('storm', 'STORM/3', 'ended', '2026-03-20T09:00', {}, 'north')).ok);
    // Received by fax on Monday the 16th; the 16th to the 19th stood still, but the 16th starts the count: 17, 18, 19 March. 15 April + 3.
    assert.equal(dueOf(await take('ask', later, 'explained', '2026-03-21T09:00'), 'work'), '2026-04-18');
    assert.ok((await take('storm', 'STORM/2', 'ended', '2026-03-22T09:00', {}, 'south')).ok);
  });

  test('what the program says of its clocks no party may say, and the program not before it is so', async () => {
    const id = await opened();
    for (const name of ['clock-expired', 'clock-paused', 'clock-resumed']) {
      const said = await take('ask', id, name, '2026-03-04T09:00', { clock: 'work', run: 1, why: 'because' });
      assert.deepEqual(idsOf(said), ['case/not-yours'], name);
    }
    const byProgram = (name: string, on: string, body: Record<string, unknown>, caseId = id) =>
      take('ask', caseId, name, on, body, 'meetpoint');
    assert.deepEqual(idsOf(await byProgram('clock-expired', '2026-04-02T23:00', { clock: 'work', run: 1 })), [
      'case/too-early',
    ]);
    assert.deepEqual(idsOf(await byProgram('clock-expired', '2026-04-03T00:00', { clock: 'work', run: 2 })), [
      'case/no-clock',
    ]);
    assert.deepEqual(
      idsOf(await byProgram('clock-expired', '2026-04-03T00:00', { clock: 'work', run: 1 }, 'ASK/no')),
      ['case/no-clock'],
    );
    assert.ok((await byProgram('clock-expired', '2026-04-03T00:00', { clock: 'work', run: 1 })).ok);
    assert.deepEqual(idsOf(await byProgram('clock-expired', '2026-04-03T00:00', { clock: 'work', run: 1 })), [
      'case/no-clock',
    ]);
  });

  test('a clock that starts again ends the run before it; each run out is said once, however often the sweeper comes', async () => {
    const again = `AGAIN/${(cases += 1)}`;
    assert.ok((await take('again', again, 'asked', '2026-03-02T09:00')).ok);
    const twice = await take('again', again, 'asked', '2026-03-04T09:00');
    assert.ok(twice.ok);
    // Ten business days after Wednesday 4 March: 18 March. The first run ended with the second demand.
    assert.deepEqual(
      twice.value.clocks.map(({ run, state, dueAt, stoppedBy }) => [run, state, dueAt, stoppedBy]),
      [
        [1, 'stopped', '2026-03-16', 'asked'],
        [2, 'running', '2026-03-18', undefined],
      ],
    );
    const kinds = [demand];
    const at = Temporal.Instant.from('2026-03-20T00:00:00Z');
    for (const fired of [1, 0, 0]) {
      const swept = await sweep(
        db,
        at,
        claimExpired(kinds),
        fireExpired(() => agreement, kinds),
      );
      assert.deepEqual(swept, { fired, failed: [] });
    }
  });

  test('two first events at once: one opens the case, the other is refused', async () => {
    const open = () => take('again', 'AGAIN/once', 'asked', '2026-03-02T09:00');
    const both = await Promise.all([open(), open()]);
    assert.deepEqual(
      both.map(({ ok }) => ok),
      [true, true],
    );
    const rows = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query<{ seq: number }>(`SELECT seq FROM event WHERE case_id = 'AGAIN/once' ORDER BY seq`),
    );
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      [1, 2],
    );
  });

  test('what is refused writes nothing', async () => {
    assert.deepEqual(idsOf(await take('ask', 'ASK/none', 'answered', '2026-03-06T16:00')), [
      'case/not-allowed',
    ]);
    assert.deepEqual(idsOf(await take('nothing', 'ASK/none', 'opened', '2026-03-06T16:00')), [
      'case/unknown-kind',
    ]);
    const id = await opened();
    assert.deepEqual(idsOf(await take('storm', id, 'ended', '2026-03-06T16:00')), ['case/other-kind']);
    const rows = await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      tx.query(`SELECT 1 FROM event WHERE case_id = 'ASK/none'`),
    );
    assert.equal(rows.length, 0);
  });
});
