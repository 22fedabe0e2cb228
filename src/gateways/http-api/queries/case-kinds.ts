import type { TSchema } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { START, stateDiagram } from '../../../cases/kind.ts';
import type { CaseKind, EventDef } from '../../../cases/kind.ts';
import { noticeTerm } from '../../../cases/notice.ts';
import type { CaseEventDef, CaseKindView } from '../shapes/case.ts';

/** A kind as the agreement has it on a day: its clocks, and its ways of sending notices. */
export function caseKindView(view: AgreementView, kind: CaseKind, nextId: string): CaseKindView {
  return {
    kind: kind.kind,
    title: kind.title ?? kind.kind,
    doc: kind.doc,
    states: kind.states.map(({ name, doc, final }) => ({ name, doc, final: final === true })),
    events: kind.events.map((event) => eventDefView(view, kind, event)),
    clocks: kind.clocks.map(({ name, startsOn, stopsOn, clocks }) => ({
      name,
      startsOn: [...startsOn],
      stopsOn: [...stopsOn],
      clocks: clocks.filter((clock) => view.optional(clockTerm, clock) !== undefined),
    })),
    diagram: stateDiagram(kind),
    nextId,
  };
}

export const eventDefView = (view: AgreementView, kind: CaseKind, event: EventDef): CaseEventDef => ({
  name: event.name,
  from: [...event.from],
  to: event.to,
  doc: event.doc,
  ...(event.by === undefined ? {} : { by: event.by }),
  ...(kind.documents[event.name] === undefined ? {} : { document: kind.documents[event.name] }),
  ...(event.body === undefined ? {} : { body: withNoticeMethods(view, event.body) }),
});

/** The shape of a body, where the way of sending is one of those for which the agreement has a rule. */
function withNoticeMethods(view: AgreementView, body: TSchema): unknown {
  const methods = view.members(noticeTerm);
  const schema = structuredClone(JSON.parse(JSON.stringify(body))) as {
    properties?: { notice?: { properties?: Record<string, object> } };
  };
  const fields = schema.properties?.notice?.properties;
  if (fields?.['method'] !== undefined && methods.length > 0)
    fields['method'] = { enum: methods, description: 'How it was sent' };
  return schema;
}

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
  if (kind === undefined || !isOpening || id.startsWith(`${idForm(kind).prefix}/`)) return [];
  return [
    {
      id: 'case/id',
      field: 'id',
      sentence: `"${id}" is no id of ${kind.title ?? kind.kind}.`,
      cure: `Begin it with ${idForm(kind).prefix}/.`,
    },
  ];
}
