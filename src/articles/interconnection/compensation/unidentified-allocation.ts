import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import {
  ONE,
  compare,
  decimal,
  divide,
  isNegative,
  isZero,
  multiply,
  rational,
  subtract,
  toText,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { allocateUnidentified } from './allocate-unidentified.ts';
import type { Ratio } from './allocate-unidentified.ts';
import { percentOf, ratioOfFactors } from './default-factors.ts';
import { negative } from './problems.ts';
import { factorsTerm, unidentifiedTerm } from './terms.ts';
import type { UnidentifiedAllocation } from './terms.ts';

const HUNDRED = rational(100);

const Facts = Type.Object(
  {
    totals: Type.Object(
      {
        minutes: DecimalText('Billed minutes that came in the month, with and without a number'),
        unidentifiedMinutes: Type.Optional(DecimalText('Those of them whose originator is not known')),
        calls: Type.Optional(Type.Integer({ minimum: 0, description: 'Calls that came' })),
        callsWithNumber: Type.Optional(
          Type.Integer({ minimum: 0, description: 'Those of them that carried a calling number' }),
        ),
      },
      { additionalProperties: false },
    ),
    cpnShare: Type.Optional(
      DecimalText(
        'Share of what came with a calling number, counted as the agreement says: in percent (88), or as a part of one (0.88) up to 1',
      ),
    ),
    ratios: Type.Optional(
      Type.Object(
        {
          local: DecimalText('Weight of local minutes'),
          toll: DecimalText('Weight of toll minutes'),
          interstate: Type.Optional(
            DecimalText('Weight of interstate toll, where the agreement tells it apart'),
          ),
          voip: Type.Optional(DecimalText('Weight of Internet voice')),
        },
        {
          additionalProperties: false,
          description: 'What the identified minutes are, or what the factor in force says; in any unit',
        },
      ),
    ),
    on: Type.Optional(IsoDate('A day of the month')),
  },
  { additionalProperties: false },
);
type Given = Static<typeof Facts>;

/** How minutes of unknown originators are paid, by the share of calls that came with a number. */
export const unidentifiedAllocation = defineDecision({
  name: 'unidentified-allocation',
  doc: 'Minutes without a known originator that are paid as toll or access. Details have them by bucket.',
  facts: Facts,
  value: 'decimal',
  asOf: ({ on }) => on,
  decide: (facts, view, trace) => {
    const term = view.term(unidentifiedTerm);
    const problems = [...(term.ok ? [] : term.problems), ...wrongFacts(facts)];
    if (!term.ok || problems.length > 0) return fail(...problems);
    const share = shareOf(facts, term.value);
    const ratio = ratioOf(facts, term.value, view);
    if (!share.ok || !ratio.ok)
      return fail(...[share, ratio].flatMap((part) => (part.ok ? [] : part.problems)));
    const unidentified = unidentifiedOf(facts, share.value, term.value, trace);
    const allocated = allocateUnidentified(term.value, unidentified, share.value, ratio.value);
    for (const step of allocated.steps) trace.add(step);
    return ok({
      value: toText(allocated.access),
      clause: term.value.citation,
      details: {
        test: allocated.test,
        unidentified: toText(unidentified),
        buckets: Object.fromEntries(
          [...allocated.minutes].map(([bucket, minutes]) => [bucket, toText(minutes)]),
        ),
      },
    });
  },
});

function wrongFacts({ totals, cpnShare, ratios }: Given): Problem[] {
  const problems: Problem[] = [];
  const amounts = {
    'totals.minutes': totals.minutes,
    'totals.unidentifiedMinutes': totals.unidentifiedMinutes,
    cpnShare,
    'ratios.local': ratios?.local,
    'ratios.toll': ratios?.toll,
    'ratios.interstate': ratios?.interstate,
    'ratios.voip': ratios?.voip,
  };
  for (const [field, text] of Object.entries(amounts))
    if (text !== undefined && isNegative(decimal(text))) problems.push(negative(field));
  const more = (field: string, sentence: string): void => {
    problems.push({ id: 'interconnection/more-than-all', field, sentence, cure: 'Correct one of the two.' });
  };
  const { unidentifiedMinutes, calls, callsWithNumber } = totals;
  if (unidentifiedMinutes !== undefined && compare(decimal(unidentifiedMinutes), decimal(totals.minutes)) > 0)
    more('totals.unidentifiedMinutes', 'More minutes are unidentified than came.');
  if (calls !== undefined && callsWithNumber !== undefined && callsWithNumber > calls)
    more('totals.callsWithNumber', 'More calls came with a number than came.');
  if (cpnShare !== undefined && compare(decimal(cpnShare), HUNDRED) > 0)
    more('cpnShare', 'More than all calls came with a number.');
  if (ratios && Object.values(ratios).every((weight) => isZero(decimal(weight))))
    problems.push({
      id: 'interconnection/no-ratio',
      field: 'ratios',
      sentence: 'Nothing divides nothing: all weights are zero.',
      cure: 'Give the identified minutes, or leave the ratios out.',
    });
  return problems;
}

/** In percent: as given, or counted from the totals. */
function shareOf({ totals, cpnShare }: Given, term: Term<UnidentifiedAllocation>): Result<Rational> {
  if (cpnShare !== undefined) {
    const share = decimal(cpnShare);
    return ok(compare(share, ONE) <= 0 ? multiply(share, HUNDRED) : share);
  }
  const { minutes, unidentifiedMinutes, calls, callsWithNumber } = totals;
  const [part, all] =
    term.value.test === 'calls'
      ? [callsWithNumber === undefined ? undefined : rational(callsWithNumber), rational(calls ?? 0)]
      : [
          unidentifiedMinutes === undefined
            ? undefined
            : subtract(decimal(minutes), decimal(unidentifiedMinutes)),
          decimal(minutes),
        ];
  if (part !== undefined && !isZero(all)) return ok(multiply(divide(part, all), HUNDRED));
  return fail({
    id: 'interconnection/no-share',
    field: 'cpnShare',
    sentence: `The share of ${term.value.test} that came with a number is not known.`,
    cure:
      term.value.test === 'calls'
        ? 'Give cpnShare, or totals.calls and totals.callsWithNumber.'
        : 'Give cpnShare, or totals.unidentifiedMinutes.',
    clause: term.citation,
  });
}

function ratioOf({ ratios }: Given, term: Term<UnidentifiedAllocation>, view: AgreementView): Result<Ratio> {
  if (ratios)
    return ok({
      local: decimal(ratios.local),
      toll: decimal(ratios.toll),
      interstate: decimal(ratios.interstate ?? '0'),
      voip: decimal(ratios.voip ?? '0'),
    });
  if (term.value.within === 'factors') {
    const factors = view.term(factorsTerm);
    if (!factors.ok) return factors;
    return ok(ratioOfFactors(percentOf(factors.value.value.plu), percentOf(factors.value.value.piu)));
  }
  return fail({
    id: 'interconnection/no-ratio',
    field: 'ratios',
    sentence: 'Unidentified minutes are divided as the identified ones, and those are not given.',
    cure: 'Give ratios: the identified local and toll minutes.',
    clause: term.citation,
  });
}

/** Where nobody counted the minutes they are taken to be the same share as the calls, and the receipt says so. */
function unidentifiedOf(
  { totals }: Given,
  share: Rational,
  term: Term<UnidentifiedAllocation>,
  trace: Trace,
): Rational {
  if (totals.unidentifiedMinutes !== undefined) return decimal(totals.unidentifiedMinutes);
  const part = divide(multiply(decimal(totals.minutes), subtract(HUNDRED, share)), HUNDRED);
  trace.add({
    id: 'unidentified',
    sentence: `The unidentified minutes were not counted: taken as ${toText(subtract(HUNDRED, share))} % of ${totals.minutes}`,
    out: toText(part),
    ...cited(term),
  });
  return part;
}
