import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import Type from 'typebox';
import { vocabulary } from '../../../app/vocabulary.ts';
import { accounts } from '../../../accounts/index.ts';
import { unwrap } from '../../../base/result.ts';
import { inTime } from '../../../cases/clocks.ts';
import { recordEvent } from '../../../cases/desk.ts';
import { cases } from '../../../cases/index.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import { loadCase } from '../../../cases/record.ts';
import { loadPart } from '../../../cases/test-partial-agreement.ts';
import type { Database, Tx } from '../../../platform/database.ts';
import { casesDatabase } from '../../../cases/test-database.ts';
import { bfrKind } from '../bfr/bfr-case.ts';
import { parties } from '../../../parties/index.ts';
import { generalProvisions } from '../index.ts';
import { loadMissouri, refusals } from '../test-relations.ts';
import { forceMajeureKind } from './force-majeure-case.ts';

const missouri = loadMissouri();

/** A bill, as far as its due date: the payment side that force majeure must leave alone. */
const billKind = defineCaseKind({
  kind: 'bill',
  doc: 'A bill and its payment, as far as this test needs one.',
  states: [{ name: 'owed', doc: 'Dated.' }],
  events: [{ name: 'dated', from: [START], to: 'owed', doc: 'Dated.', body: Type.Object({}) }],
  clocks: [{ name: 'due', startsOn: ['dated'], stopsOn: [], clock: () => 'bill-due', clocks: ['bill-due'] }],
  documents: {},
});
const kinds = [bfrKind, billKind, forceMajeureKind];

describe('force majeure', () => {
  let db: Database;
  const within = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> =>
    db.withTransaction({ kind: 'agreement', agreementId: missouri.id }, fn);
  const put = (kind: string, caseId: string, name: string, at: string, actor: string, body: object = {}) =>
    within(async (tx) =>
      unwrap(
        await recordEvent(tx, { agreement: missouri, kinds }, kind, caseId, {
          name,
          occurredAt: at,
          recordedAt: at,
          actor,
          body: { ...body },
        }),
      ),
    );
  const due = (kind: typeof bfrKind, caseId: string, clock: string) =>
    within(async (tx) =>
      (await loadCase(tx, missouri, kind, caseId)).clocks.find(({ name }) => name === clock),
    );
  before(async () => {
    db = await casesDatabase(missouri);
  });
  after(() => db.close());

  test('moves the analysis of a request by the days that it lasts, and the due date of a bill not at all', async () => {
    await put('bfr', 'BFR/1', 'submitted', '2026-11-02T15:00:00Z', 'socket');
    await put('bfr', 'BFR/1', 'acknowledged', '2026-11-03T15:00:00Z', 'centurytel');
    await put('bill', 'BILL/1', 'dated', '2026-11-02T15:00:00Z', 'centurytel');
    const declared = { event: 'Ice storm', beganOn: '2026-11-10', affects: ['Branson'] };
    await put('force-majeure', 'FM/1', 'declared', '2026-11-10T15:00:00Z', 'centurytel', declared);
    await put('force-majeure', 'FM/1', 'ended', '2026-11-15T15:00:00Z', 'centurytel', {
      endedOn: '2026-11-15',
    });
    // 30 days after 3 November are 3 December. It stands still at the ends of 10, 11, 12, 13 and 14 November: 5 days more.
    assert.equal((await due(bfrKind, 'BFR/1', 'analysis'))?.dueAt, '2026-12-08');
    // 30 days after Monday 2 November: Wednesday 2 December.
    assert.equal((await due(billKind, 'BILL/1', 'due'))?.dueAt, '2026-12-02');
  });

  test('lasts as long as it lasted, however late its end is told', async () => {
    await put('bfr', 'BFR/2', 'submitted', '2026-11-02T15:00:00Z', 'socket');
    await put('bfr', 'BFR/2', 'acknowledged', '2026-11-03T15:00:00Z', 'centurytel');
    await put('bfr', 'BFR/3', 'submitted', '2026-11-02T15:00:00Z', 'socket');
    await put('bfr', 'BFR/3', 'acknowledged', '2026-11-03T15:00:00Z', 'centurytel');
    const declared = { event: 'Flood', beganOn: '2026-11-01', affects: ['Hermann'] };
    await put('force-majeure', 'FM/2', 'declared', '2026-11-04T15:00:00Z', 'centurytel', declared);
    await put('bfr', 'BFR/4', 'submitted', '2026-11-16T15:00:00Z', 'socket');
    // It begins after the flood, while nobody has told that the flood is over; it is answered before anybody does.
    const denial = { ground: 'technically-infeasible', because: 'No fiber', cites: 'Survey' };
    await put('bfr', 'BFR/3', 'denied', '2026-12-10T15:00:00Z', 'centurytel', denial);
    await put('force-majeure', 'FM/2', 'ended', '2026-12-20T15:00:00Z', 'centurytel', {
      endedOn: '2026-11-07',
    });
    // 30 days after 3 November are 3 December. Declared on the 4th, ended on the 7th: 4, 5 and 6 do not count.
    assert.equal((await due(bfrKind, 'BFR/2', 'analysis'))?.dueAt, '2026-12-06');
    const answered = await due(bfrKind, 'BFR/3', 'analysis');
    assert.equal(answered?.dueAt, '2026-12-06');
    assert.equal(answered && inTime(answered), false);
    // 10 business days after Monday 16 November: 17 to 20, 23, 24, 25, 30 November, 1 and 2 December.
    assert.equal((await due(bfrKind, 'BFR/4', 'acknowledgement'))?.dueAt, '2026-12-02');
  });

  test('where the agreement says so, it counts from the day on which it began', () => {
    const since = (from: string) => {
      const other = unwrap(
        loadPart({
          dir: 'agreements/missouri-2006',
          articles: ['03-general-provisions.md'],
          tables: ['parties', 'holidays', 'rates', 'contacts', 'coverages'],
          vocabulary: [accounts, cases, parties, generalProvisions],
          law: ['47 CFR 64'],
          edit: (_, text) => text.replace('  from: notice\n', `  from: ${from}\n`),
        }),
      );
      const body = { event: 'Flood', beganOn: '2026-11-01', affects: ['Hermann'] };
      const at = '2026-11-04T15:00:00Z';
      const event = { name: 'declared', occurredAt: at, recordedAt: at, actor: 'centurytel', body };
      return forceMajeureKind.events[0]?.tolls?.at?.(other, event);
    };
    assert.equal(since('notice'), '2026-11-04T15:00:00Z');
    // Midnight in Missouri, in summer time until two hours later.
    assert.equal(since('event'), '2026-11-01T05:00:00Z');
  });
});

test('its end lies not before its beginning', () => {
  const declared = [
    'declared',
    '2026-11-10T09:00',
    { event: 'Flood', beganOn: '2026-11-10', affects: ['Hermann'] },
  ] as const;
  const ended = ['ended', '2026-11-15T09:00', { endedOn: '2026-11-09' }] as const;
  assert.deepEqual(refusals(missouri, forceMajeureKind, [declared, ended]), ['force-majeure/dates']);
});

test('what has not happened is not declared', () => {
  const declared = (beganOn: string) =>
    ['declared', '2026-11-10T09:00', { event: 'Flood', beganOn, affects: ['Hermann'] }] as const;
  const ended = (endedOn: string) => ['ended', '2026-11-15T09:00', { endedOn }] as const;
  assert.deepEqual(refusals(missouri, forceMajeureKind, [declared('2026-11-11')]), ['force-majeure/dates']);
  assert.deepEqual(refusals(missouri, forceMajeureKind, [declared('2026-11-10'), ended('2026-11-16')]), [
    'force-majeure/dates',
  ]);
  assert.deepEqual(refusals(missouri, forceMajeureKind, [declared('2026-11-10'), ended('2026-11-15')]), []);
});

test('an agreement that tolls payment, or protects a clock that it has not, is not clean', () => {
  const ids = (edit: (text: string) => string) => {
    const read = loadPart({
      dir: 'agreements/missouri-2006',
      articles: ['02-definitions.md', '03-general-provisions.md'],
      tables: ['parties', 'holidays', 'contacts', 'coverages'],
      vocabulary,
      law: ['47 CFR 64'],
      edit: (file, text) => (file === '03-general-provisions.md' ? edit(text) : text),
    });
    return read.ok ? [] : read.problems.filter(({ id }) => id.startsWith('general-provisions/'));
  };
  const name = (problems: ReturnType<typeof ids>) => problems.map(({ id, field }) => `${id} ${field}`);
  assert.ok(
    readFileSync('agreements/missouri-2006/03-general-provisions.md', 'utf8').includes('never: [bill-due'),
  );
  assert.deepEqual(name(ids((text) => text)), []);
  const tolled = ids((text) => text.replace(/(clock\.bill-due:\n)/, '$1  tolledBy: [force-majeure]\n'));
  assert.deepEqual(name(tolled), ['general-provisions/payment-tolled clock.bill-due.tolledBy']);
  assert.deepEqual(name(ids((text) => text.replace('never: [bill-due', 'never: [bill-du, bill-due'))), [
    'general-provisions/unknown-clock general-provisions.force-majeure.never',
  ]);
});
