import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import {
  coilWork,
  conditioningChargesTerm,
  conditioningTerm,
  tapWork,
} from '../../../accounts/conditioning.ts';
import type { Conditioning, ConditioningRule, ConditioningWork } from '../../../accounts/conditioning.ts';
import { roundingTerm } from '../../../accounts/terms.ts';
import { cents, formatCents, parseCents } from '../../../base/money.ts';
import type { Cents } from '../../../base/money.ts';
import { rational } from '../../../base/rational.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { makeupProblems } from '../makeup/makeup-problems.ts';
import { pricedElement } from '../../../accounts/priced-element.ts';
import type { PricedElement } from '../../../accounts/priced-element.ts';
import { loopConditioningTerm } from './terms.ts';
import type { Work } from './terms.ts';
import { PARTS, isNothing, withoutWanted } from './wanted.ts';
import type { Wanted } from './wanted.ts';

/** What one kind of work costs; without the element where it is free. */
export interface ConditioningLine extends Partial<Omit<PricedElement, 'amount'>> {
  readonly work: Work;
  readonly charged: Conditioning;
  /** Dollars and cents. */
  readonly amount: string;
}

export interface ConditioningCost {
  readonly amount: Cents;
  readonly lines: readonly ConditioningLine[];
  readonly clause: string;
}

/**
 * What it costs to take the wanted things off a loop of so many pairs. Work whose price nobody has set, and work that is not
 * done, make it fail: neither is free.
 */
export function conditioningCost(
  view: AgreementView,
  makeup: LoopMakeup,
  wanted: Wanted,
  pairs: number,
  trace?: Trace,
): Result<ConditioningCost> {
  const offer = view.term(loopConditioningTerm);
  const rule = view.term(conditioningTerm);
  const left = withoutWanted(makeup, wanted);
  const missing = [offer, rule, left].flatMap((one) => (one.ok ? [] : [...one.problems]));
  missing.push(...makeupProblems(makeup));
  if (!offer.ok || !rule.ok || !left.ok || missing.length > 0) return fail(...missing);
  if (makeup.carrier !== 'none' && !isNothing(wanted)) return fail(noCopper(makeup, offer.value));
  const works = PARTS.filter(({ part }) => (wanted[part] ?? []).length > 0).map(({ work }) => {
    if (!offer.value.value.works.includes(work)) return fail(notDone(work, offer.value));
    const how = workOf(work, rule.value.value, makeup, left.value);
    if (how === undefined) return fail(notDone(work, rule.value));
    trace?.add({ id: work, sentence: how.sentence, out: how.charged, ...cited(rule.value) });
    return line(view, work, how, pairs, rule.value, trace);
  });
  const problems = works.flatMap((one) => (one.ok ? [] : [...one.problems]));
  if (problems.length > 0) return fail(...problems);
  const lines = works.flatMap((one) => (one.ok ? [one.value] : []));
  const amount = cents(lines.reduce((sum, one) => sum + one.cents, 0n));
  trace?.add({ id: 'total', sentence: `Sum of ${lines.length} works`, out: formatCents(amount) });
  return ok({ amount, lines: lines.map(({ cents: _cents, ...one }) => one), clause: rule.value.citation });
}

const feetOf = (list: readonly { readonly feet: number }[]): number =>
  list.reduce((sum, { feet }) => sum + feet, 0);

/** How the work is charged; undefined where the agreement does not say. */
function workOf(
  work: Work,
  rule: ConditioningRule,
  before: LoopMakeup,
  after: LoopMakeup,
): ConditioningWork | undefined {
  if (work === 'load-coils') return coilWork(rule, feetOf(before.segments));
  if (work === 'bridged-tap') return tapWork(rule, feetOf(before.bridgedTaps), feetOf(after.bridgedTaps));
  const { repeaters: charged } = rule;
  return charged && { charged, sentence: `${before.repeaters.length} repeaters on the loop` };
}

function line(
  view: AgreementView,
  work: Work,
  { charged }: ConditioningWork,
  pairs: number,
  rule: Term<ConditioningRule>,
  trace?: Trace,
): Result<ConditioningLine & { readonly cents: Cents }> {
  if (charged === 'free') return ok({ work, charged, amount: formatCents(cents(0)), cents: cents(0) });
  if (charged === 'not-offered') return fail(notDone(work, rule));
  if (charged === 'special-construction')
    return fail({
      id: 'dsl/special-construction',
      field: 'wanted',
      sentence: `Taking ${work.replace('-', ' ')} off this loop is special construction: it has no price of the list.`,
      cure: 'Ask for a quote by a case of conditioning, or leave it on the loop.',
      clause: rule.citation,
    });
  const names = view.term(conditioningChargesTerm);
  const rounding = view.term(roundingTerm);
  if (!names.ok) return names;
  if (!rounding.ok) return rounding;
  const { loadCoilPair, bridgedTapPair, repeaterPair } = names.value.value;
  const element = { 'load-coils': loadCoilPair, 'bridged-tap': bridgedTapPair, repeaters: repeaterPair }[
    work
  ];
  if (element === undefined) return fail(view.missing(`${names.value.key}.repeaterPair`));
  const priced = pricedElement(view, rounding.value, { element, quantity: rational(pairs) }, trace);
  if (!priced.ok) return priced;
  return ok({ work, charged, ...priced.value, cents: parseCents(priced.value.amount) ?? cents(0) });
}

const noCopper = ({ carrier }: LoopMakeup, term: Term<unknown>): Problem => ({
  id: 'dsl/no-copper',
  field: 'makeup.carrier',
  sentence: `A carrier system (${carrier}) lies between the office and the terminal: no copper pair goes all the way.`,
  cure: 'Ask for another pair, where one is spare.',
  clause: term.citation,
});

const notDone = (work: Work, term: Term<unknown>) => ({
  id: 'dsl/not-offered',
  field: 'wanted',
  sentence: `The agreement does not offer to take ${work.replace('-', ' ')} off a loop like this.`,
  cure: 'Leave it on the loop, or make a bona fide request.',
  clause: term.citation,
});
