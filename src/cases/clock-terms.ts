import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView, Term } from '../agreement/agreement.ts';
import { Code, Duration, Time, TimeZone } from '../agreement/schema.ts';
import { defineTable, defineTerm } from '../agreement/vocabulary.ts';
import type { Problem } from '../base/problem.ts';
import { parseDuration } from '../base/quantity.ts';

/** Whose business days count. All but `ilec` and `clec` are roles that either party may have in one case. */
const CALENDAR_ROLES = [
  'ilec',
  'clec',
  'performer',
  'old-provider',
  'new-provider',
  'biller',
  'billed',
] as const;

const EventName = Type.String({ pattern: '^[a-z][a-z0-9.-]*$' });

/** A named clock: `clock.simple-port-foc`. Its length is either written here or found in a table. */
export const clockTerm = defineTerm(
  'clock.*',
  Type.Object(
    {
      starts: Type.Union([EventName, Type.Array(EventName, { minItems: 1 })], {
        description: 'Event that starts it, e.g. lsr.received, or several',
      }),
      stops: Type.Optional(Type.Array(EventName, { description: 'Events that stop it' })),
      length: Type.Optional(Duration('4 business hours, 3 business days, 30 calendar days …')),
      byTable: Type.Optional(
        Code(
          ['intervals', 'foc-intervals'],
          'Length by product and quantity of the order; with length: rows are the exceptions to it',
        ),
      ),
      byDate: Type.Optional(Code(['event'], 'Runs to the date that the event names as dueOn')),
      before: Type.Optional(
        Duration('With byDate: runs out so many calendar days or months before that date'),
      ),
      after: Type.Optional(Duration('With byDate: runs out so many calendar days or months after that date')),
      from: Type.Optional(
        Code(
          ['event', 'deemed-receipt'],
          'deemed-receipt: starts when the notice in the event counts as received (notice.*); default event',
        ),
      ),
      notBefore: Type.Optional(Duration('Lower bound: what stops it sooner is refused')),
      late: Type.Optional(
        Code(['allowed', 'refused'], 'refused: an event after the end has no effect; default allowed'),
      ),
      binds: Type.Optional(
        Type.Array(EventName, {
          minItems: 1,
          description:
            'Which of the events that stop it notBefore and late hold to the time; default all: a withdrawal may come at any time',
        }),
      ),
      pauses: Type.Optional(
        Type.Array(EventName, { description: 'Events of the case at which it stands still' }),
      ),
      resumes: Type.Optional(Type.Array(EventName, { description: 'Events at which it goes on' })),
      tolledBy: Type.Optional(
        Type.Array(Type.String({ pattern: '^[a-z][a-z-]*$' }), {
          description: 'What outside the case makes it stand still: force-majeure',
        }),
      ),
      cutoff: Type.Optional(
        Time(
          'Received at or before this local time counts the same day; later as the next business day, at opens',
        ),
      ),
      opens: Type.Optional(Time('First minute of a business day')),
      closes: Type.Optional(Time('Last minute of a business day')),
      roll: Type.Optional(
        Code(['none', 'next-business-day'], 'Where a last day that is no business day goes'),
      ),
      calendarOf: Code(CALENDAR_ROLES, 'Whose holidays and business days count'),
      usually: Type.Optional(
        Code(
          ['ilec', 'clec'],
          'Who that is when the question does not say: for roles that either party may have',
        ),
      ),
      timeZone: Type.Optional(TimeZone("Zone of its local times; default: the agreement's")),
    },
    { additionalProperties: false },
  ),
  'A clock of the agreement: what starts it, how long it runs, by whose calendar, and what stops it.',
);
export type ClockTerm = NonNullable<(typeof clockTerm)['type']>;

/** The word in an interval that stands for a date which the parties agree order by order. */
export const NEGOTIATED = 'negotiated';
/** The word for a date which the performing party sets when it has looked into the case. */
export const INDIVIDUAL_CASE = 'individual-case';
/** The word in the column product for a row of every product. */
export const ANY_PRODUCT = 'any';

export const FACILITIES = ['available', 'conditioned', 'none'] as const;
export const ORDER_TYPES = ['new', 'disconnect', 'move', 'conversion'] as const;
export const CHANNELS = ['electronic', 'manual'] as const;

/** Both tables of lengths have these columns. Of the rows that fit an order, those that say most decide. */
const BandColumns = Type.Object({
  product: Type.String({ description: 'Product code of products.csv; any: every product' }),
  order_type: Type.Optional(Code(ORDER_TYPES, 'What is asked for; empty: whatever it is')),
  facilities: Type.Optional(
    Code(
      FACILITIES,
      'Whether they are there, have to be conditioned, or are not there; empty: however it is',
    ),
  ),
  zone: Type.Optional(Type.String({ description: 'Rate band of the wire center; empty: each' })),
  channel: Type.Optional(Code(CHANNELS, 'How the order arrived; empty: either way')),
  quantity_from: Type.Integer({
    minimum: 1,
    description: 'Smallest total quantity of the order in this band',
  }),
  quantity_to: Type.Optional(Type.Integer({ minimum: 1, description: 'Largest; empty: no limit' })),
  length: Type.Union([Duration(), Type.Literal(NEGOTIATED), Type.Literal(INDIVIDUAL_CASE)], {
    description: 'e.g. 3 business days; negotiated by the parties; individual-case: set case by case',
  }),
});
export type Interval = Static<typeof BandColumns>;

const IDENTITY = ['product', 'order_type', 'facilities', 'zone', 'channel', 'quantity_from'] as const;

export const intervalsTable = defineTable({
  name: 'intervals',
  identity: IDENTITY,
  schema: BandColumns,
  doc: 'Installation intervals by product, order type, facilities, zone and quantity of the whole order.',
});

export const focIntervalsTable = defineTable({
  name: 'foc-intervals',
  identity: IDENTITY,
  schema: BandColumns,
  doc: 'Intervals of the firm order confirmation by channel, product, order type, facilities and quantity.',
});

/** The tables that a clock may find its length in, by the name in its term. */
export const BAND_TABLES = { intervals: intervalsTable, 'foc-intervals': focIntervalsTable } as const;

/** What is wrong with a clock beyond its shape. */
export function clockProblems(term: Term<ClockTerm>, view: AgreementView): Problem[] {
  const { length, byTable, byDate, before, after, opens, closes, cutoff } = term.value;
  const problem = (slug: string, sentence: string, cure: string): Problem => ({
    id: `clock/${slug}`,
    file: term.file,
    line: term.line,
    field: term.key,
    sentence,
    cure,
    clause: term.citation,
  });
  const problems: Problem[] = [];
  if (
    byDate === undefined ? length === undefined && byTable === undefined : (length ?? byTable) !== undefined
  ) {
    problems.push(
      problem(
        'length',
        `"${term.key}" has not exactly one of length, byTable and byDate.`,
        'Write one of them; length beside byTable holds where no row does.',
      ),
    );
  }
  const apart = before ?? after;
  if (apart !== undefined && (byDate === undefined || (before !== undefined && after !== undefined))) {
    problems.push(
      problem(
        'before',
        `"${term.key}" says how long before or after, and not exactly one date.`,
        'Add byDate: event, and write one of before and after.',
      ),
    );
  }
  if (/business|hour/.test(apart ?? '')) {
    problems.push(
      problem('before', `"${term.key}" counts from its date by ${apart}.`, 'Write calendar days or months.'),
    );
  }
  if ((term.value.pauses === undefined) !== (term.value.resumes === undefined)) {
    problems.push(
      problem(
        'pauses',
        `"${term.key}" says only one of what pauses it and what resumes it.`,
        'Write both pauses and resumes.',
      ),
    );
  }
  const unbound = (term.value.binds ?? []).filter((name) => !(term.value.stops ?? []).includes(name));
  if (unbound.length > 0) {
    problems.push(
      problem(
        'binds',
        `"${term.key}" binds ${unbound.join(', ')}, which does not stop it.`,
        'Name events that stand under stops.',
      ),
    );
  }
  const rows = byTable === undefined ? [] : view.rows(BAND_TABLES[byTable]).map(({ value }) => value.length);
  const units = [...rows, length, term.value.notBefore].map((text) => parseDuration(text ?? '')?.unit);
  const needsHours = cutoff !== undefined || units.includes('business hour');
  if (needsHours && (opens === undefined || closes === undefined)) {
    problems.push(
      problem(
        'hours',
        `"${term.key}" counts business hours and does not say when business opens and closes.`,
        'Add opens and closes.',
      ),
    );
  }
  if (opens !== undefined && closes !== undefined && opens >= closes) {
    problems.push(
      problem('hours', `Business opens at ${opens} and closes at ${closes}.`, 'Write a later closing time.'),
    );
  }
  if (
    opens !== undefined &&
    closes !== undefined &&
    cutoff !== undefined &&
    (cutoff < opens || cutoff > closes)
  ) {
    problems.push(
      problem(
        'cut-off',
        `The cut-off ${cutoff} is outside ${opens}–${closes}.`,
        'Write a time within the business day.',
      ),
    );
  }
  if (!['ilec', 'clec'].includes(term.value.calendarOf) && term.value.usually === undefined) {
    problems.push(
      problem(
        'usually',
        `"${term.key}" counts by the ${term.value.calendarOf} and does not say who that usually is.`,
        'Add usually: ilec or clec.',
      ),
    );
  }
  return problems;
}
