import { Type } from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { Code, IsoDate } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import { START, defineCaseKind } from '../../cases/kind.ts';
import { statusOn } from './status.ts';
import { adoptionLetterTerm, adoptionTerm, adoptionTermTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const PARTS = ['whole', 'part'] as const;

/** Adoption of an approved agreement by another carrier (47 USC 252(i)). */
export const adoptionKind = defineCaseKind({
  kind: 'adoption',
  title: 'Adoption',
  doc: 'Another carrier asks for the whole of an approved agreement. Case ids: `ADOPT/2026-001`.',
  states: [
    { name: 'requested', doc: 'The letter is with the commission.' },
    { name: 'noticed', doc: 'The party that has not signed was given notice.' },
    { name: 'contested', doc: 'An objection came in time; the commission decides.' },
    { name: 'approved', doc: 'Approved, by order or because nobody objected.' },
    { name: 'rejected', doc: 'Rejected by the commission.', final: true },
    { name: 'in-effect', doc: 'The adopter has its agreement.', final: true },
  ],
  events: [
    {
      name: 'requested',
      from: [START],
      to: 'requested',
      doc: 'The letter to the secretary of the commission.',
      body: Type.Object(
        {
          adopter: Type.String({ minLength: 2, description: 'Legal name of the carrier that adopts' }),
          parts: Code(PARTS, 'What is adopted'),
          docket: Type.String({ minLength: 3, description: 'Case in which the agreement was approved' }),
          amendments: Type.Array(Type.String(), { description: 'Tracking numbers of its amendments' }),
          signaturePage: Type.Boolean({ description: 'Whether the signature page is with it' }),
        },
        closed,
      ),
      guard: (_history, event) => wholeOnly(event.body['parts']),
    },
    {
      name: 'noticed',
      from: ['requested'],
      to: 'noticed',
      doc: 'The commission gave notice to the other party.',
    },
    {
      name: 'objected',
      from: ['noticed'],
      to: 'contested',
      doc: 'The other party objected.',
      body: Type.Object({ ground: Code(['greater-cost', 'technically-infeasible', 'other']) }, closed),
    },
    {
      name: 'approved',
      from: ['noticed', 'contested'],
      to: 'approved',
      doc: 'Approved.',
      body: Type.Object({ document: Type.Optional(Type.String()) }),
    },
    { name: 'rejected', from: ['contested'], to: 'rejected', doc: 'The objection was upheld.' },
    { name: 'took-effect', from: ['approved'], to: 'in-effect', doc: 'The adopted agreement is in effect.' },
  ],
  clocks: [
    {
      name: 'objection',
      startsOn: ['noticed'],
      stopsOn: ['objected', 'approved'],
      clock: () => 'adoption-objection',
      clocks: ['adoption-objection'],
      optional: true,
    },
  ],
  documents: { requested: 'letter to the secretary', objected: 'objection' },
  effects: (_agreement, caseId, events) => {
    const last = events.at(-1);
    const ranOut = last?.name === 'clock-expired' && last.body['clock'] === 'objection';
    return ranOut
      ? [{ kind: 'adoption', caseId, event: 'approved', body: { document: 'no objection' } }]
      : [];
  },
});

/** Since 2004 an agreement is adopted whole or not at all. */
function wholeOnly(parts: unknown): Problem[] {
  return parts === 'part'
    ? [
        {
          id: 'agreement-life/part-adoption',
          field: 'parts',
          sentence: 'A part of an agreement cannot be adopted: an agreement is adopted in its entirety.',
          cure: 'Adopt the whole agreement, or negotiate the part that you want.',
          clause: '47 USC 252(i)',
        },
      ]
    : [];
}

/** Whether another carrier may have this agreement, and until when (47 USC 252(i), 47 CFR 51.809). */
export const adoptable = defineDecision({
  name: 'adoptable',
  doc: 'Whether the agreement may be adopted on a day, in its entirety and for the rest of its term.',
  facts: Type.Object(
    {
      parts: Code(PARTS, 'What is asked for'),
      proven: Type.Optional(
        Code(
          ['nothing', 'greater-cost', 'technically-infeasible'],
          'What the incumbent proved to the commission',
        ),
      ),
    },
    closed,
  ),
  value: 'boolean',
  decide: ({ parts, proven = 'nothing' }, view, trace) => {
    const term = view.term(adoptionTerm);
    const rest = view.term(adoptionTermTerm);
    if (!term.ok || !rest.ok)
      return fail(...(term.ok ? [] : term.problems), ...(rest.ok ? [] : rest.problems));
    if (parts === 'part' && term.value.value.whole) return fail(...wholeOnly(parts));
    const { refusals, afterExpiry } = term.value.value;
    const inherited = rest.value.value.remaining === 'inherited';
    const clause = term.value.citation;
    if (refusals.includes(proven)) {
      trace.add({
        id: 'refusal',
        sentence: `The incumbent proved ${proven.replaceAll('-', ' ')}`,
        out: false,
        ...cited(term.value),
      });
      return ok({ value: false, clause });
    }
    const status = statusOn(view, trace);
    if (status !== undefined && !status.ok) return status;
    const state = status?.value.state ?? 'not-recorded';
    const lives = ['approved', 'effective'].includes(state);
    const extended = state === 'holdover' && afterExpiry === 'while-renewed-or-extended';
    const value = lives || extended;
    trace.add({
      id: 'state',
      sentence: value
        ? `It is ${state} on ${view.asOf}: it can be adopted`
        : `It is ${state} on ${view.asOf}: there is no approved agreement to adopt`,
      out: value,
      ...cited(term.value),
    });
    if (value)
      trace.add({ id: 'term', sentence: restOf(inherited, extended), out: inherited, ...cited(rest.value) });
    const termEndsOn = inherited ? status?.value.termEndsOn : undefined;
    return ok({ value, clause, details: { state, ...(termEndsOn === undefined ? {} : { termEndsOn }) } });
  },
});

const restOf = (inherited: boolean, extended: boolean): string =>
  !inherited
    ? 'The adopter has a term of its own'
    : extended
      ? 'The adopter has it for as long as it runs on'
      : 'The adopter has the rest of its term';

/** Whether a letter of adoption holds what the commission asks for; all that is missing comes at once. */
export const adoptionLetter = defineDecision({
  name: 'adoption-letter',
  doc: 'Whether the letter of an adoption is complete.',
  facts: Type.Object(
    {
      docket: Type.Optional(Type.String({ description: 'Case in which the agreement was approved' })),
      amendments: Type.Optional(
        Type.Array(Type.String(), { description: 'Tracking numbers; an empty list: none' }),
      ),
      signaturePage: Type.Optional(Type.Boolean()),
      requestedOn: Type.Optional(IsoDate()),
    },
    closed,
  ),
  value: 'boolean',
  decide: (facts, view, trace) => {
    const term = view.term(adoptionLetterTerm);
    if (!term.ok) return term;
    const there: Record<string, boolean> = {
      docket: (facts.docket ?? '') !== '',
      amendments: facts.amendments !== undefined,
      'signature-page': facts.signaturePage === true,
    };
    const missing = term.value.value.contents.filter((part) => there[part] !== true);
    for (const part of term.value.value.contents) {
      trace.add({
        id: part,
        sentence: `${missing.includes(part) ? 'Missing' : 'There'}: ${part.replaceAll('-', ' ')}`,
        out: !missing.includes(part),
        ...cited(term.value),
      });
    }
    return ok({ value: missing.length === 0, clause: term.value.citation, details: { missing } });
  },
});
