import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { isDate } from '../../../agreement/schema.ts';
import { clli } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import { bfrTerm } from './terms.ts';
import type { BfrField } from './terms.ts';

/** A request as it arrived: what is wrong is kept for the edits to name. */
export const BfrBody = Type.Object({
  description: Type.Optional(Type.String({ description: 'Technical description of what is asked for' })),
  quantity: Type.Optional(Type.Integer({ description: 'How many' })),
  location: Type.Optional(Type.String({ description: 'CLLI of the place, 8 or 11 characters' })),
  use: Type.Optional(Type.String({ description: 'What it is for' })),
  desiredOn: Type.Optional(Type.String({ description: 'Date on which it is wanted' })),
  section: Type.Optional(Type.String({ description: 'Section of the Act under which it is asked for' })),
});
export type BfrRequest = Static<typeof BfrBody>;

interface Edit {
  readonly id: string;
  readonly good: (request: BfrRequest) => boolean;
  readonly sentence: string;
  readonly cure: string;
}

const said = (text: string | undefined): boolean => (text ?? '').trim() !== '';

/** Numbered edits; a number is never used again. */
const EDITS: Readonly<Record<BfrField, Edit>> = {
  description: {
    id: 'BFR-0001',
    good: ({ description }) => said(description),
    sentence: 'The request does not describe what is asked for.',
    cure: 'Add a technical description.',
  },
  quantity: {
    id: 'BFR-0002',
    good: ({ quantity }) => quantity !== undefined && quantity > 0,
    sentence: 'The request names no quantity above zero.',
    cure: 'Say how many are wanted.',
  },
  location: {
    id: 'BFR-0003',
    good: ({ location }) => location !== undefined && clli(location) !== undefined,
    sentence: 'The request names no location by its CLLI.',
    cure: 'Give the CLLI of the building, 8 or 11 characters.',
  },
  use: {
    id: 'BFR-0004',
    good: ({ use }) => said(use),
    sentence: 'The request does not say what it is for.',
    cure: 'Say how it will be used.',
  },
  desiredOn: {
    id: 'BFR-0005',
    good: ({ desiredOn }) => desiredOn !== undefined && isDate(desiredOn),
    sentence: 'The request names no date on which it is wanted.',
    cure: 'Write a date like 2027-03-01.',
  },
  section: {
    id: 'BFR-0006',
    good: ({ section }) => /\b25[12]\b/.test(section ?? ''),
    sentence: 'The request names no section of the Act on which it rests.',
    cure: 'Name it, e.g. "251(c)(3)".',
  },
};

/** Every edit that a request fails, in the order in which the agreement asks. */
export const failedEdits = (
  request: BfrRequest,
  term: Term<NonNullable<(typeof bfrTerm)['type']>>,
): Problem[] =>
  term.value.requires.flatMap((field) => {
    const { id, good, sentence, cure } = EDITS[field];
    return good(request) ? [] : [{ id, field, sentence, cure, clause: term.citation }];
  });

export const bfrComplete = defineDecision({
  name: 'bfr-complete',
  doc: 'Whether a bona fide request says all that it must: complete or incomplete, with every failed edit.',
  facts: Type.Object(BfrBody.properties, { additionalProperties: false }),
  value: 'code',
  decide: (facts, view, trace) => {
    const term = view.term(bfrTerm);
    if (!term.ok) return term;
    const edits = failedEdits(facts, term.value);
    for (const { id, sentence } of edits) trace.add({ id, sentence, ...cited(term.value) });
    const value = edits.length === 0 ? 'complete' : 'incomplete';
    trace.add({
      id: 'requires',
      sentence: `A request says ${term.value.value.requires.join(', ')} → ${value}`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation, details: { edits } });
  },
});
