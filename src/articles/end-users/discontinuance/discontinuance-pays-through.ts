import { Type } from 'typebox';
import type { Static } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { discontinuanceChargesTerm } from './terms.ts';

const Facts = Type.Object(
  {
    serviceEndsOn: IsoDate("Last day of the competitor's service: as noticed, or as abandoned"),
    migratedOn: Type.Optional(IsoDate('First day with another carrier')),
    disconnectedOn: Type.Optional(IsoDate('Last day of service')),
  },
  { additionalProperties: false },
);

/** Who chose another carrier is paid for to the day before; nobody is cut off before the interim service is over. */
export const discontinuancePaysThrough = defineDecision({
  name: 'discontinuance-pays-through',
  doc: 'The last day for which the competitor pays for an end user that it leaves.',
  facts: Facts,
  value: 'date',
  asOf: ({ serviceEndsOn }) => serviceEndsOn,
  decide: (facts, view, trace) => {
    const { serviceEndsOn, migratedOn } = facts;
    const term = view.term(discontinuanceChargesTerm);
    const interim = due(view.agreement, 'interim-service', { at: serviceEndsOn });
    if (!term.ok || !interim.ok)
      return fail(...[term, interim].flatMap((part) => (part.ok ? [] : part.problems)));
    if (!('until' in interim.value)) throw new Error('Interim service of no length: the clock has no table.');
    const { dueAt, receipt, clause } = interim.value;
    const problems = outOfOrder(facts, dueAt, clause);
    if (problems.length > 0) return fail(...problems);
    trace.add({
      id: 'interim',
      sentence: `Interim service from ${serviceEndsOn} → ${dueAt}`,
      out: dueAt,
      clause,
      steps: receipt.steps,
    });
    const latest = term.value.value.paysThrough === 'interim-service' ? dueAt : serviceEndsOn;
    const left =
      migratedOn === undefined
        ? undefined
        : Temporal.PlainDate.from(migratedOn).subtract({ days: 1 }).toString();
    const value = left !== undefined && left < latest ? left : latest;
    trace.add({
      id: 'pays',
      sentence:
        value === left
          ? `It moved on ${migratedOn}: the day before is the last one`
          : `Paid to the end of the ${term.value.value.paysThrough.replaceAll('-', ' ')}`,
      out: value,
      ...cited(term.value),
    });
    trace.add({
      id: 'late-charges',
      sentence: `Late payment charges that have accrued: ${term.value.value.lateCharges}`,
      ...cited(term.value),
    });
    const { lateCharges } = term.value.value;
    return ok({ value, clause: term.value.citation, details: { interimEndsOn: dueAt, lateCharges } });
  },
});

function outOfOrder(
  { disconnectedOn, migratedOn }: Static<typeof Facts>,
  interimEndsOn: string,
  clause: string,
): Problem[] {
  if (disconnectedOn === undefined) return [];
  if (migratedOn !== undefined)
    return [
      {
        id: 'end-users/moved-and-disconnected',
        field: 'disconnectedOn',
        sentence: 'The end user has moved and was disconnected.',
        cure: 'Give one of the two days.',
        clause,
      },
    ];
  if (disconnectedOn >= interimEndsOn) return [];
  return [
    {
      id: 'end-users/disconnected-early',
      field: 'disconnectedOn',
      sentence: `Disconnected on ${disconnectedOn}, and the interim service runs to ${interimEndsOn}.`,
      cure: 'Serve the end user until then.',
      clause,
    },
  ];
}
