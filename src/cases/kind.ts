import type { TSchema } from 'typebox';
import type { Agreement, AgreementView } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';

/** Who acts when no party does: the program. */
export const PROGRAM = 'meetpoint';

/** Before the first event. */
export const START = 'start';

/** In place of a state: the event leaves the case in the state in which it finds it. */
export const STAY = 'stay';

/** One thing that may happen in a case. */
export interface EventDef {
  readonly name: string;
  /** States in which it may happen; `START` opens the case. */
  readonly from: readonly string[];
  /** The state after it; `STAY`: the same. */
  readonly to: string;
  readonly doc: string;
  /** Shape of its body; without one every object is accepted. */
  readonly body?: TSchema;
  /** What the agreement has against it: for what its terms decide. */
  readonly admits?: (agreement: Agreement, history: readonly CaseEvent[], event: NewEvent) => Problem[];
  /** Which party may do it: who opened the case, or the other one. Without it either may. */
  readonly by?: 'opener' | 'other';
  /** It stops or lets go on the clocks of other cases that the agreement says are tolled by this: force-majeure. */
  readonly tolls?: {
    readonly by: string;
    readonly on: boolean;
    /** From when, or until when, they stand still, as an instant; default: when the event happened. */
    readonly at?: (agreement: Agreement, event: NewEvent) => string;
  };
  /** What stands against it beyond state and shape. */
  readonly guard?: (history: readonly CaseEvent[], event: NewEvent) => Problem[];
}

/** A clock that the case keeps: which of the agreement's clocks it is depends on the request. */
export interface CaseClock {
  readonly name: string;
  readonly startsOn: readonly string[];
  /** What meets it first, then what else ends it. */
  readonly stopsOn: readonly string[];
  /**
   * Who has to meet it, where its term counts by the calendar of a role that either party may have; default: whoever may
   * do the first event that stops it.
   */
  readonly performer?: 'opener' | 'other';
  /** Name of the agreement's clock, e.g. lsr-foc-manual, from the body of the event that starts it; undefined: none. */
  readonly clock: (body: EventBody) => string | undefined;
  /** All clocks of the agreement that `clock` may name. */
  readonly clocks: readonly string[];
  /** What a clock with a table looks up, or the date `{dueOn}` of one that runs to a date. */
  readonly facts?: (body: EventBody, view: AgreementView) => unknown;
  /** Nobody fails when it runs out: a notice counts as received, a time in which something is free is over. */
  readonly passes?: boolean;
  /** An agreement may be without it: then the case keeps no such clock. */
  readonly optional?: boolean;
}

/** An event that a case brings about in another, in the same transaction. */
export interface Effect {
  readonly kind: string;
  readonly caseId: string;
  readonly event: string;
  readonly body: EventBody;
  /** It is said by the party whose event brings it about, and must be that party's to say; default: by the program. */
  readonly bySameParty?: true;
}

/** A state of a case. */
export interface StateDef {
  readonly name: string;
  readonly doc: string;
  /** Nothing more can happen. */
  readonly final?: boolean;
  /** Nothing more is awaited and nothing held, though a word may follow: work that is done and not billed yet. */
  readonly settled?: boolean;
}

/** A kind of case, declared as data: the engine, the tests and the diagrams read the same declaration. */
export interface CaseKind {
  readonly kind: string;
  /** How people call it: `Bona fide request`. */
  readonly title?: string;
  readonly doc: string;
  readonly states: readonly StateDef[];
  readonly events: readonly EventDef[];
  readonly clocks: readonly CaseClock[];
  /** What is exchanged in it, by event: forms, notices. */
  readonly documents: Readonly<Record<string, string>>;
  /** Fields of its bodies that tell of an end user, `a.b` within `a`: shown for a purpose only, and each view is on record. */
  readonly customer?: readonly string[];
  /** What its last event brings about in other cases. */
  readonly effects?: (
    agreement: Agreement,
    caseId: string,
    events: readonly CaseEvent[],
  ) => readonly Effect[];
  /** What lists show and search of it, kept beside its state: the number of an order, its product, its date. */
  readonly summary?: (events: readonly CaseEvent[]) => CaseSummary;
  /** What no two open cases of the agreement may hold at once: a facility assignment, a circuit. */
  readonly holds?: (events: readonly CaseEvent[]) => readonly Hold[];
  /** What people want to know of the case beside its state: amounts, dates, the parts in dispute. */
  readonly view?: (agreement: Agreement, events: readonly CaseEvent[]) => Readonly<Record<string, unknown>>;
}

export type CaseSummary = Readonly<Record<string, string | number | boolean | null>>;

/** A thing that one open case holds: `{ what: 'cfa', value: '101/T1/…' }`. */
export interface Hold {
  readonly what: string;
  readonly value: string;
}

export type EventBody = Readonly<Record<string, unknown>>;

/** An event to record. Instants are ISO text; `recordedAt` comes from the caller's wall clock. */
export interface NewEvent {
  readonly name: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** Party or part of the program that did it. */
  readonly actor: string;
  readonly body: EventBody;
  /** Month (`2026-10`) whose close writes it before it is issued. */
  readonly draftMonth?: string;
}

/** An event as recorded. */
export interface CaseEvent extends NewEvent {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** The engine's own events leave the state as it is: a clock ran out, stands still, goes on. */
export const CLOCK_EXPIRED = 'clock-expired';
export const CLOCK_PAUSED = 'clock-paused';
export const CLOCK_RESUMED = 'clock-resumed';
export const ENGINE_EVENTS: readonly string[] = [CLOCK_EXPIRED, CLOCK_PAUSED, CLOCK_RESUMED];

/** @throws Error when the declaration names a state or event that it does not have: a bug. */
export function defineCaseKind(kind: CaseKind): CaseKind {
  const states = new Set([START, STAY, ...kind.states.map(({ name }) => name)]);
  const events = new Set(kind.events.map(({ name }) => name));
  const strangers = [
    ...kind.events.flatMap(({ from, to }) => [...from, to]).filter((name) => !states.has(name)),
    ...kind.clocks
      .flatMap(({ startsOn, stopsOn }) => [...startsOn, ...stopsOn])
      .filter((name) => !events.has(name)),
    ...Object.keys(kind.documents).filter((name) => !events.has(name)),
  ];
  if (strangers.length > 0)
    throw new Error(`Case kind ${kind.kind} does not declare ${strangers.join(', ')}.`);
  return kind;
}

/** Whether nothing more is awaited in a state. */
export const isFinal = (kind: CaseKind, state: string): boolean =>
  kind.states.some(({ name, final, settled }) => name === state && (final === true || settled === true));

/** Events that may happen in a state. */
export const allowedIn = (kind: CaseKind, state: string): string[] =>
  kind.events.filter(({ from }) => from.includes(state)).map(({ name }) => name);

/** The kind as a Mermaid state diagram, as its README shows it. */
export function stateDiagram(kind: CaseKind): string {
  const node = (state: string): string => (state === START ? '[*]' : state);
  const moves = kind.events.flatMap(({ name, from, to }) =>
    from.map((state) => `  ${node(state)} --> ${to === STAY ? state : to}: ${name}`),
  );
  const ends = kind.states.filter(({ final }) => final).map(({ name }) => `  ${name} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', ...moves, ...ends, '```'].join('\n');
}
