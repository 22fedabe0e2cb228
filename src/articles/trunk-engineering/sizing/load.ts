import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { decimal, divide, isNegative, multiply, rational, toFixed, toText } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { readBlocking } from '../rules/erlang-b.ts';
import { gradeTerm } from './terms.ts';
import type { sizingTerm } from './terms.ts';

export type Sizing = Term<NonNullable<(typeof sizingTerm)['type']>>;

/** An erlang is one trunk busy for the whole hour: 3,600 call seconds, 36 hundreds of them. */
const CCS_PER_ERLANG = rational(36);

export const toErlangs = (ccs: Rational): Rational => divide(ccs, CCS_PER_ERLANG);
export const toCcs = (erlangs: Rational): Rational => multiply(erlangs, CCS_PER_ERLANG);

/** A load as the agreement states it. */
export const stated = (load: Rational, { value }: Sizing): string =>
  toFixed(load, value.decimals, value.rounding);

/** The offered load in erlangs, from facts that give it in one of two units. */
export function readLoad(
  { erlangs, ccs }: { readonly erlangs?: string | undefined; readonly ccs?: string | undefined },
  sizing: Sizing,
  trace: Trace,
): Result<Rational> {
  const given = erlangs ?? ccs;
  if (given === undefined || (erlangs !== undefined && ccs !== undefined))
    return fail({
      id: 'trunks/load',
      field: 'erlangs',
      sentence: given === undefined ? 'No load is given.' : 'The load is given twice.',
      cure: 'Give it in erlangs or in ccs (hundred call seconds of the busy hour).',
    });
  const value = decimal(given);
  if (isNegative(value))
    return fail({
      id: 'trunks/load',
      field: erlangs === undefined ? 'ccs' : 'erlangs',
      sentence: `${given} is less than no load.`,
      cure: 'Give the load that is offered in the busy hour, zero or more.',
    });
  const load = erlangs === undefined ? toErlangs(value) : value;
  trace.add({
    id: 'load',
    sentence:
      erlangs === undefined
        ? `${given} CCS ÷ 36 → ${stated(load, sizing)} erlangs`
        : `${given} erlangs × 36 → ${stated(toCcs(load), sizing)} CCS`,
    out: stated(load, sizing),
    ...cited(sizing),
  });
  return ok(load);
}

/** The share of calls that may find all trunks busy: as asked for, or by the class of the group. */
export function readGrade(
  {
    blocking,
    trafficClass,
  }: { readonly blocking?: string | undefined; readonly trafficClass?: string | undefined },
  view: AgreementView,
  trace: Trace,
): Result<Rational> {
  if (blocking !== undefined && trafficClass === undefined) {
    const share = readBlocking(blocking);
    if (!share) return fail(notAShare(blocking));
    trace.add({ id: 'grade', sentence: `Blocking of ${blocking}, as asked for`, out: blocking });
    return ok(share);
  }
  if (trafficClass === undefined || blocking !== undefined)
    return fail({
      id: 'trunks/grade',
      field: 'blocking',
      sentence:
        trafficClass === undefined ? 'No grade of service is given.' : 'Two grades of service are given.',
      cure: 'Give blocking (0.01) or trafficClass (end-office), of which the agreement says it.',
    });
  const term = view.term(gradeTerm, trafficClass);
  if (!term.ok) return term;
  const percent = parseQuantity(term.value.value.blocking)?.value ?? rational(0);
  const share = toText(divide(percent, rational(100)));
  const grade = readBlocking(share);
  if (!grade) return fail({ ...notAShare(share), clause: term.value.citation });
  trace.add({
    id: 'grade',
    sentence: `A ${trafficClass} group blocks no more than ${term.value.value.blocking} → ${share}`,
    out: share,
    ...cited(term.value),
  });
  return ok(grade);
}

const notAShare = (text: string) => ({
  id: 'trunks/blocking',
  field: 'blocking',
  sentence: `${text} is no share of calls between none and all.`,
  cure: 'Write it like 0.01: one call of a hundred.',
});
