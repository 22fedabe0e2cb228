import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/transaction.ts';
import { takenCapacity } from './free-capacity.ts';
import type { CapacityPool } from './free-capacity.ts';
import { NOTHING_TAKEN, freeLines } from './limits.ts';
import type { CapacityLimits } from './limits.ts';

/** Lines of one day in a window of time. */
export interface CapacityPart {
  /** ISO date where the office is. */
  readonly date: string;
  /** Instants. */
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly lines: number;
}

export interface CapacityRequest {
  readonly agreementId: string;
  readonly caseId: string;
  /** The incumbent of the agreement. */
  readonly provider: string;
  /** CLLI of the building. */
  readonly office: string;
  readonly parts: readonly CapacityPart[];
  readonly limits: CapacityLimits;
  /** Of what; default: lines on the frames. */
  readonly pool?: CapacityPool;
  /** Instant; wall time of the caller. */
  readonly bookedAt: string;
}

/**
 * Books lines of an office for a case: all parts or none. Scope of the agreement. Days that have too little left come back as
 * problems, all at once. Nobody else books on these days until the transaction ends, and the database refuses what is
 * over the capacity whoever asks.
 */
export async function bookCapacity(
  tx: Tx,
  request: CapacityRequest,
): Promise<Result<readonly CapacityPart[]>> {
  const { agreementId, caseId, provider, office, limits, bookedAt, pool = 'frames' } = request;
  const parts = request.parts.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  // In the order of the days, so that two bookings of several days do not wait for each other.
  for (const { date } of parts) await tx.query('SELECT meetpoint_capacity_lock($1, $2)', [provider, date]);
  const [first, last] = [parts[0]?.date ?? '', parts.at(-1)?.date ?? ''];
  if (first === '') return ok([]);
  const taken = await takenCapacity(tx, { provider, office, from: first, to: last, pool });
  const own = await tx.query<{ on_date: string }>(
    `SELECT on_date FROM capacity_booking
      WHERE agreement_id = $1 AND case_id = $2 AND office = $3 AND pool = $4 AND released_at IS NULL`,
    [agreementId, caseId, office, pool],
  );
  const problems = parts.flatMap(({ date, lines }): Problem[] => {
    if (own.some(({ on_date: booked }) => booked === date)) {
      return [
        {
          id: 'capacity/booked',
          field: 'date',
          sentence: `${caseId} has lines of ${office} on ${date} already.`,
          cure: 'Give them back first.',
        },
      ];
    }
    const free = freeLines(limits, taken.get(date) ?? NOTHING_TAKEN);
    if (lines <= free) return [];
    return [
      {
        id: 'capacity/full',
        field: 'date',
        ...(pool === 'frames'
          ? {
              sentence: `${office} can cut over ${free} more ${free === 1 ? 'line' : 'lines'} on ${date}, and ${lines} are asked for.`,
              cure: 'Take a day that has as many lines free, or fewer lines.',
            }
          : {
              sentence: `No technician of ${office} is free in that window on ${date}.`,
              cure: 'Take another window or another day.',
            }),
      },
    ];
  });
  if (problems.length > 0) return fail(...problems);
  await tx.insertMany(
    'capacity_booking',
    [
      'agreement_id',
      'case_id',
      'provider',
      'office',
      'pool',
      'on_date',
      'window_from',
      'window_to',
      'lines',
      'office_limit',
      'provider_limit',
      'agreement_limit',
      'booked_at',
    ],
    parts.map(({ date, windowFrom, windowTo, lines }) => [
      agreementId,
      caseId,
      provider,
      office,
      pool,
      date,
      windowFrom,
      windowTo,
      lines,
      limits.officeLines ?? null,
      limits.providerLines ?? null,
      limits.agreementLines ?? null,
      bookedAt,
    ]),
  );
  return ok(parts);
}
