import { OPEN_END } from '../../../agreement/agreement.ts';
import type { Agreement, AgreementView, TableRow, Term } from '../../../agreement/agreement.ts';
import { checkExpr } from '../../../base/expr/check.ts';
import { parseExpr } from '../../../base/expr/parse.ts';
import type { Problem } from '../../../base/problem.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { add, compare, isZero, rational, subtract, toText } from '../../../base/rational.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { CALL_SHAPE, compensationTable, findCompensation, ratePeriodsTable } from '../../../traffic/index.ts';
import { percentOf } from './default-factors.ts';
import { sharesOf } from './meet-point-shares.ts';
import { meetPointRoutesTable } from './tables.ts';
import {
  balanceTerm,
  changeOfCompensationLawTerm,
  compensationLawTerm,
  factorsTerm,
  ispPresumptionTerm,
  postAggregationTerm,
  unidentifiedTerm,
  voipTerm,
} from './terms.ts';
import { lawSteps } from './law-compensation.ts';

const HUNDRED = rational(100);

/**
 * Compensation across terms and tables: minutes move only into buckets that are paid somehow, percentages make a whole, an end of
 * bill-and-keep has its trigger and its notice, and rows follow the law where the agreement lets law change it.
 */
export function checkCompensation(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  return [
    ...checkOrder(view),
    ...checkBuckets(view),
    ...checkPercentages(view),
    ...checkMonths(view),
    ...checkBalance(view),
    ...checkPeriods(view),
    ...checkRoutes(view),
    ...checkLaw(view),
  ];
}

const at = (term: Term<unknown>): Pick<Problem, 'file' | 'line' | 'clause'> => ({
  file: term.file,
  line: term.line,
  clause: term.citation,
});

/** What the order names has its term, and what has a term is named. */
function checkOrder(view: AgreementView): Problem[] {
  const order = view.optional(postAggregationTerm);
  const terms = { unidentified: unidentifiedTerm, 'isp-presumption': ispPresumptionTerm, voip: voipTerm };
  if (!order) return [];
  return order.value.order
    .filter((name) => view.optional<unknown>(terms[name]) === undefined)
    .map((name) => ({
      id: 'interconnection/adjustment-without-term',
      ...at(order),
      field: `${order.key}.order`,
      sentence: `The order names ${name}, and "${terms[name].key}" is in no section.`,
      cure: 'Add the term, or take the name out.',
    }));
}

/** Minutes go where both directions of them are paid, or said not to be. */
function checkBuckets(view: AgreementView): Problem[] {
  const order = view.optional(postAggregationTerm)?.value.order ?? [];
  const isp = view.optional(ispPresumptionTerm);
  const unidentified = view.optional(unidentifiedTerm);
  const voip = view.optional(voipTerm);
  const named: { term: Term<unknown>; field: string; buckets: readonly (string | undefined)[] }[] = [];
  if (isp && order.includes('isp-presumption'))
    named.push({ term: isp, field: 'to', buckets: [isp.value.to, ...isp.value.from] });
  if (unidentified && order.includes('unidentified')) {
    const { local, toll, interstate, voip: internet, beyond } = unidentified.value;
    named.push({ term: unidentified, field: 'beyond', buckets: [local, toll, interstate, internet, beyond] });
  }
  if (voip && order.includes('voip'))
    named.push({ term: voip, field: 'to', buckets: [voip.value.to, ...voip.value.from] });
  return named.flatMap(({ term, field, buckets }) =>
    [...new Set(buckets)].flatMap((bucket) => {
      if (bucket === undefined) return [];
      const unpaid = (['ilec-to-clec', 'clec-to-ilec'] as const).filter(
        (direction) => findCompensation(view, { bucket, direction, originator: 'party' }) === undefined,
      );
      return unpaid.map((direction) => ({
        id: 'interconnection/adjustment-bucket',
        ...at(term),
        field: `${term.key}.${field}`,
        sentence: `Bucket ${bucket} has no row in the compensation table for ${direction} calls of a party.`,
        cure: 'Add the row, or name a bucket that is paid.',
      }));
    }),
  );
}

function checkPercentages(view: AgreementView): Problem[] {
  const factors = view.optional(factorsTerm);
  const share = view.optional(unidentifiedTerm);
  const given: [Term<unknown>, string, string][] = [
    ...(factors
      ? (['plu', 'piu', 'pvu'] as const).map((name): [Term<unknown>, string, string] => [
          factors,
          name,
          factors.value[name],
        ])
      : []),
    ...(share ? [[share, 'share', share.value.share] as [Term<unknown>, string, string]] : []),
  ];
  const problems = given
    .filter(([, , text]) => compare(percentOf(text), HUNDRED) > 0)
    .map(([term, field, text]) => ({
      id: 'interconnection/over-all',
      ...at(term),
      field: `${term.key}.${field}`,
      sentence: `${text} is more than all.`,
      cure: 'Write a part of 100 %.',
    }));
  if (factors && view.optional(clockTerm, 'factor-exchange') === undefined)
    problems.push({
      id: 'interconnection/no-clock',
      ...at(factors),
      field: factors.key,
      sentence: 'Factors have no day by which they are exchanged: there is no clock factor-exchange.',
      cure: 'Add clock.factor-exchange to the section.',
    });
  return problems;
}

/** What is counted in months is written in months, one at least. */
function checkMonths(view: AgreementView): Problem[] {
  const [factors, balance] = [view.optional(factorsTerm), view.optional(balanceTerm)];
  const given: [Term<unknown>, string, string | undefined][] = [
    ...(factors ? [[factors, 'every', factors.value.every] as [Term<unknown>, string, string]] : []),
    ...(balance
      ? (['for', 'backFor'] as const).map((name): [Term<unknown>, string, string | undefined] => [
          balance,
          name,
          balance.value[name],
        ])
      : []),
  ];
  return given.flatMap(([term, field, text]) => {
    const duration = text === undefined ? undefined : parseDuration(text);
    if (text === undefined || (duration?.unit === 'month' && duration.count > 0)) return [];
    return [
      {
        id: 'interconnection/months',
        ...at(term),
        field: `${term.key}.${field}`,
        sentence: `"${text}" is no number of months.`,
        cure: 'Write it like "3 months".',
      },
    ];
  });
}

/** Bill-and-keep that ends on imbalance has a limit that can be passed, a way back below it, and a notice. */
function checkBalance(view: AgreementView): Problem[] {
  const term = view.optional(balanceTerm);
  if (!term) return [];
  const problem = (field: string, sentence: string, cure: string): Problem => ({
    id: 'interconnection/balance',
    ...at(term),
    field: `${term.key}.${field}`,
    sentence,
    cure,
  });
  const [outside, inside] = [percentOf(term.value.outside), percentOf(term.value.inside)];
  const half = rational(50);
  const problems: Problem[] = [];
  if (compare(outside, half) < 0 || compare(outside, HUNDRED) >= 0)
    problems.push(
      problem(
        'outside',
        `The larger share is never ${compare(outside, half) < 0 ? 'under' : 'over'} ${term.value.outside}.`,
        'Write the share of the larger direction: 60 % for 60 to 40.',
      ),
    );
  if (compare(inside, outside) > 0)
    problems.push(
      problem('inside', 'A month could count towards both changes.', 'Let inside be no more than outside.'),
    );
  if (view.optional(clockTerm, 'regime-notice') === undefined)
    problems.push(
      problem(
        'months',
        'The regime ends without notice: there is no clock regime-notice.',
        'Add clock.regime-notice.',
      ),
    );
  const buckets = new Set(view.rows(compensationTable).map(({ value }) => value.bucket));
  for (const bucket of term.value.counted)
    if (!buckets.has(bucket))
      problems.push(problem('counted', `There is no bucket ${bucket}.`, 'Name buckets of compensation.csv.'));
  return problems;
}

/** Every period is a condition on the time of a call, and every row of a period names one. */
function checkPeriods(view: AgreementView): Problem[] {
  const periods = view.rows(ratePeriodsTable);
  const { connect_minute, weekday, connect_date } = CALL_SHAPE.fields;
  const shape = { fields: { connect_minute, weekday, connect_date }, tables: {} } as typeof CALL_SHAPE;
  const wrong = periods.flatMap((row) => {
    const parsed = parseExpr(row.value.when);
    const found = parsed.ok ? checkExpr(parsed.value, shape, 'boolean') : parsed.problems;
    return found.map((problem) => ({ ...problem, ...at(row), field: `${row.id}.when` }));
  });
  const names = new Set(periods.map(({ id }) => id));
  const unknown = view
    .rows(compensationTable)
    .filter(({ value }) => value.period !== undefined && !names.has(value.period))
    .map((row) => ({
      id: 'interconnection/unknown-period',
      ...at(row),
      field: `${row.id}.period`,
      sentence: `There is no rate period ${row.value.period}.`,
      cure: names.size === 0 ? 'Add rate-periods.csv.' : `Rate periods are: ${[...names].join(', ')}.`,
    }));
  return [...wrong, ...unknown];
}

/** The billing percentages of both sides make 100, on every day on which a row holds. */
function checkRoutes(view: AgreementView): Problem[] {
  const { agreement } = view;
  const rows = agreement
    .periods([meetPointRoutesTable], '0001-01-01', OPEN_END)
    .flatMap(({ from }) => agreement.at(from).rows(meetPointRoutesTable));
  const once = new Map(rows.map((row) => [`${row.key} ${row.line} ${JSON.stringify(row.value)}`, row]));
  return [...once.values()].flatMap((row: TableRow<(typeof rows)[number]['value']>) => {
    const { ilec, clec } = sharesOf(row.value);
    const total = add(ilec, clec);
    if (isZero(subtract(total, HUNDRED))) return [];
    return [
      {
        id: 'interconnection/meet-point-sum',
        ...at(row),
        field: `${row.id}.clec`,
        sentence: `The percentages of ${row.value.element} on ${row.value.route} make ${toText(total)}.`,
        cure: 'Let those of both sides make 100.',
      },
    ];
  });
}

/** A cap has its price; and where law changes the agreement by itself its rows say what the law says, so that bills do. */
function checkLaw(view: AgreementView): Problem[] {
  const laws = view
    .members(compensationLawTerm)
    .flatMap((member) => view.optional(compensationLawTerm, member) ?? []);
  const problems: Problem[] = laws
    .filter(({ value }) => (value.rule === 'capped') !== (value.price !== undefined))
    .map((law) => ({
      id: 'interconnection/law-price',
      ...at(law),
      field: `${law.key}.price`,
      sentence: `The rule is ${law.value.rule} and has ${law.value.price === undefined ? 'no' : 'a'} price.`,
      cure: 'A cap has a price, and nothing else has one.',
    }));
  const effect = view.optional(changeOfCompensationLawTerm);
  if (effect?.value.effect !== 'self-executing') return problems;
  for (const { bucket, law: traffic } of effect.value.traffic)
    for (const law of lawSteps(view, traffic).filter(({ value }) => value.without === 'all')) {
      const day = view.agreement.at(law.value.from);
      if (lawSteps(day, traffic)[0]?.key !== law.key || law.value.rule !== 'bill-and-keep') continue;
      const row = findCompensation(day, { bucket, direction: 'ilec-to-clec', originator: 'party' });
      if (row === undefined || row.value.regime !== 'per-minute') continue;
      problems.push({
        id: 'interconnection/law-not-followed',
        ...at(row),
        field: `${row.id}.regime`,
        sentence: `${law.citation} has ${bucket} traffic at bill-and-keep from ${law.value.from}, the agreement lets law apply by itself, and row ${row.id} is ${row.value.regime} then.`,
        cure: `End the row the day before, and add one of bill-and-keep from ${law.value.from}.`,
      });
    }
  return problems;
}
