import type { Problem } from '../base/problem.ts';
import { START } from './kind.ts';
import type { CaseKind } from './kind.ts';

/** What ids of the kind begin with and how they go on, after the example in its description; without one, its name. */
function idForm(kind: CaseKind): { prefix: string; digits: number; yearly: boolean } {
  const example = /`([A-Z-]+)\/\d{4}(?:-(\d+))?/.exec(kind.doc);
  return {
    prefix: example?.[1] ?? kind.kind.toUpperCase(),
    digits: example?.[2]?.length ?? 3,
    yearly: example !== null && example[2] === undefined,
  };
}

/** An id that no case has yet: `BFR/2026-001`, then `BFR/2026-002`; of a kind with one case a year `FORECAST/2026`. */
export function nextCaseId(kind: CaseKind, year: string, taken: ReadonlySet<string>): string {
  const { prefix, digits, yearly } = idForm(kind);
  if (yearly && !taken.has(`${prefix}/${year}`)) return `${prefix}/${year}`;
  for (let count = 1; ; count += 1) {
    const id = `${prefix}/${year}-${String(count).padStart(digits, '0')}`;
    if (!taken.has(id)) return id;
  }
}

/** A new case bears the prefix of its kind, so that nobody takes the id of a case of another kind that is to come. */
export function idProblems(kind: CaseKind | undefined, event: string, id: string): Problem[] {
  const isOpening = kind?.events.some(({ name, from }) => name === event && from.includes(START)) === true;
  if (kind === undefined || !isOpening || new RegExp(`^${idForm(kind).prefix}/\\S+$`).test(id)) return [];
  return [
    {
      id: 'case/id',
      field: 'id',
      sentence: `"${id}" is no id of ${kind.title ?? kind.kind}.`,
      cure: `Write it like ${nextCaseId(kind, '2026', new Set())}.`,
    },
  ];
}
