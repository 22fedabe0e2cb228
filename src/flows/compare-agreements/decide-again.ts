import type { ChangedSpan } from '../../agreement/changed-spans.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import type { Invoice, InvoiceLine } from '../../accounts/invoice.ts';
import { repriceUsage } from '../../articles/interconnection/index.ts';
import type { Cents } from '../../base/money.ts';
import { cents, formatCents, parseCents } from '../../base/money.ts';
import type { Problem } from '../../base/problem.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Changes } from './changes.ts';

/** What a line comes to under the second side, and the clause that says so. */
export interface DecidedAgain {
  readonly amount: Cents;
  readonly clause: string;
  /** Elements that the decision charges now and did not, with their dollars. */
  readonly more: readonly { readonly element: string; readonly amount: string; readonly clause: string }[];
}

/**
 * Decides a bill line again under the second side, from the facts that its receipt holds. Fails where the first side
 * does not come to what was billed: then a difference would not be the amendment's.
 */
export function decideAgain(
  changes: Changes,
  decisions: readonly Decision[],
  invoice: Pick<Invoice, 'from'>,
  line: InvoiceLine,
  changed: readonly ChangedSpan[],
): Result<DecidedAgain> {
  if (line.source.kind === 'usage') {
    const [before, after] = [changes.before, changes.after].map(({ agreement, asKnown }) =>
      agreement.at(line.from, asKnown),
    ) as [AgreementView, AgreementView];
    const priced = repriceUsage(before, after, line, invoice.from, changed);
    return priced.ok ? ok({ ...priced.value, more: [] }) : priced;
  }
  const decision = decisions.find(({ name }) => name === line.receipt.decision);
  if (!decision) return fail(noDecision(line));
  const ask = (view: AgreementView): Result<Receipt> =>
    runDecision(decision, view.agreement, line.receipt.facts, {
      asOf: line.receipt.asOf,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
  const { before, after } = changes;
  const then = ask(after);
  if (!then.ok) return then;
  if (!changes.isOverTime) {
    const first = ask(before);
    if (!first.ok) return first;
    if (shareOf(line, first.value)?.amount !== line.amount) return fail(notAsBilled(line, before));
  }
  const share = shareOf(line, then.value);
  return share ? ok({ ...share, more: newElements(line, then.value) }) : fail(notAmount(line));
}

interface ChargedElements {
  readonly elements?: readonly {
    readonly element: string;
    readonly amount: string;
    readonly clause: string;
  }[];
}
const elementsOf = (receipt: Receipt): ChargedElements['elements'] =>
  (receipt.details as ChargedElements | undefined)?.elements;

/**
 * The part of a decision's answer that is this line: its element, where the decision charges several at once; else the
 * whole, with the sign that the line gives it.
 */
function shareOf(line: InvoiceLine, receipt: Receipt): Omit<DecidedAgain, 'more'> | undefined {
  const { clause } = receipt;
  const elements = elementsOf(receipt);
  if (elements) {
    const own = elements.filter(({ element }) => element === line.element);
    const amount = own.reduce((sum, one) => sum + (parseCents(one.amount) ?? 0n), 0n);
    return { amount: cents(amount), clause: own[0]?.clause ?? clause };
  }
  const [billed, value] = [line.receipt.value, receipt.value].map((one) => parseCents(String(one)));
  if (billed === undefined || value === undefined) return undefined;
  if (billed === line.amount) return { amount: value, clause };
  return billed === -line.amount ? { amount: cents(-value), clause } : undefined;
}

function newElements(line: InvoiceLine, receipt: Receipt): DecidedAgain['more'] {
  const before = new Set(elementsOf(line.receipt)?.map(({ element }) => element));
  return (elementsOf(receipt) ?? []).filter(({ element }) => !before.has(element));
}

const noDecision = (line: InvoiceLine): Problem => ({
  id: 'compare/no-decision',
  field: line.receipt.decision,
  sentence: `"${line.receipt.decision}" is no decision that can be asked again.`,
  cure: 'Look at the line: somebody set its amount.',
});

const notAsBilled = (line: InvoiceLine, { agreement }: AgreementView): Problem => ({
  id: 'compare/not-as-billed',
  field: line.element,
  sentence: `Under the first agreement (${agreement.ref.hash.slice(0, 12)}) the line does not come to the $${formatCents(line.amount)} that were billed under ${line.receipt.agreement.hash.slice(0, 12)}.`,
  cure: 'Compare with the agreement that the bill was made under, or correct the line by itself.',
});

const notAmount = (line: InvoiceLine): Problem => ({
  id: 'compare/no-amount',
  field: line.receipt.decision,
  sentence: `The answer of "${line.receipt.decision}" is not the amount of the line.`,
  cure: 'Look at the line.',
});
