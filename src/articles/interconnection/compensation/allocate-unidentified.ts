import type { Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { parseQuantity } from '../../../base/quantity.ts';
import { ZERO, compare, divide, isZero, multiply, subtract, sum, toText } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { wholeMinutes } from './divide-minutes.ts';
import type { UnidentifiedAllocation } from './terms.ts';

/** Weights of what unidentified minutes are taken to be, in any unit. */
export interface Ratio {
  readonly local: Rational;
  readonly toll: Rational;
  /** Interstate toll; part of toll where the agreement does not tell it apart. */
  readonly interstate: Rational;
  readonly voip: Rational;
}

/** Unidentified minutes by the bucket where they go; they are as many as there were. */
export interface Allocated {
  /** Whether enough came with a number. */
  readonly test: 'within' | 'beyond';
  readonly minutes: ReadonlyMap<string, Rational>;
  /** Those that are paid as toll or access. */
  readonly access: Rational;
  readonly steps: readonly Step[];
}

/**
 * Divides unidentified minutes. Where the share of what came with a number is enough they are divided by the ratio; otherwise
 * all of them go where the term sends them.
 * @param share of what came with a calling number, in percent, counted as the term says.
 */
export function allocateUnidentified(
  term: Term<UnidentifiedAllocation>,
  unidentified: Rational,
  share: Rational,
  ratio: Ratio,
): Allocated {
  const { test: counted, share: needed, atShare, beyond, local, toll } = term.value;
  const order = compare(share, parseQuantity(needed)?.value ?? ZERO);
  const test = order > 0 || (order === 0 && atShare === 'within') ? 'within' : 'beyond';
  const shown = `${toText(share)} % of the ${counted} came with a calling number, ${order > 0 ? 'more than' : order === 0 ? 'exactly' : 'less than'} ${needed}`;
  const first: Step = { id: 'share', sentence: shown, out: test, ...cited(term) };
  if (test === 'beyond') {
    const sentence = `All ${toText(unidentified)} minutes without a known originator are paid as ${beyond}`;
    const steps = [first, { id: 'beyond', sentence, out: toText(unidentified), ...cited(term) }];
    return { test, minutes: new Map([[beyond, unidentified]]), access: unidentified, steps };
  }
  const weights = weightsOf(term.value, ratio);
  const all = sum(weights.map(({ weight }) => weight));
  const minutes = new Map<string, Rational>();
  const put = (bucket: string, value: Rational): void => {
    if (!isZero(value)) minutes.set(bucket, sum([minutes.get(bucket) ?? ZERO, value]));
  };
  const moved = weights.map(({ bucket, weight }) => {
    const exact = isZero(all) ? ZERO : divide(multiply(unidentified, weight), all);
    const part = bucket === toll ? ZERO : wholeMinutes(exact, term.value.wholeMinutes);
    put(bucket, part);
    return bucket === local ? ZERO : part;
  });
  const rest = subtract(unidentified, sum(minutes.values()));
  put(toll, rest);
  const access = sum([rest, ...moved]);
  const shownRatio = weights.map(({ what, weight }) => `${what} ${toText(weight)}`).join(' : ');
  const parts = [...minutes].map(([bucket, value]) => `${toText(value)} ${bucket}`).join(', ');
  const steps = [
    first,
    {
      id: 'ratio',
      sentence: `${toText(unidentified)} unidentified minutes in the ratio ${shownRatio}; whole minutes, the rest ${toll}: ${parts || 'none'}`,
      out: toText(access),
      ...cited(term),
    },
  ];
  return { test, minutes, access, steps };
}

/** What the minutes may be, with its weight and its bucket; without a bucket of their own interstate calls are toll. */
function weightsOf(
  { local, toll, interstate, voip }: UnidentifiedAllocation,
  ratio: Ratio,
): { what: string; bucket: string; weight: Rational }[] {
  const apart = interstate !== undefined;
  return [
    { what: 'local', bucket: local, weight: ratio.local },
    { what: 'toll', bucket: toll, weight: apart ? ratio.toll : sum([ratio.toll, ratio.interstate]) },
    ...(apart ? [{ what: 'interstate', bucket: interstate, weight: ratio.interstate }] : []),
    ...(voip === undefined ? [] : [{ what: 'Internet voice', bucket: voip, weight: ratio.voip }]),
  ];
}
