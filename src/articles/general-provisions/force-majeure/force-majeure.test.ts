import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import Type from 'typebox';
import { vocabulary } from '../../../app/vocabulary.ts';
import { unwrap } from '../../../base/result.ts';
import { recordEvent } from '../../../cases/desk.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import { loadCase } from '../../../cases/record.ts';
import { loadPart } from '../../../cases/test-partial-agreement.ts';
import type { Database, Tx } from '../../../platform/database.ts';
import { casesDatabase } from '../../../cases/test-database.ts';
import { bfrKind } from '../bfr/bfr-case.ts';
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
    const due = (kind: typeof bfrKind, caseId: string, clock: string) =>
      within(async (tx) =>
        (await loadCase(tx, missouri, kind, caseId)).clocks.find(({ name }) => name === clock),
      );
    // 30 days after 3 November are 3 December. It stands still at the ends of 10, 11, 12, 13 and 14 November: 5 days more.
    assert.equal((await due(bfrKind, 'BFR/1', 'analysis'))?.dueAt, '2026-12-08');
    // 30 days after Monday 2 November: Wednesday 2 December.
    assert.equal((await due(billKind, 'BILL/1', 'due'))?.dueAt, '2026-12-02');
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
