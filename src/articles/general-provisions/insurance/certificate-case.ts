import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Coverages, insuranceSufficient } from './insurance-sufficient.ts';
import { ACTIVITIES } from './terms.ts';

const Filed = Type.Object({
  insurer: Type.String({ minLength: 1 }),
  policy: Type.String({ minLength: 1 }),
  activity: Code(ACTIVITIES, 'What it is filed for'),
  coverages: Coverages,
  additionalInsured: Type.Boolean({ description: 'Whether the other party is endorsed as insured' }),
  from: IsoDate('First day'),
  expiresOn: IsoDate('Last day'),
});

/** Proof of insurance, which ends on its day. */
export const insuranceCertificateKind = defineCaseKind({
  kind: 'insurance-certificate',
  title: 'Insurance certificate',
  doc: 'A certificate of insurance with its end and its endorsement. Case ids: `INSURANCE/2026-01`.',
  states: [
    { name: 'on-file', doc: 'Filed.' },
    { name: 'renewed', doc: 'The next certificate took its place.', final: true },
    { name: 'cancelled', doc: 'The insurer or the insured ended it early.', final: true },
  ],
  events: [
    {
      name: 'filed',
      from: [START],
      to: 'on-file',
      doc: 'The certificate was filed.',
      body: Filed,
      guard: endsAfterItBegins,
    },
    {
      name: 'endorsed',
      from: ['on-file'],
      to: 'on-file',
      by: 'opener',
      doc: 'The other party is endorsed as additional insured.',
      body: Type.Object({ endorsement: Type.String({ minLength: 1 }) }),
    },
    { name: 'renewed', from: ['on-file'], to: 'renewed', by: 'opener', doc: 'The next one is filed.' },
    { name: 'cancelled', from: ['on-file'], to: 'cancelled', doc: 'Ended early.' },
  ],
  clocks: [
    {
      name: 'expiry',
      startsOn: ['filed'],
      stopsOn: ['renewed', 'cancelled'],
      clock: () => 'insurance-expiry',
      clocks: ['insurance-expiry'],
      facts: ({ expiresOn }) => ({ dueOn: expiresOn }),
      optional: true,
    },
    {
      name: 'endorsement',
      startsOn: ['filed'],
      stopsOn: ['endorsed', 'renewed', 'cancelled'],
      clock: ({ additionalInsured }) => (additionalInsured === true ? undefined : 'insurance-endorsement'),
      clocks: ['insurance-endorsement'],
      optional: true,
    },
  ],
  documents: { filed: 'certificate of insurance', endorsed: 'endorsement' },
  view: certificateView,
});

function endsAfterItBegins(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { from, expiresOn } = body as Static<typeof Filed>;
  return expiresOn >= from
    ? []
    : [
        {
          id: 'insurance/dates',
          field: 'expiresOn',
          sentence: `The certificate ends on ${expiresOn}, before it begins on ${from}.`,
          cure: 'Correct one of the dates.',
        },
      ];
}

/** Whether it is enough for what it was filed for, on its first day. */
function certificateView(
  agreement: Agreement,
  events: readonly CaseEvent[],
): Readonly<Record<string, unknown>> {
  const body = events.find(({ name }) => name === 'filed')?.body as Static<typeof Filed> | undefined;
  if (!body) return {};
  const { activity, from, expiresOn, coverages } = body;
  const facts = { activity, on: from, expiresOn, coverages };
  const decided = runDecision(insuranceSufficient, agreement, facts, { asOf: from });
  return decided.ok
    ? { enough: decided.value.value, ...(decided.value.details as object | undefined) }
    : { problems: decided.problems };
}
