import type { TSchema } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { stateDiagram } from '../../../cases/kind.ts';
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
