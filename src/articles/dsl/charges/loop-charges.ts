import type { Agreement } from '../../../agreement/agreement.ts';
import type { Charge } from '../../../accounts/charge.ts';
import { parseCents } from '../../../base/money.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { loadManyEvents } from '../../../cases/store.ts';
import type { Tx } from '../../../platform/database.ts';
import { BEARING, caseCharges } from './case-charges.ts';
import type { CaseCharge } from './case-charges.ts';
import type { PricedElement } from '../../../accounts/priced-element.ts';

/** Cases that bear a charge by an event between two instants. */
const CASES = `
  SELECT s.case_id AS "caseId", s.kind FROM case_state s
   WHERE s.agreement_id = $1 AND s.kind = ANY($2) AND EXISTS (
     SELECT FROM event e WHERE (e.agreement_id, e.case_id) = (s.agreement_id, s.case_id) AND e.kind = ANY($3)
        AND e.occurred_at >= $4 AND e.occurred_at < $5)
   ORDER BY 1`;

/** The first month that was ever billed here. */
const FIRST = `SELECT min(month) AS month FROM month_close WHERE agreement_id = $1 AND state = 'issued'`;

/** How many lines of issued bills charge an element for a case and day. */
const BILLED = `
  SELECT l.source_id AS "caseId", l.element, l.from_date AS "on", count(*)::integer AS count
    FROM invoice_line l JOIN invoice i USING (agreement_id, number)
   WHERE l.agreement_id = $1 AND i.status = 'issued' AND l.source_kind = 'case' AND l.source_id = ANY($2)
     AND l.corrects_invoice IS NULL
   GROUP BY 1, 2, 3`;

/**
 * What work on loops bears on the bill of a month: conditioning that was accepted, pairs that were swapped, tests by both carriers. What
 * was recorded after its month was issued is on the next bill; what lies before the first month that was billed here stood on another.
 */
export async function loopCharges(tx: Tx, agreement: Agreement, month: string): Promise<Result<Charge[]>> {
  const [first] = await tx.query<{ month: string | null }>(FIRST, [agreement.id]);
  const since = first?.month != null && first.month < month ? first.month : month;
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
  const bearing = Object.entries(BEARING).flatMap(([kind, names]) => names.map((name) => `${kind}.${name}`));
  const cases = await tx.query<{ caseId: string; kind: string }>(CASES, [
    agreement.id,
    Object.keys(BEARING),
    bearing,
    beginOf(agreement, since),
    beginOf(agreement, next),
  ]);
  if (cases.length === 0) return ok([]);
  const ids = cases.map(({ caseId }) => caseId);
  const events = await loadManyEvents(tx, agreement.id, ids);
  const onBills = await tx.query<{ caseId: string; element: string; on: string; count: number }>(BILLED, [
    agreement.id,
    ids,
  ]);
  const billed = new Map(onBills.map((row) => [keyOf(row.caseId, row.element, row.on), row.count]));
  const problems: Problem[] = [];
  const charges: Charge[] = [];
  for (const { caseId, kind } of cases) {
    const borne = caseCharges(agreement, kind, events.get(caseId) ?? []);
    if (!borne.ok) {
      problems.push(...borne.problems.map((problem) => ({ ...problem, field: caseId })));
      continue;
    }
    const lines = borne.value
      .filter(({ on }) => on >= `${since}-01` && on < `${next}-01`)
      .flatMap((one) => linesOf(agreement, caseId, one));
    for (const line of lines) {
      const key = keyOf(caseId, line.element, line.from);
      const left = billed.get(key) ?? 0;
      if (left > 0) billed.set(key, left - 1);
      else charges.push({ ...line, sortKey: `${line.sortKey} ${String(charges.length).padStart(4, '0')}` });
    }
  }
  return problems.length > 0 ? fail(...problems) : ok(charges);
}

const keyOf = (caseId: string, element: string, on: string): string => JSON.stringify([caseId, element, on]);

const beginOf = ({ timeZone }: Agreement, month: string): string =>
  Temporal.PlainDate.from(`${month}-01`).toZonedDateTime(timeZone).toInstant().toString();

function linesOf(agreement: Agreement, caseId: string, { on, receipt }: CaseCharge): Charge[] {
  const { lines } = receipt.details as { readonly lines: readonly PricedElement[] };
  const { ilec, clec } = agreement.parties;
  return lines.map((line): Charge => {
    const amount = parseCents(line.amount);
    if (amount === undefined) throw new Error(`${line.amount} is no amount.`);
    const { element, quantity, unit, rate, clause, provenance } = line;
    return {
      biller: ilec,
      billed: clec,
      account: 'services',
      kind: 'one-time',
      element,
      description: `${line.description}, ${caseId}`,
      clause,
      quantity,
      unit,
      rate,
      amount,
      provenance,
      from: on,
      to: on,
      source: { kind: 'case', id: caseId },
      sortKey: `${on} ${caseId}`,
      receipt,
    };
  });
}
