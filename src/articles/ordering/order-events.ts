import Type from 'typebox';
import type { Static } from 'typebox';
import type { EventBody } from '../../cases/kind.ts';
import { Coordination } from './charges/facts.ts';
import { HANDLED } from './handled.ts';

/** What the events of an order say. Dates are ISO dates in the agreement's time zone. */

const IsoDate = Type.String({ format: 'date' });
const Text = Type.String({ minLength: 1 });

export const ClarificationRequested = Type.Object({
  /** What the service centre asks, each with the field that it is about. */
  queries: Type.Array(Type.Object({ field: Text, sentence: Text }), { minItems: 1 }),
});

/** Edits that failed; one that a person writes has at least an id. */
export const Rejected = Type.Object({ rejections: Type.Array(Type.Object({ id: Text }), { minItems: 1 }) });

/** Days of a coordinated cut that the date books on the frames of the office. */
const Cuts = Type.Optional(
  Type.Array(
    Type.Object({
      date: IsoDate,
      lines: Type.Integer({ minimum: 1 }),
      windowFrom: Text,
      windowTo: Text,
    }),
  ),
);

export const Confirmed = Type.Object({
  /** Date on which the work is promised. */
  dueDate: IsoDate,
  /** Local time of a coordinated cut. */
  frameDueTime: Type.Optional(Text),
  ecckts: Type.Optional(Type.Array(Type.String())),
  cuts: Cuts,
  /** Who confirmed it; absent where that is not known. */
  handled: Type.Optional(Type.Enum([...HANDLED])),
});

export const Jeopardy = Type.Object({
  /** Code of the list of its kind: reference/edits/jeopardy-codes.csv. */
  code: Text,
  /** The date that is in danger. */
  dueDate: Type.Optional(IsoDate),
  /** Before that date it is notice, on it or after it a miss. */
  standing: Type.Optional(Type.Enum(['notice', 'miss'])),
  /** Who caused it, as the list of codes says. */
  causedBy: Type.Optional(Text),
  remark: Type.Optional(Text),
});

export const JeopardyCleared = Type.Object({ dueDate: IsoDate, cuts: Cuts });

/** The orderer waits for facilities. */
export const Deferred = Type.Object({ until: Type.Optional(IsoDate) });

export const CustomerNotReady = Type.Object({
  /** The date that was promised first: the time for a new one counts from it. */
  dueOn: IsoDate,
  code: Type.Optional(Text),
  remark: Type.Optional(Text),
});

export const Rescheduled = Type.Object({ dueDate: IsoDate, cuts: Cuts });

export const Completed = Type.Object({
  /** Date of the work, in the agreement's time zone. */
  completedOn: IsoDate,
  ecckts: Type.Array(Type.String(), {
    description: 'Circuits (ECCKT) that were worked on; none of a port without a loop',
  }),
  /** Of work after its date: the jeopardy code that says why, and who caused that. */
  missed: Type.Optional(Type.Object({ code: Text, causedBy: Type.Optional(Text) })),
  /** Case of the notice to the carrier that loses the end user, and its SPID or OCN. */
  loss: Type.Optional(Text),
  oldProvider: Type.Optional(Text),
  /** Labor of a coordinated cut: it is billed by the hour. */
  coordination: Type.Optional(Coordination),
  /** CLLI of the wire center at the other end, where the order says an end user's place: what miles are counted to. */
  farWireCenter: Type.Optional(Text),
});

export const BillingCompleted = Type.Object({
  /** Month of the bill that bears it, `2026-11`. */
  billMonth: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
});

/** How far an order had come when it was cancelled. */
export const STAGES = ['before-confirmation', 'after-confirmation'] as const;
export type CancellationStage = (typeof STAGES)[number];

export const Cancelled = Type.Object({
  /** Version of SUP 1 that cancels it. */
  by: Type.Optional(Text),
  stage: Type.Optional(Type.Enum([...STAGES])),
  /** Clock that ran out, where nobody cancelled it. */
  clock: Type.Optional(Text),
});

/** Version that came in its place, or that is to come in its place once it is confirmed. */
export const By = Type.Object({ by: Text });

export type Jeopardy = Static<typeof Jeopardy>;
export type JeopardyCleared = Static<typeof JeopardyCleared>;
export type Completed = Static<typeof Completed>;

/** The body of an event, as its shape, which the engine has tested, says. */
export const bodyOf = <T>(body: EventBody): T => body as unknown as T;
