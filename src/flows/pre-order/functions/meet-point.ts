import { Type } from 'typebox';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import {
  meetPointShares,
  sharesOf,
} from '../../../articles/interconnection/compensation/meet-point-shares.ts';
import { meetPointRoutesTable } from '../../../articles/interconnection/compensation/tables.ts';
import type { Problem } from '../../../base/problem.ts';
import { toText } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { prepared } from '../../../platform/transaction.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OfficeFact } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';
import type { PreOrderRoom } from '../pre-order.ts';

const OFFICE_OF = prepared(
  'SELECT wire_center FROM connecting_facility WHERE provider = $1 AND cfa = $2 AND party = $3',
);

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly cfa?: string;
  readonly element?: string;
  readonly direction?: 'originating' | 'terminating';
}

/** Where two offices meet for jointly provided access, and how its bill is divided: by the same table that divides the bills. */
export const meetPoint = defineFunction({
  name: 'meet-point',
  doc: 'The routes on which two offices meet and the share of each side: found (one route; the share of the incumbent in per cent) or listed.',
  facts: Type.Object(
    {
      from: OfficeFact,
      to: OfficeFact,
      cfa: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 60,
          description: 'A termination of yours, in place of its office',
        }),
      ),
      element: Type.Optional(
        Type.String({ minLength: 1, maxLength: 60, description: 'Rate element that is divided' }),
      ),
      direction: Type.Optional(Code(['originating', 'terminating'])),
    },
    { additionalProperties: false },
  ),
  subject: ({ from, to, cfa }) => [from, to, cfa].filter(Boolean).join(' '),
  answer: async (tx, room, { askedAt }, facts) => {
    const offices = await officesOf(tx, room, facts);
    if (!offices.ok) return offices;
    const asOf = localDate(room.agreement, askedAt);
    const routes = routesThrough(room.agreement.at(asOf), offices.value, facts);
    const [first, ...more] = routes;
    if (first === undefined) return fail(noRoute(room.agreement.at(asOf), offices.value));
    if (more.length > 0) return ok({ outcome: 'listed', value: null, details: { routes } });
    const { element, direction } = facts;
    const decided = runDecision(
      meetPointShares,
      room.agreement,
      {
        route: first.route,
        ...(element === undefined ? {} : { element }),
        ...(direction === undefined ? {} : { direction }),
      },
      { asOf },
    );
    return ok({
      outcome: 'found',
      value: decided.ok ? decided.value.value : null,
      details: { routes },
      // A route that is divided in several ways has no share of its own.
      ...(decided.ok ? { receipt: decided.value } : { problems: decided.problems }),
    });
  },
});

/** The offices that a route must have as its ends. */
async function officesOf(tx: Tx, { agreement }: PreOrderRoom, facts: Asked): Promise<Result<string[]>> {
  const named = [facts.from, facts.to].filter((one) => one !== undefined);
  if (facts.cfa === undefined) return named.length > 0 ? ok(named) : fail(noOffice);
  const cfa = facts.cfa.trim().toUpperCase();
  const { ilec, clec } = agreement.parties;
  const [row] = await tx.query<{ wire_center: string }>(OFFICE_OF, [ilec, cfa, clec]);
  return row ? ok([...named, row.wire_center]) : fail(noTermination(cfa));
}

/** Routes that end in all of these offices, in the order of the table, with the shares that are asked for. */
function routesThrough(view: AgreementView, offices: readonly string[], { element, direction }: Asked) {
  const rows = view.rows(meetPointRoutesTable).filter(({ value }) => {
    const ends = value.route.split('-');
    return (
      offices.every((office) => ends.includes(office)) &&
      (element === undefined || value.element === element) &&
      (direction === undefined || value.direction === undefined || value.direction === direction)
    );
  });
  return [...Map.groupBy(rows, ({ value }) => value.route)].map(([route, own]) => ({
    route,
    shares: own.map((row) => {
      const { ilec, clec } = sharesOf(row.value);
      return {
        element: row.value.element,
        ...(row.value.direction === undefined ? {} : { direction: row.value.direction }),
        ilec: toText(ilec),
        clec: toText(clec),
        clause: row.citation,
        provenance: row.provenance,
      };
    }),
  }));
}

const noOffice: Problem = {
  id: 'pre-order/no-office',
  field: 'from',
  sentence: 'Neither an office nor a termination is named.',
  cure: 'Give from and to, or cfa.',
};

const noTermination = (cfa: string): Problem => ({
  id: 'pre-order/cfa-unknown',
  field: 'cfa',
  sentence: `${cfa} is none of your terminations.`,
  cure: 'Name one of those that were handed over, or the offices.',
});

function noRoute(view: AgreementView, offices: readonly string[]): Problem {
  const routes = [...new Set(view.rows(meetPointRoutesTable).map(({ value }) => value.route))];
  return {
    id: 'pre-order/no-meet-point',
    field: 'from',
    sentence: `Under ${view.agreement.id} there is no meet point of ${offices.join(' and ')} as it is asked for.`,
    cure:
      routes.length === 0
        ? 'The agreement has no routes of meet points.'
        : `Routes are: ${routes.join(', ')}.`,
  };
}
