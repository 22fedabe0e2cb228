import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import type { RowShape } from '../../base/expr/ast.ts';
import { checkExpr } from '../../base/expr/check.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import type { Problem } from '../../base/problem.ts';
import { productsTable } from '../../inventory/products.ts';
import { CARRIER_TIER } from './remedy-charges.ts';
import { occurrenceAmount } from './occurrence-amount.ts';
import { remedy } from './remedy.ts';
import { benchmarksTerm, focTimelinessTerm, measuresTable, remediesTable, remediesTerm } from './terms.ts';

export { computeMeasures } from './compute-measures.ts';
export type { FocCase, FocRow, MeasureResult } from './foc-timeliness.ts';
export { remedy } from './remedy.ts';
export { remedyCharges } from './remedy-charges.ts';
export type { PaidMeasure } from './remedy-charges.ts';

/** Measures of service and what a missed one pays. */
export const performance: Vocabulary = {
  subject: 'performance',
  terms: [benchmarksTerm, focTimelinessTerm, remediesTerm],
  tables: [measuresTable, remediesTable],
  decisions: [remedy, occurrenceAmount],
  check: (agreement) => [...checkMeasures(agreement), ...checkExclusions(agreement)],
};

const EXCLUSION_SHAPE: RowShape = {
  fields: {
    state: 'text',
    channel: 'text',
    act: 'text',
    product: 'text',
    quantity: 'integer',
    negotiated: 'boolean',
    foc_at: 'text',
  },
  tables: {},
};

/**
 * A measure is one that is executed: of a benchmark, paid to the carrier, of a product that there is; it has its
 * benchmark, and its weight has a remedy for the first month missed.
 */
function checkMeasures(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const weights = new Set(
    view
      .rows(remediesTable)
      .filter(({ value }) => value.months_missed === 1)
      .map(({ value }) => value.weight),
  );
  const products = view.rows(productsTable);
  return view.rows(measuresTable).flatMap((row) => {
    const { measure, standard, benchmark, weight, tier, product } = row.value;
    const problem = (field: string, sentence: string, cure: string): Problem[] => [
      {
        id: 'performance/measure',
        file: row.file,
        line: row.line,
        field,
        sentence,
        cure,
        clause: row.citation,
      },
    ];
    return [
      ...(standard === 'benchmark'
        ? []
        : problem(
            'standard',
            `Measure ${measure} has the standard ${standard}, which is not executed yet.`,
            'Give it a benchmark, or mark its section unmodelled and leave the row out.',
          )),
      ...(tier === CARRIER_TIER
        ? []
        : problem(
            'tier',
            `Measure ${measure} is of tier ${tier}, whose payments to the State are not executed yet.`,
            'Mark its section unmodelled and leave the row out.',
          )),
      ...(product === undefined || products.some(({ value }) => value.product === product)
        ? []
        : problem(
            'product',
            `Measure ${measure} is of product "${product}", which the agreement does not have.`,
            `Products are: ${products.map(({ value }) => value.product).join(', ')}.`,
          )),
      ...(standard === 'benchmark' && benchmark === undefined
        ? problem('benchmark', `Measure ${measure} has no benchmark.`, 'Write it, e.g. "95 %".')
        : []),
      ...(weights.has(weight)
        ? []
        : problem(
            'weight',
            `Measure ${measure} has weight ${weight}, for which no remedy is set.`,
            'Add rows to remedies.csv.',
          )),
    ];
  });
}

function checkExclusions(agreement: Agreement): Problem[] {
  const term = agreement.at(OPEN_END).optional(focTimelinessTerm);
  return (term?.value.exclusions ?? []).flatMap(({ id, when }) => {
    const expr = parseExpr(when);
    if (!expr.ok || !term) return [];
    return checkExpr(expr.value, EXCLUSION_SHAPE, 'boolean').map((problem) => ({
      ...problem,
      file: term.file,
      line: term.line,
      field: `${term.key}.exclusions.${id}`,
      clause: term.citation,
    }));
  });
}
