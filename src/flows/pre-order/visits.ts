import { Type } from 'typebox';
import type { Agreement, Term } from '../../agreement/agreement.ts';
import { appointmentsTerm } from '../../articles/oss-access/appointments/terms.ts';
import { visitDays } from '../../articles/oss-access/appointments/visit-windows.ts';
import type {
  Appointments,
  VisitDays,
  VisitWindow,
} from '../../articles/oss-access/appointments/visit-windows.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import { takenCapacity } from '../../network/capacity/free-capacity.ts';
import type { CapacityPool } from '../../network/capacity/free-capacity.ts';
import { NOTHING_TAKEN, freeLines } from '../../network/capacity/limits.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';
import { hasPlace, placeFor } from './place-facts.ts';
import type { GivenPlace } from './place-facts.ts';

export const PonFact = Type.String({
  pattern: "^[A-Za-z0-9][A-Za-z0-9.,'-]{0,15}$",
  description: 'Purchase order number of the order to come',
});

/** What the booking of a visit is kept under: it is no case, and ends with the order of that PON when that is cancelled. */
export const visitCase = (pon: string): string => `VISIT/${pon.toUpperCase()}`;
export const visitPool = (window: string): CapacityPool => `visits/${window}`;

/** An office with the term and the days of its visits. */
export interface VisitOffice {
  /** CLLI of the building. */
  readonly office: string;
  readonly term: Term<Appointments>;
  readonly days: VisitDays;
}

/** Which office a visit comes from, and when that can be. */
export async function whereTo(
  tx: Tx,
  agreement: Agreement,
  facts: GivenPlace & { readonly wireCenter?: string },
  askedAt: string,
): Promise<Result<VisitOffice>> {
  const view = agreement.at(localDate(agreement, askedAt));
  const term = view.term(appointmentsTerm);
  if (!term.ok) return term;
  const place = hasPlace(facts) ? await placeFor(tx, agreement.parties.ilec, facts) : undefined;
  if (place && !place.ok) return place;
  const office = place?.value.wireCenter ?? facts.wireCenter;
  if (office === undefined) return fail(noOffice);
  const offices = view.rows(wireCentersTable).map(({ value }) => value.clli);
  if (place === undefined && !offices.includes(office)) return fail(otherOffice(office, offices));
  return ok({ office, term: term.value, days: visitDays(agreement, term.value, askedAt) });
}

/** The windows with the visits of all carriers in each and how many are left. */
export async function visitsOf(
  tx: Tx,
  agreement: Agreement,
  { office, term }: VisitOffice,
  windows: readonly VisitWindow[],
): Promise<(VisitWindow & { readonly visits: number; readonly free: number })[]> {
  const [first, last] = [windows[0]?.on, windows.at(-1)?.on];
  if (first === undefined || last === undefined) return [];
  const taken = new Map<string, Awaited<ReturnType<typeof takenCapacity>>>();
  for (const window of new Set(windows.map((one) => one.window))) {
    const pool = visitPool(window);
    const days = { provider: agreement.parties.ilec, office, from: first, to: last, pool };
    taken.set(window, await takenCapacity(tx, days));
  }
  return windows.map((one) => {
    const lines = taken.get(one.window)?.get(one.on) ?? NOTHING_TAKEN;
    return { ...one, visits: lines.officeLines, free: freeLines({ officeLines: term.value.most }, lines) };
  });
}

const noOffice: Problem = {
  id: 'pre-order/no-place',
  field: 'wireCenter',
  sentence: 'Neither office nor place is named.',
  cure: 'Give wireCenter, addressId or the address.',
};

const otherOffice = (office: string, offices: readonly string[]): Problem => ({
  id: 'pre-order/no-such-office',
  field: 'wireCenter',
  sentence: `The agreement has no office ${office}.`,
  cure: `Offices are: ${offices.join(', ')}.`,
});

const LOCK = prepared("SELECT pg_advisory_xact_lock(hashtextextended('visit ' || $1 || ' ' || $2, 0))");

/** One booking of a PON after the other, until the transaction ends. */
export const lockVisit = async (tx: Tx, { id }: Pick<Agreement, 'id'>, pon: string): Promise<void> => {
  await tx.query(LOCK, [id, visitCase(pon)]);
};
