import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { Term } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import {
  add,
  compare,
  decimal,
  divide,
  isNegative,
  isZero,
  maximum,
  multiply,
  rational,
  subtract,
  toFixed,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import { fail, ok } from '../../../base/result.ts';
import { monthsOf, percentOf } from './default-factors.ts';
import { negative } from './problems.ts';
import { balanceTerm } from './terms.ts';
import type { Balance } from './terms.ts';

const HUNDRED = rational(100);

const Month = Type.Object(
  {
    month: Type.Optional(Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })),
    aToB: DecimalText('Minutes that the one party sent to the other'),
    bToA: DecimalText('Minutes that came the other way'),
    ispAToB: Type.Optional(DecimalText('ISP-bound minutes among the first')),
    ispBToA: Type.Optional(DecimalText('ISP-bound minutes among the second')),
  },
  { additionalProperties: false },
);

type Regime = Balance['start'];

/** Months in a row that are outside and inside, up to a month. */
interface Runs {
  readonly outside: number;
  readonly inside: number;
}

/**
 * Which regime the balance of the months so far asks for. It changes no bill: the change is recorded as an amendment, after
 * the notice of the clock regime-notice.
 */
export const balanceRegime = defineDecision({
  name: 'balance-regime',
  doc: 'Whether the balance of these months in a row keeps bill-and-keep or asks for rates per minute. Details have each month.',
  facts: Type.Object(
    {
      months: Type.Array(Month, { description: 'Months in a row, the earliest first' }),
      on: Type.Optional(IsoDate('Day on which the question is asked')),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ months }, view, trace) => {
    const term = view.term(balanceTerm);
    const problems: Problem[] = [
      ...(term.ok ? [] : term.problems),
      ...months.flatMap((month, index) => wrongMonth(month, index, months[index - 1]?.month)),
    ];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const rule = term.value;
    let regime: Regime = rule.value.start;
    let runs: Runs = { outside: 0, inside: 0 };
    const changes: { month: number | string; regime: Regime }[] = [];
    for (const [index, month] of months.entries()) {
      const name = month.month ?? index + 1;
      const share = largerShare(month, rule.value.withoutIsp);
      const found = share === undefined ? 'none' : judge(share, rule);
      runs = count(runs, found);
      const next = nextRegime(regime, runs, rule.value);
      trace.add({
        id: 'month',
        sentence: `Month ${name}: ${share === undefined ? 'nothing was exchanged' : `${toFixed(share, 2, 'half-up')} % went the one way`}${rule.value.withoutIsp ? ', without ISP-bound minutes' : ''}; ${runs.outside} months in a row out of balance`,
        out: found,
        ...cited(rule),
      });
      if (next !== regime) {
        trace.add({
          id: 'change',
          sentence: `After month ${name} the balance asks for ${next}; it holds from the amendment that records it`,
          out: next,
          ...cited(rule),
        });
        changes.push({ month: name, regime: next });
        runs = { outside: 0, inside: 0 };
      }
      regime = next;
    }
    return ok({
      value: regime,
      clause: rule.citation,
      details: { start: rule.value.start, changes, outside: runs.outside, clock: 'regime-notice' },
    });
  },
});

/** The larger share of a month's minutes in percent; undefined where nothing was exchanged. */
function largerShare(
  month: { aToB: string; bToA: string; ispAToB?: string; ispBToA?: string },
  withoutIsp: boolean,
): Rational | undefined {
  const studied = (all: string, isp: string | undefined): Rational =>
    withoutIsp ? subtract(decimal(all), decimal(isp ?? '0')) : decimal(all);
  const [there, back] = [studied(month.aToB, month.ispAToB), studied(month.bToA, month.ispBToA)];
  const total = add(there, back);
  return isZero(total) ? undefined : multiply(divide(maximum(there, back), total), HUNDRED);
}

type Judged = 'outside' | 'between' | 'inside' | 'none';

function judge(share: Rational, { value }: Term<Balance>): Judged {
  const limit = compare(share, percentOf(value.outside));
  if (limit > 0 || (limit === 0 && value.atOutside === 'out-of-balance')) return 'outside';
  return compare(share, percentOf(value.inside)) <= 0 ? 'inside' : 'between';
}

/** A month between the two limits ends both runs: neither change may rest on it. */
const count = (runs: Runs, found: Judged): Runs => ({
  outside: found === 'outside' ? runs.outside + 1 : 0,
  inside: found === 'inside' ? runs.inside + 1 : 0,
});

function nextRegime(regime: Regime, { outside, inside }: Runs, rule: Balance): Regime {
  if (regime === 'bill-and-keep') return outside >= monthsOf(rule.for) ? 'per-minute' : regime;
  return rule.backFor !== undefined && inside >= monthsOf(rule.backFor) ? 'bill-and-keep' : regime;
}

function wrongMonth(
  month: { month?: string; aToB: string; bToA: string; ispAToB?: string; ispBToA?: string },
  index: number,
  before: string | undefined,
): Problem[] {
  const problems = (['aToB', 'bToA', 'ispAToB', 'ispBToA'] as const)
    .filter((field) => isNegative(decimal(month[field] ?? '0')))
    .map((field) => negative(`months.${index}.${field}`));
  for (const [isp, all] of [
    ['ispAToB', 'aToB'],
    ['ispBToA', 'bToA'],
  ] as const)
    if (compare(decimal(month[isp] ?? '0'), decimal(month[all])) > 0)
      problems.push({
        id: 'interconnection/more-than-all',
        field: `months.${index}.${isp}`,
        sentence: 'More minutes are ISP-bound than were exchanged.',
        cure: 'Count ISP-bound minutes among the others.',
      });
  if (month.month !== undefined && before !== undefined && month.month !== monthAfter(before))
    problems.push({
      id: 'interconnection/months-in-a-row',
      field: `months.${index}.month`,
      sentence: `${month.month} does not follow ${before}.`,
      cure: 'Give every month once, the earliest first; a month without traffic has zero minutes.',
    });
  return problems;
}

const monthAfter = (month: string): string =>
  Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
