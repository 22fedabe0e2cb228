import type { AgreementView } from '../agreement/agreement.ts';
import { clockTerm } from './clock-terms.ts';
import { performerOf } from './clocks.ts';
import type { CaseKind, EventDef } from './kind.ts';

/** What a running clock waits for, and from whom. */
export interface Awaited {
  /** Parties who must act: one, both where nothing says which, or none where nobody fails when it runs out. */
  readonly parties: readonly string[];
  /** Whether that is the party whom the agreement says it usually is, and not what the case says. */
  readonly usually: boolean;
  /** Events of theirs that would stop it, without a withdrawal. */
  readonly events: readonly string[];
}

/** A clock of a case: its name in the kind, and which of the agreement's clocks it is. */
export interface AwaitedClock {
  readonly name: string;
  readonly clock?: string | undefined;
  readonly state: string;
  readonly openedBy: string;
}

/**
 * Who must act before a clock runs out: the party that has to meet it, by whose calendar it counts too. Where the kind does not
 * say which side that is, it is the party that the agreement names for it.
 */
export function awaited(view: AgreementView, kind: CaseKind, about: AwaitedClock): Awaited {
  const { agreement } = view;
  const clock = kind.clocks.find(({ name }) => name === about.name);
  const performer = clock && performerOf(agreement, kind, clock, { actor: about.openedBy });
  const side = performer && (performer === about.openedBy ? 'opener' : 'other');
  const stops = kind.events.filter(({ name }) => clock?.stopsOn.includes(name) === true);
  const now = stops.filter(({ from }) => from.includes(about.state));
  const possible = now.length > 0 ? now : stops;
  const forward = possible.filter((event) => !isWithdrawal(kind, event));
  const theirs = forward.filter(({ by }) => by === undefined || side === undefined || by === side);
  const events = (theirs.length > 0 ? theirs : possible).map(({ name }) => name);
  if (clock?.passes === true) return { parties: [], usually: false, events };
  if (performer !== undefined) return { parties: [performer], usually: false, events };
  const term = view.optional(clockTerm, about.clock ?? '')?.value;
  const fixed = term && agreement.party(term.calendarOf);
  const party = fixed ?? agreement.party(term?.usually ?? '');
  return party === undefined
    ? { parties: [agreement.parties.ilec, agreement.parties.clec], usually: false, events }
    : { parties: [party], usually: fixed === undefined, events };
}

/** Who opened the case ends it, from several states and without a word. */
const isWithdrawal = (kind: CaseKind, { by, from, to, body }: EventDef): boolean =>
  by === 'opener' &&
  body === undefined &&
  from.length > 1 &&
  kind.states.some(({ name, final }) => name === to && final === true);

/** Whether a clock that has run out is no failure of anybody's: see `passes` of a kind's clocks. */
export const isPassing = (kind: CaseKind, name: string): boolean =>
  kind.clocks.find((clock) => clock.name === name)?.passes === true;
