import { Type } from 'typebox';
import type { TableRow } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, add, toText } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { meetPointRoutesTable } from './tables.ts';
import type { MeetPointRoute } from './tables.ts';

/** Percent of the two sides of a row; the check holds that they make 100. */
export const sharesOf = ({ ilec, clec }: MeetPointRoute): { ilec: Rational; clec: Rational } => ({
  ilec: parseQuantity(ilec)?.value ?? ZERO,
  clec: parseQuantity(clec)?.value ?? ZERO,
});

/** How switched access that both parties provide is divided between their bills to the interexchange carrier. */
export const meetPointShares = defineDecision({
  name: 'meet-point-shares',
  doc: 'Billing percentage of the incumbent on a route of jointly provided switched access. Details have both sides, element by element.',
  facts: Type.Object(
    {
      route: Type.String({ description: 'Route as in meet-point-routes.csv: end office and tandem by CLLI' }),
      element: Type.Optional(
        Type.String({ description: 'Rate element, where elements are divided otherwise' }),
      ),
      direction: Type.Optional(Code(['originating', 'terminating'])),
      on: Type.Optional(IsoDate('Day of the calls')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ route, element, direction }, view, trace) => {
    const all = view.rows(meetPointRoutesTable);
    const own = all
      .filter(({ value }) => value.route === route)
      .filter(({ value }) => element === undefined || value.element === element)
      .filter(
        ({ value }) =>
          value.direction === undefined || direction === undefined || value.direction === direction,
      );
    const [first] = own;
    if (!first) {
      const routes = [...new Set(all.map(({ value }) => value.route))];
      return fail({
        id: 'interconnection/unknown-route',
        field: 'route',
        sentence: `Agreement ${view.agreement.id} has no billing percentage for ${[route, element, direction].filter(Boolean).join(', ')} on ${view.asOf}.`,
        cure: routes.length === 0 ? 'Add meet-point-routes.csv.' : `Routes are: ${routes.join(', ')}.`,
      });
    }
    for (const row of own) trace.add(shareStep(row));
    const shares = own.map(({ value }) => ({
      element: value.element,
      ...(value.direction === undefined ? {} : { direction: value.direction }),
      ilec: toText(sharesOf(value).ilec),
      clec: toText(sharesOf(value).clec),
    }));
    const values = [...new Set(shares.map(({ ilec }) => ilec))];
    if (values.length > 1)
      return fail({
        id: 'interconnection/several-shares',
        field: element === undefined ? 'element' : 'direction',
        sentence: `Route ${route} is divided in ${values.length} ways: ${shares.map((share) => `${share.element} ${share.direction ?? ''} ${share.ilec}:${share.clec}`.replaceAll('  ', ' ')).join('; ')}.`,
        cure: 'Name the element and the direction.',
        clause: first.citation,
      });
    return ok({
      value: values[0] ?? '0',
      clause: first.citation,
      details: { ilec: shares[0]?.ilec, clec: shares[0]?.clec, shares },
    });
  },
});

const shareStep = (row: TableRow<MeetPointRoute>) => {
  const { ilec, clec } = sharesOf(row.value);
  return {
    id: 'share',
    sentence: `${row.value.element} on ${row.value.route}${row.value.direction === undefined ? '' : `, ${row.value.direction}`}: incumbent ${row.value.ilec}, competitor ${row.value.clec}, together ${toText(add(ilec, clec))} %`,
    out: toText(ilec),
    ...cited(row),
  };
};
