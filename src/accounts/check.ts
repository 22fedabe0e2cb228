import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement, AgreementView, Term } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { parseQuantity } from '../base/quantity.ts';
import { ratesTable } from './rates.ts';
import { latePaymentTerm } from './terms.ts';

/** What is wrong with the money terms and the price list beyond the shape of each. */
export function checkAccounts(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  return [...latePaymentProblems(view), ...view.rows(ratesTable).flatMap(rateProblems)];
}

const problemAt = (place: Term<unknown>, slug: string, sentence: string, cure: string): Problem => ({
  id: `accounts/${slug}`,
  file: place.file,
  line: place.line,
  field: place.key,
  sentence,
  cure,
  clause: place.citation,
});

function latePaymentProblems(view: AgreementView): Problem[] {
  const term = view.optional(latePaymentTerm);
  if (!term) return [];
  const { rate, method, monthDays, cap } = term.value;
  const per = parseQuantity(rate)?.per;
  const wanted = method === 'daily-compound' ? 'day' : 'month';
  const problems: Problem[] = [];
  if (per !== wanted) {
    problems.push(
      problemAt(
        term,
        'late-rate',
        `The method ${method} takes a rate per ${wanted} and the rate is per ${per ?? 'nothing'}.`,
        `Write the rate per ${wanted}, or another method.`,
      ),
    );
  }
  if ((method !== 'daily-compound' || cap !== undefined) && monthDays === undefined) {
    problems.push(
      problemAt(
        term,
        'late-month-days',
        'The charge is by the month and the term does not say how many days a month counts as.',
        'Add monthDays.',
      ),
    );
  }
  if (cap !== undefined && parseQuantity(cap)?.per !== 'month') {
    problems.push(problemAt(term, 'late-cap', 'The cap is not per month.', 'Write it per month.'));
  }
  return problems;
}

type RateRow = ReturnType<typeof readRates>[number];
const readRates = (view: AgreementView) => view.rows(ratesTable);

function rateProblems(row: RateRow): Problem[] {
  const { charge, status, price } = row.value;
  const needsPrice = status === 'priced' || status === 'interim';
  if (needsPrice !== (price !== undefined)) {
    return [
      problemAt(
        row,
        'rate-price',
        `A rate that is ${status} has ${needsPrice ? 'a' : 'no'} price.`,
        needsPrice ? 'Write the price, e.g. "$18.00 per month".' : 'Remove the price or change the status.',
      ),
    ];
  }
  const per = price === undefined ? undefined : parseQuantity(price)?.per;
  if (price !== undefined && per === undefined) {
    return [
      problemAt(
        row,
        'rate-unit',
        `"${price}" does not say what it is per.`,
        'Write e.g. "per month", "per order", "per minute".',
      ),
    ];
  }
  if (price !== undefined && (charge === 'recurring') !== (per === 'month')) {
    return [
      problemAt(
        row,
        'rate-unit',
        `A ${charge} rate is ${charge === 'recurring' ? '' : 'not '}per month, and "${price}" is per ${per}.`,
        'Correct the price or the kind of charge.',
      ),
    ];
  }
  return [];
}
