import { Type } from 'typebox';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import { prepared } from '../../../platform/transaction.ts';
import { OfficeFact } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';

const LOOK = prepared(
  `SELECT (SELECT ecckt FROM facility_assignment WHERE agreement_id = $1 AND facility = $3) AS ecckt,
          (SELECT case_id FROM case_hold WHERE agreement_id = $1 AND what = 'cfa' AND value = $3) AS held,
          (SELECT wire_center FROM connecting_facility WHERE provider = $2 AND cfa = $3) AS office,
          EXISTS (SELECT FROM connecting_facility WHERE provider = $2 AND party = $4) AS listed`,
);

interface Row {
  ecckt: string | null;
  held: string | null;
  office: string | null;
  listed: boolean;
}

/** Whether a connecting facility assignment is the orderer's, ends where it should and is free. */
export const cfaValidation = defineFunction({
  name: 'cfa-validation',
  doc: 'Whether a facility assignment may be ordered: free, in-use, held, unknown or other-office.',
  facts: Type.Object(
    {
      cfa: Type.String({
        minLength: 1,
        maxLength: 60,
        description: 'Connecting facility assignment (CFA, APOT)',
      }),
      wireCenter: OfficeFact,
    },
    { additionalProperties: false },
  ),
  subject: ({ cfa }) => cfa,
  answer: async (tx, { agreement }, _query, facts) => {
    const cfa = facts.cfa.trim().toUpperCase();
    const { ilec, clec } = agreement.parties;
    const [row] = await tx.query<Row>(LOOK, [agreement.id, ilec, cfa, clec]);
    if (!row) throw new Error('A look-up without a table has one row.');
    const [outcome, problem] = standing(cfa, row, facts.wireCenter);
    return ok({
      outcome,
      value: outcome,
      details: {
        cfa,
        ...(row.office === null ? {} : { wireCenter: row.office }),
        ...(row.ecckt === null ? {} : { circuit: row.ecckt }),
        ...(row.held === null ? {} : { order: row.held }),
        // Where no list of terminations is on file, only what uses it can be looked at.
        listed: row.listed,
      },
      problems: problem === undefined ? [] : [problem],
    });
  },
});

function standing(
  cfa: string,
  { ecckt, held, office, listed }: Row,
  wanted: string | undefined,
): [string, Problem?] {
  if (ecckt !== null)
    return [
      'in-use',
      problemOf('in-use', `${cfa} is used by ${ecckt}.`, 'Name a free one, or disconnect the circuit first.'),
    ];
  if (held !== null)
    return [
      'held',
      problemOf(
        'held',
        `${cfa} is asked for by ${held}, which is open.`,
        'Name a free one, or cancel that order.',
      ),
    ];
  if (listed && office === null)
    return [
      'unknown',
      problemOf(
        'unknown',
        `${cfa} is none of your terminations.`,
        'Name one of those that were handed over with the collocation.',
      ),
    ];
  if (office !== null && wanted !== undefined && office !== wanted)
    return [
      'other-office',
      problemOf(
        'other-office',
        `${cfa} ends in ${office}, not in ${wanted}.`,
        'Name one in the office of the loop.',
      ),
    ];
  return ['free'];
}

const problemOf = (slug: string, sentence: string, cure: string): Problem => ({
  id: `pre-order/cfa-${slug}`,
  field: 'cfa',
  sentence,
  cure,
});
