import type { AgreementView } from '../agreement/agreement.ts';
import { clockTerm } from './clock-terms.ts';
import type { CaseKind, EventDef } from './kind.ts';

/** What a running clock waits for, and from whom. */
export interface Awaited {
  /** Parties who must act: one, or both where nothing says which. */
  readonly parties: readonly string[];
  /** Whether that is the party whom the agreement says it usually is, and not what the case says. */
  readonly usually: boolean;
  /** Events that would stop it, without a withdrawal. */
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
 * Who must act before a clock runs out. Where every event that would stop it in the state of the case is one side's, it is
 * that side; else the party by whose calendar the agreement counts it.
 */
export function awaited(view: AgreementView, kind: CaseKind, about: AwaitedClock): Awaited {
  const stopsOn = kind.clocks.find(({ name }) => name === about.name)?.stopsOn ?? [];
  const stops = kind.events.filter(({ name }) => stopsOn.includes(name));
  const now = stops.filter(({ from }) => from.includes(about.state));
  const possible = now.length > 0 ? now : stops;
  const forward = possible.filter((event) => !isWithdrawal(kind, event));
  const chosen = forward.length > 0 ? forward : possible;
  const events = chosen.map(({ name }) => name);
  const { ilec, clec } = view.agreement.parties;
  const sides = new Set(chosen.map(({ by }) => by));
  const [side] = sides;
  if (sides.size === 1 && side !== undefined && [ilec, clec].includes(about.openedBy)) {
    const other = about.openedBy === ilec ? clec : ilec;
    return { parties: [side === 'opener' ? about.openedBy : other], usually: false, events };
  }
  const term = view.optional(clockTerm, about.clock ?? '')?.value;
  const party = term && (view.agreement.party(term.calendarOf) ?? view.agreement.party(term.usually ?? ''));
  return party === undefined
    ? { parties: [ilec, clec], usually: false, events }
    : { parties: [party], usually: view.agreement.party(term?.calendarOf ?? '') === undefined, events };
}

/** Who opened the case ends it, from several states and without a word. */
const isWithdrawal = (kind: CaseKind, { by, from, to, body }: EventDef): boolean =>
  by === 'opener' &&
  body === undefined &&
  from.length > 1 &&
  kind.states.some(({ name, final }) => name === to && final === true);
