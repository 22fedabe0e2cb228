import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, CaseSummary, NewEvent } from '../../../cases/kind.ts';
import { byIncumbent } from '../by-incumbent.ts';
import { dayBefore } from '../day-before.ts';
import { RELEASE_TYPES, changesTerm } from '../terms.ts';
import { changeNoticeOk } from './change-notice-ok.ts';

const Text = (description: string) => Type.String({ minLength: 1, description });
const Announced = Type.Object({
  version: Text('Version that it brings, e.g. 7.2'),
  type: Code(RELEASE_TYPES),
  what: Text('What changes, in words'),
  effectiveOn: IsoDate('Day on which it goes live'),
});

/** A change of the interfaces from its announcement over the test environment to its first day. */
export const changeKind = defineCaseKind({
  kind: 'oss-change',
  title: 'Change of the interfaces',
  doc: 'A release of the interfaces, its notice, its test and its first day. Case ids: `RELEASE/2026-001`.',
  states: [
    { name: 'announced', doc: 'The other party knows what changes, and when.' },
    { name: 'test', doc: 'The test environment has it.' },
    { name: 'objected', doc: 'The other party objects: it does not go live before that is answered.' },
    { name: 'live', doc: 'In use.', final: true },
    { name: 'withdrawn', doc: 'It does not come.', final: true },
  ],
  events: [
    {
      name: 'announced',
      from: [START],
      to: 'announced',
      doc: 'Notice of the release. One that comes too late for its day is refused.',
      body: Announced,
      admits: (agreement, history, event) => [
        ...byIncumbent(agreement, history, event),
        ...noticeProblems(agreement, String(event.body['type']), String(event.body['effectiveOn']), event),
      ],
    },
    {
      name: 'rescheduled',
      from: ['announced', 'test', 'objected'],
      to: STAY,
      by: 'opener',
      doc: 'Another day. A sooner one needs the whole notice again.',
      body: Type.Object({ effectiveOn: IsoDate('Day on which it goes live') }),
      admits: isLaterOrNoticed,
    },
    {
      name: 'test-opened',
      from: ['announced'],
      to: 'test',
      by: 'opener',
      doc: 'The test environment has the release.',
    },
    {
      name: 'objected',
      from: ['announced', 'test'],
      to: 'objected',
      by: 'other',
      doc: 'The other party objects.',
      body: Type.Object({ reason: Text('Why, and what is asked for') }),
    },
    {
      name: 'answered',
      from: ['objected'],
      to: 'announced',
      by: 'opener',
      doc: 'The objection is met or answered; a test environment that has it keeps it.',
      body: Type.Object({ answer: Text('What becomes of it') }),
    },
    {
      name: 'went-live',
      from: ['announced', 'test'],
      to: 'live',
      by: 'opener',
      doc: 'It is in use, on its day or later, tested as long as its type asks.',
      admits: onItsDay,
    },
    {
      name: 'withdrawn',
      from: ['announced', 'test', 'objected'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'It does not come.',
    },
  ],
  clocks: [
    {
      name: 'objection',
      startsOn: ['announced'],
      stopsOn: ['objected', 'went-live', 'withdrawn'],
      performer: 'other',
      clock: () => 'oss-change-objection',
      clocks: ['oss-change-objection'],
      passes: true,
      optional: true,
    },
    {
      name: 'answer',
      startsOn: ['objected'],
      stopsOn: ['answered', 'withdrawn'],
      clock: () => 'oss-change-answer',
      clocks: ['oss-change-answer'],
      optional: true,
    },
  ],
  documents: { announced: 'notice of a release', objected: 'objection to a release' },
  summary: changeSummary,
});

/** The day on which it is to go live, as said last. */
const dayOf = (history: readonly CaseEvent[]): string =>
  String(history.findLast(({ body }) => body['effectiveOn'] !== undefined)?.body['effectiveOn']);

function changeSummary(events: readonly CaseEvent[]): CaseSummary {
  const announced = events[0]?.body ?? {};
  const live = events.find(({ name }) => name === 'went-live');
  return {
    version: String(announced['version'] ?? ''),
    type: String(announced['type'] ?? ''),
    what: String(announced['what'] ?? ''),
    effectiveOn: dayOf(events),
    ...(live === undefined ? {} : { liveAt: live.occurredAt }),
  };
}

function noticeProblems(agreement: Agreement, type: string, effectiveOn: string, event: NewEvent): Problem[] {
  const announcedOn = localDate(agreement, event.occurredAt);
  const facts = { type, announcedOn, effectiveOn };
  const decided = runDecision(changeNoticeOk, agreement, facts, { asOf: announcedOn });
  if (!decided.ok) return [...decided.problems];
  if (decided.value.value === 'timely') return [];
  const { earliest } = decided.value.details as { earliest: string };
  return [
    {
      id: 'oss-access/late-notice',
      field: 'effectiveOn',
      sentence: `A ${type} release announced on ${announcedOn} goes live on ${earliest} at the earliest, not on ${effectiveOn}.`,
      cure: `Give ${earliest} or a later day.`,
      clause: decided.value.clause,
    },
  ];
}

function isLaterOrNoticed(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const effectiveOn = String(event.body['effectiveOn']);
  if (effectiveOn >= dayOf(history)) return [];
  return noticeProblems(agreement, String(history[0]?.body['type']), effectiveOn, event);
}

function onItsDay(agreement: Agreement, history: readonly CaseEvent[], { occurredAt }: NewEvent): Problem[] {
  const on = localDate(agreement, occurredAt);
  const day = dayOf(history);
  const type = String(history[0]?.body['type']);
  const rule = agreement.at(on).term(changesTerm);
  if (!rule.ok) return [...rule.problems];
  const testFor = rule.value.value.releases.find((one) => one.type === type)?.test;
  const opened = history.find(({ name }) => name === 'test-opened');
  const clause = rule.value.citation;
  return [
    ...(on >= day
      ? []
      : [
          {
            id: 'oss-access/before-its-day',
            field: 'occurredAt',
            sentence: `The release is announced for ${day}.`,
            cure: 'Let it go live on that day or later.',
            clause,
          },
        ]),
    ...(testFor === undefined || (opened && localDate(agreement, opened.occurredAt) <= dayBefore(on, testFor))
      ? []
      : [
          {
            id: 'oss-access/not-tested',
            field: 'occurredAt',
            sentence: `A ${type} release is open to tests for ${testFor} before it goes live.`,
            cure: 'Open the test environment, or wait for the end of that time.',
            clause,
          },
        ]),
  ];
}
