import type { AgreementView } from '../../agreement/agreement.ts';
import { decimalText } from '../../accounts/decimal-text.ts';
import { roundLine } from '../../accounts/round-line.ts';
import { roundingTerm } from '../../accounts/terms.ts';
import type { Problem } from '../../base/problem.ts';
import { decimal, isNegative } from '../../base/rational.ts';
import type { Rational } from '../../base/rational.ts';
import type { Trace } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** Dollars as people read them: with cents, and with more places where there are more. */
export function dollarText(value: Rational): string {
  const [whole = '', fraction = ''] = decimalText(value).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** A problem for each amount below zero. */
export const negativeProblems = (amounts: Readonly<Record<string, string | undefined>>): Problem[] =>
  Object.entries(amounts).flatMap(([field, text]) =>
    text === undefined || !isNegative(decimal(text))
      ? []
      : [
          {
            id: 'general-provisions/negative-amount',
            field,
            sentence: `An amount of ${text} is negative.`,
            cure: 'Give dollars of zero or more.',
          },
        ],
  );

/** A problem where the later of two days lies before the earlier one. */
export const orderProblems = (
  earlier: { readonly field: string; readonly on: string | undefined },
  later: { readonly field: string; readonly on: string | undefined },
): Problem[] =>
  earlier.on === undefined || later.on === undefined || earlier.on <= later.on
    ? []
    : [
        {
          id: 'general-provisions/order-of-days',
          field: later.field,
          sentence: `${later.field} ${later.on} lies before ${earlier.field} ${earlier.on}.`,
          cure: 'Correct one of the two days.',
        },
      ];

/** An amount of dollars rounded once as the agreement says, with the step that says so. */
export function roundedAmount(view: AgreementView, dollars: Rational, trace: Trace): Result<string> {
  const rounding = view.term(roundingTerm);
  if (!rounding.ok) return rounding;
  const { text, step } = roundLine(dollars, rounding.value);
  trace.add(step);
  return ok(text);
}
