import { Type } from 'typebox';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, compare, decimal } from '../../../base/rational.ts';
import { CLOCK_EXPIRED, START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, EventBody, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';

const ABOUT = ['non-payment', 'other-breach'] as const;

/** What somebody beside the parties decided: no party's word is enough where it serves itself. */
const Ruling = Type.Object({
  docket: Type.String({ minLength: 1, description: 'Docket or order of the forum that decided' }),
  decidedOn: IsoDate('Day of the decision'),
});

/** A default of one party, noticed by the other, who opens the case. */
export const defaultKind = defineCaseKind({
  kind: 'default',
  title: 'Default',
  doc: 'Notice of a default, time to cure it, which a dispute of the default stops, and what follows when it is not cured.',
  states: [
    { name: 'noticed', doc: 'The time to cure runs from receipt of the notice.' },
    { name: 'disputed', doc: 'The default is denied: no time runs.' },
    { name: 'orders-suspended', doc: 'New orders wait; the time to cure runs on.' },
    { name: 'cure-claimed', doc: 'Said to be cured, and not answered: no time runs.' },
    { name: 'petition-pending', doc: 'Others asked for its insolvency; it may be dismissed.' },
    { name: 'terminable', doc: 'Not cured, or insolvent: the other party may end the agreement.' },
    { name: 'cured', doc: 'Cured.', final: true },
    { name: 'withdrawn', doc: 'There was no default, or it is not held to.', final: true },
    { name: 'terminated', doc: 'The agreement is ended; services are wound down.', final: true },
  ],
  events: [
    {
      name: 'noticed',
      from: [START],
      to: 'noticed',
      doc: 'Notice of the default.',
      body: Type.Object({
        notice: Notice,
        about: Code(ABOUT),
        breach: Type.String({ minLength: 1, description: 'What was not done, with its clause' }),
        undisputed: Type.Optional(DecimalText('For non-payment: dollars past due and not in dispute')),
        bills: Type.Optional(Type.Array(Type.String())),
      }),
      guard: (_, event) => nothingUndisputed(event),
    },
    {
      name: 'disputed',
      from: ['noticed', 'orders-suspended'],
      to: 'disputed',
      by: 'other',
      doc: 'The party says that it is not in default.',
      body: Type.Object({ grounds: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'dispute-withdrawn',
      from: ['disputed'],
      to: 'noticed',
      by: 'other',
      doc: 'The party disputes it no more: the time goes on.',
    },
    {
      name: 'dispute-dismissed',
      from: ['disputed'],
      to: 'noticed',
      doc: 'It is in default, a forum finds: the time goes on.',
      body: Ruling,
    },
    {
      name: 'dispute-upheld',
      from: ['disputed'],
      to: 'withdrawn',
      doc: 'It is not in default, a forum finds.',
      body: Ruling,
    },
    {
      name: 'orders-suspended',
      from: ['noticed'],
      to: 'orders-suspended',
      by: 'opener',
      doc: 'Orders are suspended for an unpaid undisputed amount.',
      guard: (history) => [...notForPayment(history), ...notRunOut(history, 'suspension-notice')],
    },
    {
      name: 'cure-claimed',
      from: ['noticed', 'orders-suspended', 'disputed'],
      to: 'cure-claimed',
      by: 'other',
      doc: 'The party says that it has paid, or put it right.',
      body: Type.Object({
        cure: Type.String({ minLength: 1, description: 'What was done, and when' }),
        evidence: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'What shows it' }),
      }),
    },
    {
      name: 'cure-denied',
      from: ['cure-claimed'],
      to: 'disputed',
      by: 'opener',
      doc: 'The other party finds it not cured: whether it is stays in dispute.',
      body: Type.Object({ reason: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'cured',
      from: ['noticed', 'orders-suspended', 'disputed', 'cure-claimed', 'terminable'],
      to: 'cured',
      by: 'opener',
      doc: 'Paid, or put right, as the party that gave notice agrees.',
    },
    {
      name: 'cure-failed',
      from: ['noticed', 'orders-suspended'],
      to: 'terminable',
      by: 'opener',
      doc: 'The time to cure is over.',
      guard: (history) => notRunOut(history, 'cure'),
    },
    {
      name: 'petition-filed',
      from: [START],
      to: 'petition-pending',
      doc: 'Others asked a court for its insolvency.',
      body: Type.Object({ court: Type.String({ minLength: 1 }), filedOn: IsoDate() }),
    },
    {
      name: 'petition-dismissed',
      from: ['petition-pending'],
      to: 'withdrawn',
      doc: 'Dismissed.',
      body: Ruling,
    },
    {
      name: 'petition-stands',
      from: ['petition-pending'],
      to: 'terminable',
      doc: 'Not dismissed in time.',
      guard: (history) => notRunOut(history, 'petition'),
    },
    {
      name: 'insolvent',
      from: [START],
      to: 'terminable',
      doc: 'It asked for protection from its creditors itself: no time to cure.',
      body: Type.Object({ court: Type.String({ minLength: 1 }), filedOn: IsoDate() }),
    },
    {
      name: 'terminated',
      from: ['terminable'],
      to: 'terminated',
      by: 'opener',
      doc: 'Notice that the agreement ends, and how services are wound down.',
      body: Type.Object({
        notice: Notice,
        endsOn: IsoDate('Last day'),
        windDown: Type.String({ minLength: 1, description: 'What becomes of the services in place' }),
      }),
    },
    {
      name: 'withdrawn',
      from: ['noticed', 'disputed', 'orders-suspended', 'cure-claimed', 'terminable'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Not held to.',
    },
  ],
  clocks: [
    {
      name: 'cure',
      performer: 'other',
      startsOn: ['noticed'],
      stopsOn: ['cured', 'cure-failed', 'terminated', 'withdrawn', 'dispute-upheld'],
      clock: (body) => (isForPayment(body) ? 'cure-non-payment' : 'cure-breach'),
      clocks: ['cure-non-payment', 'cure-breach'],
      optional: true,
    },
    {
      name: 'suspension-notice',
      performer: 'other',
      startsOn: ['noticed'],
      stopsOn: ['cured', 'orders-suspended', 'cure-failed', 'terminated', 'withdrawn', 'dispute-upheld'],
      clock: (body) => (isForPayment(body) ? 'suspension-notice' : undefined),
      clocks: ['suspension-notice'],
      optional: true,
    },
    {
      name: 'petition',
      startsOn: ['petition-filed'],
      stopsOn: ['petition-dismissed', 'petition-stands'],
      clock: () => 'petition-dismissal',
      clocks: ['petition-dismissal'],
      optional: true,
    },
  ],
  documents: { noticed: 'notice of default', terminated: 'notice of termination' },
});

const isForPayment = (body: EventBody): boolean => body['about'] === 'non-payment';

const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
  id: `default/${slug}`,
  field,
  sentence,
  cure,
});

/** A balance that is in dispute is no default. */
function nothingUndisputed({ body }: NewEvent): Problem[] {
  const undisputed = typeof body['undisputed'] === 'string' ? decimal(body['undisputed']) : ZERO;
  if (!isForPayment(body) || compare(undisputed, ZERO) > 0) return [];
  return [
    problem(
      'nothing-undisputed',
      'undisputed',
      'Notice is given of non-payment, and no undisputed amount is past due.',
      'Name the amount past due that is not in dispute, or resolve the dispute first.',
    ),
  ];
}

function notForPayment(history: readonly CaseEvent[]): Problem[] {
  if (history.some(({ name, body }) => name === 'noticed' && isForPayment(body))) return [];
  return [
    problem(
      'not-for-payment',
      'event',
      'Orders are suspended for non-payment, and this default is of another kind.',
      'Wait for the cure, or end the agreement when it fails.',
    ),
  ];
}

/** What may follow only when a clock of the case has run out. */
function notRunOut(history: readonly CaseEvent[], clock: string): Problem[] {
  if (history.some(({ name, body }) => name === CLOCK_EXPIRED && body['clock'] === clock)) return [];
  return [
    problem(
      'time-runs',
      'event',
      `The clock "${clock}" of this case has not run out.`,
      'Wait until it has; the clock of the case shows the day.',
    ),
  ];
}
