import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';
import { ROUTES, blockingTerm } from '../terms.ts';
import { earliestStart } from './blocking-notice.ts';
import { BlockingNotice, NOTICE_CLOCKS, noticeDefects } from './notice-defects.ts';
import type { BlockingNoticeFacts } from './notice-defects.ts';

const Noticed = Type.Object(
  {
    ...BlockingNotice.properties,
    carrier: Type.String({ minLength: 2, maxLength: 4, description: 'OCN of the carrier to be blocked' }),
    trunkGroups: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    notice: Type.Optional(Notice),
  },
  { additionalProperties: false },
);
const Ruling = Type.Object({
  docket: Type.String({ minLength: 1, description: 'Docket or order of the Commission' }),
  decidedOn: IsoDate('Day of the decision'),
});

/** Traffic of a carrier is blocked on notice, unless it cures or the Commission says otherwise. */
export const blockingKind = defineCaseKind({
  kind: 'traffic-blocking',
  title: 'Blocking of traffic',
  doc: 'Notice that the traffic of a carrier will be blocked, its cure or challenge, the blocking and its end. Case ids: `BLOCK/2026-001`.',
  states: [
    { name: 'noticed', doc: 'The time before blocking runs.' },
    { name: 'stayed', doc: 'Challenged before the Commission: nothing is blocked meanwhile.' },
    { name: 'blocked', doc: 'The traffic is blocked.' },
    { name: 'cured', doc: 'Paid, or the calling number is delivered.', final: true },
    { name: 'unblocked', doc: 'The traffic flows again.', final: true },
    { name: 'withdrawn', doc: 'Not held to, or not upheld.', final: true },
  ],
  events: [
    {
      name: 'noticed',
      from: [START],
      to: 'noticed',
      doc: 'Notice to all who must have it. A defective notice is refused: it starts no time.',
      body: Noticed,
      admits: isComplete,
    },
    {
      name: 'challenged',
      from: ['noticed'],
      to: 'stayed',
      doc: 'The carrier asks the Commission to stop it.',
      body: Type.Object({ docket: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'challenge-dismissed',
      from: ['stayed'],
      to: 'noticed',
      doc: 'The Commission lets it go on.',
      body: Ruling,
    },
    {
      name: 'challenge-upheld',
      from: ['stayed'],
      to: 'withdrawn',
      doc: 'The Commission stops it.',
      body: Ruling,
    },
    {
      name: 'rerouted',
      from: ['noticed', 'stayed', 'blocked'],
      to: STAY,
      doc: 'The carrier sends its traffic another way.',
      body: Type.Object({ route: Code(ROUTES) }),
      admits: isOpenRoute,
    },
    {
      name: 'cured',
      from: ['noticed', 'stayed'],
      to: 'cured',
      doc: 'The reasons are gone before anything was blocked.',
      body: Type.Object({ cure: Type.String({ minLength: 1, description: 'What was done, and when' }) }),
    },
    {
      name: 'blocked',
      from: ['noticed'],
      to: 'blocked',
      doc: 'Blocking starts, on the day of the notice or later.',
      admits: notBeforeItsDay,
    },
    {
      name: 'unblocked',
      from: ['blocked'],
      to: 'unblocked',
      doc: 'The reasons are gone, or the Commission orders it.',
      body: Type.Object({ because: Code(['paid', 'calling-number-delivered', 'ordered', 'agreed']) }),
    },
    {
      name: 'withdrawn',
      from: ['noticed', 'stayed'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'The notice is taken back.',
    },
  ],
  clocks: [
    {
      name: 'notice',
      startsOn: ['noticed'],
      stopsOn: ['blocked', 'cured', 'challenge-upheld', 'withdrawn'],
      clock: (body) => NOTICE_CLOCKS[body['blocking'] as BlockingNoticeFacts['blocking']],
      clocks: Object.values(NOTICE_CLOCKS),
      passes: true,
      optional: true,
    },
  ],
  documents: { noticed: 'notice of blocking', challenged: 'complaint to the Commission' },
  view: (agreement, events) => {
    const first = events[0];
    const rule = first && ruleOf(agreement, first);
    return rule?.ok === true ? { routes: rule.value.value.routes } : {};
  },
});

const ruleOf = (agreement: Agreement, { body, occurredAt }: NewEvent) =>
  agreement
    .at(localDate(agreement, occurredAt))
    .term(blockingTerm, (body as unknown as BlockingNoticeFacts).blocking);

function isComplete(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const notice = event.body as unknown as BlockingNoticeFacts;
  const rule = ruleOf(agreement, event);
  const earliest = earliestStart(agreement, notice.blocking, event.occurredAt);
  if (!rule.ok || !earliest.ok)
    return [rule, earliest].flatMap((part) => (part.ok ? [] : [...part.problems]));
  return noticeDefects(rule.value, notice, earliest.value.on);
}

/** The notice said a day; the clock of the rule stands beside it. */
function notBeforeItsDay(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const startsOn = String(history[0]?.body['startsOn']);
  if (localDate(agreement, event.occurredAt) >= startsOn) return [];
  return [
    {
      id: 'record-exchange/before-start',
      field: 'occurredAt',
      sentence: `The notice says that blocking starts on ${startsOn}.`,
      cure: 'Block on that day or later.',
    },
  ];
}

function isOpenRoute(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const first = history[0];
  const rule = first && ruleOf(agreement, first);
  if (rule?.ok !== true || rule.value.value.routes.some((route) => route === event.body['route'])) return [];
  return [
    {
      id: 'record-exchange/route',
      field: 'route',
      sentence: `The rule does not name ${String(event.body['route'])} as a way that stays open.`,
      cure: `Name one of: ${rule.value.value.routes.join(', ')}.`,
      clause: rule.value.citation,
    },
  ];
}
