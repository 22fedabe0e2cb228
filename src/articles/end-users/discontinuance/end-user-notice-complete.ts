import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { isDate } from '../../../agreement/schema.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import { exitNoticeTerm } from './terms.ts';
import type { NoticePart } from './terms.ts';

const Said = (description: string) => Type.Optional(Type.String({ description }));

/** What the notice to one end user says, as it was sent: what is wrong is kept for the edits to name. */
export const NoticeContents = Type.Object(
  {
    steps: Said('What the end user must do, and by when'),
    tollFreeNumber: Said('Where it can ask'),
    billingAddress: Said('Where its bill goes'),
    serviceAddress: Said('Where the service is'),
    numbers: Type.Optional(Type.Array(Type.String(), { description: 'Telephone numbers' })),
    circuit: Said('Circuit id'),
    service: Said('The service that ends'),
    endsOn: Said('Day on which it ends'),
  },
  { additionalProperties: false },
);
export type NoticeContents = Static<typeof NoticeContents>;

interface Edit {
  readonly id: string;
  readonly good: (notice: NoticeContents) => boolean;
  readonly sentence: string;
  readonly cure: string;
}

const said = (text: string | undefined): boolean => (text ?? '').trim() !== '';

/** Toll-free codes of the North American numbering plan. */
const TOLL_FREE = /^8(00|33|44|55|66|77|88)/;

/** Numbered edits; a number is never used again. */
const EDITS: Readonly<Record<NoticePart, Edit>> = {
  steps: {
    id: 'EUN-0001',
    good: ({ steps }) => said(steps),
    sentence: 'The notice does not say what the end user must do.',
    cure: 'Say how it chooses another carrier, and by when.',
  },
  tollFreeNumber: {
    id: 'EUN-0002',
    good: ({ tollFreeNumber = '' }) => TOLL_FREE.test(telephoneNumber(tollFreeNumber) ?? ''),
    sentence: 'The notice gives no toll-free number.',
    cure: 'Give a number of ten digits that is free to call.',
  },
  billingAddress: {
    id: 'EUN-0003',
    good: ({ billingAddress }) => said(billingAddress),
    sentence: 'The notice does not say the billing address.',
    cure: 'Add the address to which the bill goes.',
  },
  serviceAddress: {
    id: 'EUN-0004',
    good: ({ serviceAddress }) => said(serviceAddress),
    sentence: 'The notice does not say the service address.',
    cure: 'Add the address at which the service is.',
  },
  identifier: {
    id: 'EUN-0005',
    good: ({ numbers = [], circuit }) =>
      said(circuit) ||
      (numbers.length > 0 && numbers.every((number) => telephoneNumber(number) !== undefined)),
    sentence: 'The notice names neither telephone numbers of ten digits nor a circuit.',
    cure: 'Name the numbers or the circuit that the service has.',
  },
  service: {
    id: 'EUN-0006',
    good: ({ service }) => said(service),
    sentence: 'The notice does not say which service ends.',
    cure: 'Name the service.',
  },
  endsOn: {
    id: 'EUN-0007',
    good: ({ endsOn }) => endsOn !== undefined && isDate(endsOn),
    sentence: 'The notice names no day on which the service ends.',
    cure: 'Write a date like 2027-03-01.',
  },
};

/** Every edit that a notice fails, in the order in which the agreement asks. */
export const failedNoticeEdits = (
  notice: NoticeContents,
  term: Term<NonNullable<(typeof exitNoticeTerm)['type']>>,
): Problem[] =>
  term.value.contents.flatMap((part) => {
    const { id, good, sentence, cure } = EDITS[part];
    return good(notice) ? [] : [{ id, field: part, sentence, cure, clause: term.citation }];
  });

export const endUserNoticeComplete = defineDecision({
  name: 'end-user-notice-complete',
  doc: 'Whether the notice to an end user whose service ends says all that it must, with every failed edit.',
  facts: NoticeContents,
  value: 'boolean',
  decide: (facts, view, trace) => {
    const term = view.term(exitNoticeTerm);
    if (!term.ok) return term;
    const edits = failedNoticeEdits(facts, term.value);
    for (const { id, sentence } of edits) trace.add({ id, sentence, ...cited(term.value) });
    trace.add({
      id: 'contents',
      sentence: `A notice says ${term.value.value.contents.join(', ')}`,
      out: edits.length === 0,
      ...cited(term.value),
    });
    return ok({ value: edits.length === 0, clause: term.value.citation, details: { edits } });
  },
});
