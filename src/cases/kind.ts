import type { TSchema } from 'typebox';
import type { Problem } from '../base/problem.ts';

/** Before the first event. */
export const START = 'start';

/** One thing that may happen in a case. */
export interface EventDef {
  readonly name: string;
  /** States in which it may happen; `START` opens the case. */
  readonly from: readonly string[];
  /** The state after it. */
  readonly to: string;
  readonly doc: string;
  /** Shape of its body; without one every object is accepted. */
  readonly body?: TSchema;
  /** What stands against it beyond state and shape. */
  readonly guard?: (history: readonly CaseEvent[], event: NewEvent) => Problem[];
}

/** A clock that the case keeps: which of the agreement's clocks it is depends on the request. */
export interface CaseClock {
  readonly name: string;
  readonly startsOn: readonly string[];
  readonly stopsOn: readonly string[];
  /** Name of the agreement's clock, e.g. lsr-foc-manual, from the body of the event that starts it; undefined: none. */
  readonly clock: (body: EventBody) => string | undefined;
  /** All clocks of the agreement that `clock` may name. */
  readonly clocks: readonly string[];
  /** What a clock with a table looks up. */
  readonly facts?: (body: EventBody) => unknown;
}

/** A kind of case, declared as data: the engine, the tests and the diagrams read the same declaration. */
export interface CaseKind {
  readonly kind: string;
  readonly doc: string;
  readonly states: readonly { readonly name: string; readonly doc: string; readonly final?: boolean }[];
  readonly events: readonly EventDef[];
  readonly clocks: readonly CaseClock[];
  /** What is exchanged in it, by event: forms, notices. */
  readonly documents: Readonly<Record<string, string>>;
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

/** The engine's own event: a clock ran out. It leaves the state as it is. */
export const CLOCK_EXPIRED = 'clock-expired';

/** @throws Error when the declaration names a state or event that it does not have: a bug. */
export function defineCaseKind(kind: CaseKind): CaseKind {
  const states = new Set([START, ...kind.states.map(({ name }) => name)]);
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

/** Events that may happen in a state. */
export const allowedIn = (kind: CaseKind, state: string): string[] =>
  kind.events.filter(({ from }) => from.includes(state)).map(({ name }) => name);

/** The kind as a Mermaid state diagram, as its README shows it. */
export function stateDiagram(kind: CaseKind): string {
  const node = (state: string): string => (state === START ? '[*]' : state);
  const moves = kind.events.flatMap(({ name, from, to }) =>
    from.map((state) => `  ${node(state)} --> ${to}: ${name}`),
  );
  const ends = kind.states.filter(({ final }) => final).map(({ name }) => `  ${name} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', ...moves, ...ends, '```'].join('\n');
}
