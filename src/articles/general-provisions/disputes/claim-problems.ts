import type { Problem } from '../../../base/problem.ts';
import { ZERO, compare, decimal } from '../../../base/rational.ts';
import type { ClaimFacts } from './claim.ts';
import type { CLAIM_CONTENTS } from './terms.ts';

type Content = (typeof CLAIM_CONTENTS)[number];

export interface ClaimRule {
  readonly contents: readonly Content[];
  readonly wholeBill: 'refused' | 'accepted';
}

/** Everything that is wrong with a claim, and everything that it leaves out. */
export function claimProblems(claim: ClaimFacts, rule: ClaimRule): Problem[] {
  const asks = (content: Content): boolean => rule.contents.includes(content);
  const problems: Problem[] = [];
  const missing = (content: Content, field: string, there: unknown, words: string): void => {
    if (asks(content) && (there === undefined || there === '')) problems.push(leftOut(field, words));
  };
  missing('bill-date', 'billOn', claim.billOn, 'the bill date');
  missing('account', 'ban', claim.ban, 'the billing account');
  if (asks('evidence') && (claim.evidence ?? []).length === 0)
    problems.push(leftOut('evidence', 'the evidence'));
  if (claim.items.length === 0 && rule.wholeBill === 'refused') problems.push(wholeBill());
  const seen = new Map<string, number>();
  claim.items.forEach((item, index) => {
    const at = (field: string): string => `items.${index}.${field}`;
    missing('item', at('item'), item.item, `the circuit, number or element of item ${index + 1}`);
    missing('amount-billed', at('billed'), item.billed, `the amount billed of item ${index + 1}`);
    missing('amount-disputed', at('disputed'), item.disputed, `the amount disputed of item ${index + 1}`);
    missing('reason', at('reason'), item.reason?.trim(), `the reason of item ${index + 1}`);
    problems.push(...amountProblems(item.billed, item.disputed, at('disputed')));
    const key = `${item.item ?? ''}/${item.line ?? ''}`;
    const before = seen.get(key);
    if (item.item !== undefined && before !== undefined) problems.push(twice(at('item'), item.item, before));
    seen.set(key, index + 1);
  });
  return problems;
}

const leftOut = (field: string, words: string): Problem => ({
  id: 'dispute/missing',
  field,
  sentence: `The dispute does not say ${words}.`,
  cure: 'Add it and file the dispute again.',
});

const wholeBill = (): Problem => ({
  id: 'dispute/whole-bill',
  field: 'items',
  sentence: 'The dispute is of the bill as a whole.',
  cure: 'Name each item that is disputed, with its amount and the reason; the rest of the bill is paid.',
});

const twice = (field: string, item: string, before: number): Problem => ({
  id: 'dispute/twice',
  field,
  sentence: `"${item}" is disputed by item ${before} already.`,
  cure: 'Put both into one item.',
});

/** What is disputed of an item is over zero and no more than was billed of it. */
export function amountProblems(
  billed: string | undefined,
  disputed: string | undefined,
  field: string,
): Problem[] {
  if (disputed === undefined) return [];
  if (compare(decimal(disputed), ZERO) <= 0) {
    return [
      {
        id: 'dispute/amount',
        field,
        sentence: `An amount of $${disputed} is in dispute.`,
        cure: 'Give dollars over zero.',
      },
    ];
  }
  if (billed === undefined || compare(decimal(disputed), decimal(billed)) <= 0) return [];
  return [
    {
      id: 'dispute/amount',
      field,
      sentence: `$${disputed} is disputed of an item of which $${billed} was billed.`,
      cure: 'Give no more than was billed.',
    },
  ];
}
