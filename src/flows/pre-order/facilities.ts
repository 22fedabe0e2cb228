import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { loopQualification } from '../../articles/dsl/qualification/loop-qualification.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { Place } from '../../network/plant/find-address.ts';
import { loopsAt, spareLoops } from '../../network/plant/loops.ts';
import type { Tx } from '../../platform/transaction.ts';
import { knownLoops } from './loops-of.ts';
import type { KnownLoop } from './loops-of.ts';

/** A pair that could serve a place. */
export interface Candidate extends Pick<KnownLoop, 'loop' | 'status'> {
  /** It carries what is asked for as it is, after conditioning, or not. */
  readonly fit: 'available' | 'conditioned' | 'none';
  readonly why?: string;
}

export interface Facilities {
  readonly state: 'available' | 'conditioned' | 'none';
  readonly candidates: readonly Candidate[];
  /** Pairs in use at the place: what a migration would take over. */
  readonly working: number;
  /** The pairs looked at, for what is said of their records. */
  readonly loops: readonly KnownLoop[];
}

/** Whether so many spare pairs reach a place, and in which state, for a technology where one is named. */
export async function facilitiesAt(
  tx: Tx,
  agreement: Agreement,
  place: Place,
  {
    quantity,
    technology,
    askedAt,
  }: { readonly quantity: number; readonly technology?: string | undefined; readonly askedAt: string },
): Promise<Result<Facilities>> {
  const provider = agreement.parties.ilec;
  const here = await loopsAt(tx, provider, place.addressId);
  const { terminal, wireCenter } = place;
  const there = terminal === undefined ? [] : await spareLoops(tx, provider, { wireCenter, terminal });
  // A spare pair that ends at another place serves that one.
  const free = there.filter(({ addressId }) => addressId === undefined);
  const spare = await knownLoops(
    tx,
    agreement,
    [...here.filter(({ status }) => status === 'spare'), ...free],
    askedAt,
  );
  const fits = spare.map((loop) => ({ loop, fit: fitOf(agreement, loop, technology, askedAt) }));
  const [first] = fits;
  // A pair whose record cannot be judged serves nobody and hides no other; where none can be judged, the question is wrong.
  if (first && !first.fit.ok && fits.every(({ fit }) => !fit.ok)) return first.fit;
  const candidates = fits.map(({ loop: { loop, status }, fit }): Candidate =>
    fit.ok
      ? fit.value
      : { loop, status, fit: 'none', why: fit.problems.map(({ sentence }) => sentence).join(' ') },
  );
  const count = (...fits: readonly Candidate['fit'][]): number =>
    candidates.filter(({ fit }) => fits.includes(fit)).length;
  const state =
    count('available') >= quantity
      ? 'available'
      : count('available', 'conditioned') >= quantity
        ? 'conditioned'
        : 'none';
  return ok({
    state,
    candidates,
    working: here.filter(({ status }) => status === 'working').length,
    loops: spare,
  });
}

function fitOf(
  agreement: Agreement,
  { loop, status, makeup }: KnownLoop,
  technology: string | undefined,
  askedAt: string,
): Result<Candidate> {
  if (makeup.carrier !== 'none')
    return ok({
      loop,
      status,
      fit: 'none',
      why: `It is on a carrier system (${makeup.carrier}): no copper all the way.`,
    });
  if (technology === undefined) return ok({ loop, status, fit: 'available' });
  const decided = runDecision(
    loopQualification,
    agreement,
    { makeup, technology },
    { asOf: localDate(agreement, askedAt) },
  );
  if (!decided.ok) return decided;
  const { reasons = [] } = (decided.value.details ?? {}) as {
    readonly reasons?: readonly { readonly sentence: string }[];
  };
  const why = reasons.map(({ sentence }) => sentence).join(' ');
  const fit =
    decided.value.value === 'green' ? 'available' : decided.value.value === 'yellow' ? 'conditioned' : 'none';
  return ok({ loop, status, fit, ...(why === '' ? {} : { why }) });
}
