import type { Agreement } from '../../agreement/agreement.ts';
import { misfits } from '../../agreement/schema.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import type { Problem } from '../../base/problem.ts';
import { localDate } from '../../cases/instant.ts';
import type { EventBody } from '../../cases/kind.ts';
import { calendarOf } from '../../parties/calendars.ts';
import type { OrderAnswer } from './answer-order.ts';
import type { Asr } from './asr.ts';
import type { OrderKindName } from './order-id.ts';
import { kindNamed } from './order-records.ts';

/** What the record says of an answer, whoever gives it: what is written of it by hand does not count. */
const OF_RECORD: Readonly<Record<string, readonly string[]>> = {
  confirmed: ['cuts'],
  'jeopardy-cleared': ['cuts'],
  rescheduled: ['cuts'],
  jeopardy: ['dueDate', 'standing', 'causedBy'],
  'customer-not-ready': ['dueOn'],
  completed: ['loss', 'oldProvider'],
  cancelled: ['by', 'clock', 'stage'],
};

/** The body of an answer without what the record says of it. */
export function saidByHand({ name, body }: Pick<OrderAnswer, 'name' | 'body'>): EventBody {
  const ofRecord = new Set(OF_RECORD[name]);
  return Object.fromEntries(Object.entries(body).filter(([field]) => !ofRecord.has(field)));
}

/** What is written in an answer and has not the shape of it; what the record adds may be missing. */
export function shapeProblems(kind: OrderKindName, { name, body }: OrderAnswer): Problem[] {
  const shape = kindNamed(kind).events.find((event) => event.name === name)?.body;
  if (shape === undefined) return [];
  return misfits(shape, body)
    .filter(({ path }) => (path.split('.')[0] ?? '') in body)
    .map(({ path, sentence, cure }) => ({ id: 'case/body', field: path, sentence, cure }));
}

/** Days of an answer that cannot be: a promise of a day that is over, work before its order or still to come. */
export function dayProblems(agreement: Agreement, order: Asr, answer: OrderAnswer): Problem[] {
  const on = localDate(agreement, answer.occurredAt);
  const { dueDate, completedOn } = answer.body;
  if (answer.name === 'completed' && typeof completedOn === 'string') {
    const received = localDate(agreement, order.receivedAt);
    if (completedOn >= received && completedOn <= on) return [];
    return [
      {
        id: 'orders/completed-on',
        field: 'completedOn',
        sentence: `The work is said to be done on ${completedOn}, which is ${completedOn > on ? `after ${on}, the day on which that is said` : `before ${received}, the day of the order`}.`,
        cure: 'Name the day on which it was done.',
      },
    ];
  }
  if (typeof dueDate !== 'string' || !PROMISES.has(answer.name)) return [];
  if (dueDate < on)
    return [
      {
        id: 'orders/day-over',
        field: 'dueDate',
        sentence: `${dueDate} lies before ${on}, the day of the answer.`,
        cure: 'Name a day to come.',
      },
    ];
  // The incumbent may promise what day it likes; the orderer asks for one on which there is work.
  const calendar = calendarOf(agreement, agreement.parties.ilec);
  if (answer.name !== 'rescheduled' || isBusinessDay(calendar, Temporal.PlainDate.from(dueDate))) return [];
  return [
    {
      id: 'orders/no-business-day',
      field: 'dueDate',
      sentence: `${dueDate} is no business day of ${calendar.owner}.`,
      cure: 'Name a business day.',
    },
  ];
}

/** Events that name the day of the work. */
const PROMISES: ReadonlySet<string> = new Set(['confirmed', 'jeopardy-cleared', 'rescheduled']);
