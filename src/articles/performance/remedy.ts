import Type from 'typebox';
import { cited } from '../../agreement/agreement.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { IsoDate } from '../../agreement/schema.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import { formatCents, formatRate, roundToCents } from '../../base/money.ts';
import { formatQuantity, parseQuantity } from '../../base/quantity.ts';
import {
  ONE,
  compare,
  divide,
  isNegative,
  multiply,
  parseDecimal,
  rational,
  subtract,
  toText,
} from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { findLevel } from './find-level.ts';
import { findMeasure } from './find-measure.ts';
import { remediesTerm } from './terms.ts';

/** What a remedy was made of. */
export interface RemedyDetails {
  /** Exact, decimal text or fraction. */
  readonly occurrences: string;
  /** Dollars for one occurrence. */
  readonly rate: string;
  readonly clause: string;
  readonly provenance: Provenance;
}

/** The credit for a missed benchmark: shortfall × volume × amount of the month, rounded once to the cent. */
export const remedy = defineDecision({
  name: 'remedy',
  doc: 'What a measure pays for a month: dollars and cents, 0.00 where the benchmark is met.',
  facts: Type.Object(
    {
      measure: Type.String({ description: 'Measure code, e.g. foc-timeliness' }),
      result: Type.Union([Type.String(), Type.Number()], {
        description: 'Result of the month: "90 %", or a fraction such as "0.90"',
      }),
      volume: Type.Integer({ minimum: 0, description: 'How many events counted' }),
      monthsMissed: Type.Integer({ minimum: 0, description: 'Consecutive months missed, this one included' }),
      on: Type.Optional(IsoDate('Last day of the month')),
    },
    { additionalProperties: false },
  ),
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: ({ measure, result, volume, monthsMissed }, view, trace) => {
    const row = findMeasure(view, measure);
    const share = readShare(String(result));
    const terms = view.term(remediesTerm);
    if (!row.ok || !share.ok || !terms.ok) {
      return fail(...[row, share, terms].flatMap((each) => (each.ok ? [] : [...each.problems])));
    }
    const benchmark = divide(parseQuantity(row.value.value.benchmark ?? '')?.value ?? ONE, rational(100));
    const gap = subtract(benchmark, share.value);
    const shortfall = row.value.value.direction === 'lower' ? subtract(share.value, benchmark) : gap;
    trace.add({
      id: 'shortfall',
      sentence: `Result ${percent(share.value)} against ${row.value.value.benchmark ?? ''}: ${isNegative(shortfall) || compare(shortfall, rational(0)) === 0 ? 'met' : `short by ${percent(shortfall)}`}`,
      out: toText(shortfall),
      ...cited(row.value),
    });
    if (compare(shortfall, rational(0)) <= 0 || volume === 0)
      return ok({ value: '0.00', clause: row.value.citation });
    const level = findLevel(view, row.value.value.weight, monthsMissed);
    if (!level.ok) return level;
    const occurrences = multiply(shortfall, rational(volume));
    trace.add({
      id: 'occurrences',
      sentence: `${percent(shortfall)} of ${volume}`,
      out: toText(occurrences),
      ...cited(terms.value),
    });
    const amount = parseQuantity(level.value.value.amount);
    if (!amount) throw new Error(`${level.value.value.amount} passed the schema and is no price.`);
    trace.add({
      id: 'level',
      sentence: `Weight ${level.value.value.weight}, month ${monthsMissed} missed: ${formatQuantity(amount)}`,
      out: formatRate(amount.value),
      ...cited(level.value),
    });
    const { rounding } = terms.value.value;
    const cents = roundToCents(multiply(occurrences, amount.value), rounding);
    trace.add({
      id: 'credit',
      sentence: `${toText(occurrences)} × $${formatRate(amount.value)}, rounded ${rounding} to the cent`,
      out: formatCents(cents),
      ...cited(terms.value),
    });
    const details: RemedyDetails = {
      occurrences: toText(occurrences),
      rate: formatRate(amount.value),
      clause: level.value.citation,
      provenance: level.value.provenance,
    };
    return ok({ value: formatCents(cents), clause: level.value.citation, details });
  },
});

/** `90 %`, `260/3 %` or `0.90` as a fraction from 0 to 1. */
function readShare(text: string): Result<Rational> {
  const wrong = (sentence: string): Result<Rational> =>
    fail({
      id: 'performance/result',
      field: 'result',
      sentence,
      cure: 'Write a percentage such as "90 %", or a fraction of 1 such as "0.90".',
    });
  const match = /^\s*(\d+(?:\.\d+)?)(?:\/(\d+))?\s*(%?)\s*$/.exec(text);
  const number = match ? parseDecimal(match[1] ?? '') : undefined;
  const divisor = match?.[2] === undefined ? ONE : rational(BigInt(match[2]));
  if (!match || !number || divisor.num === 0n) return wrong(`"${text}" is no result.`);
  const value = divide(number, divisor);
  const share = match[3] === '%' ? divide(value, rational(100)) : value;
  if (compare(share, ONE) <= 0) return ok(share);
  return wrong(match[3] === '%' ? `"${text}" is over 100 %.` : `"${text}" is over 1 and is no percentage.`);
}

function percent(share: Rational): string {
  return `${toText(multiply(share, rational(100)))} %`;
}
