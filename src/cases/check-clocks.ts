import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { clockTerm } from './clock-terms.ts';
import type { CaseKind } from './kind.ts';

/** The clocks that a case kind keeps are terms, and what starts and stops them there is what the kind does. */
export function checkClocks(agreement: Agreement, kind: CaseKind): Problem[] {
  const view = agreement.at(OPEN_END);
  const full = (events: readonly string[]): string =>
    events
      .map((name) => `${kind.kind}.${name}`)
      .sort()
      .join(', ');
  return kind.clocks.flatMap((clock) =>
    clock.clocks.flatMap((name) => {
      const term = view.term(clockTerm, name);
      if (!term.ok) return clock.optional === true ? [] : [...term.problems];
      const { starts, stops = [], pauses = [], resumes = [] } = term.value.value;
      const list = (names: readonly string[]): string => [...names].sort().join(', ');
      const own = (names: readonly string[]): string =>
        list(names.filter((name) => kind.events.some((event) => `${kind.kind}.${event.name}` === name)));
      const wanted = {
        starts: full(clock.startsOn),
        stops: full(clock.stopsOn),
        pauses: own(pauses),
        resumes: own(resumes),
      };
      const said = {
        starts: list(typeof starts === 'string' ? [starts] : starts),
        stops: list(stops),
        pauses: list(pauses),
        resumes: list(resumes),
      };
      return (['starts', 'stops', 'pauses', 'resumes'] as const)
        .filter((field) => wanted[field] !== said[field])
        .map((field) => ({
          id: 'clock/events',
          file: term.value.file,
          line: term.value.line,
          field: `${term.value.key}.${field}`,
          sentence: `"${term.value.key}" ${field} on ${said[field] || 'nothing'}, and cases of kind ${kind.kind} have ${wanted[field] || 'no such event'}.`,
          cure: 'Name the events of the case, or leave the clock to another kind.',
          clause: term.value.citation,
        }));
    }),
  );
}
