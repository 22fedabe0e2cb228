import { Type } from 'typebox';
import type { Static } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Notice } from '../../../cases/notice.ts';

const Requested = Type.Object({
  notice: Notice,
  assignee: Type.String({ minLength: 1 }),
  affiliate: Type.Boolean(),
  effectiveOn: IsoDate(),
});

/** One party hands the agreement to somebody else. */
export const assignmentKind = defineCaseKind({
  kind: 'assignment',
  title: 'Assignment',
  doc: 'An assignment of the agreement, by consent or, to an affiliate, by notice. Case ids: `ASSIGNMENT/2026-01`.',
  states: [
    { name: 'requested', doc: 'Noticed; waits for consent or, to an affiliate, for its day.' },
    { name: 'consented', doc: 'The other party agrees.' },
    { name: 'refused', doc: 'The other party withholds its consent, with its ground.' },
    { name: 'completed', doc: 'The assignee has taken over.', final: true },
    { name: 'withdrawn', doc: 'Not pursued.', final: true },
  ],
  events: [
    { name: 'requested', from: [START], to: 'requested', doc: 'Notice is given.', body: Requested },
    {
      name: 'consented',
      from: ['requested', 'refused'],
      to: 'consented',
      by: 'other',
      doc: 'The other party agrees.',
    },
    {
      name: 'refused',
      from: ['requested'],
      to: 'refused',
      by: 'other',
      doc: 'Consent is withheld.',
      body: Type.Object({
        ground: Type.String({ minLength: 1 }),
        because: Type.String({ minLength: 1 }),
      }),
    },
    {
      name: 'completed',
      from: ['requested', 'consented'],
      to: 'completed',
      by: 'opener',
      doc: 'The assignee takes over.',
      body: Type.Object({ on: IsoDate() }),
      guard: consentFirst,
    },
    {
      name: 'withdrawn',
      from: ['requested', 'consented', 'refused'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'Not pursued.',
    },
  ],
  clocks: [
    {
      name: 'consent',
      startsOn: ['requested'],
      stopsOn: ['consented', 'refused', 'completed', 'withdrawn'],
      clock: ({ affiliate }) => (affiliate === true ? undefined : 'assignment-consent'),
      clocks: ['assignment-consent'],
      optional: true,
    },
    {
      name: 'affiliate-notice',
      startsOn: ['requested'],
      stopsOn: ['consented', 'refused', 'completed', 'withdrawn'],
      clock: ({ affiliate }) => (affiliate === true ? 'assignment-to-affiliate' : undefined),
      clocks: ['assignment-to-affiliate'],
      performer: 'opener',
      facts: ({ effectiveOn }) => ({ dueOn: effectiveOn }),
      optional: true,
    },
  ],
  documents: { requested: 'notice of assignment', consented: 'consent', refused: 'refusal' },
});

/** Nobody but an affiliate takes over without consent, and none before its day. */
function consentFirst(history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const request = history[0]?.body as Static<typeof Requested> | undefined;
  if (!request) return [];
  const consented = history.some(({ name }) => name === 'consented');
  const problems: Problem[] = [];
  if (!request.affiliate && !consented) {
    problems.push({
      id: 'assignment/consent',
      field: 'event',
      sentence: `${request.assignee} is no affiliate, and the other party has not consented.`,
      cure: 'Wait for the consent, or take the refusal to dispute resolution.',
    });
  }
  if (String(event.body['on']) < request.effectiveOn) {
    problems.push({
      id: 'assignment/early',
      field: 'on',
      sentence: `The assignment takes effect on ${request.effectiveOn}, and it is said to be done on ${String(event.body['on'])}.`,
      cure: `Record it on ${request.effectiveOn} or later.`,
    });
  }
  return problems;
}
