import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Receipt } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import type { CaseEvent } from '../../../cases/kind.ts';
import { billOf } from '../conditioning/conditioning-guards.ts';
import { cooperativeTestCharge } from '../testing/cooperative-test-charge.ts';
import { lineStationTransferCharge } from '../transfer/line-station-transfer.ts';

/** One moment at which a case bears something. */
export interface CaseCharge {
  /** ISO date on which it is borne. */
  readonly on: string;
  readonly receipt: Receipt;
}

/** Events that bear a charge, by the kind of the case. */
export const BEARING: Readonly<Record<string, readonly string[]>> = {
  'loop-conditioning': ['accepted'],
  'line-station-transfer': ['settled'],
  'cooperative-test': ['passed', 'failed'],
};

/** What a case bears by its events, in their order: work when it is accepted, a swap when it is settled, each test when it was made. */
export function caseCharges(
  agreement: Agreement,
  kind: string,
  events: readonly CaseEvent[],
): Result<CaseCharge[]> {
  const charges: CaseCharge[] = [];
  for (const [index, event] of events.entries()) {
    if (BEARING[kind]?.includes(event.name) !== true) continue;
    const on = localDate(agreement, event.occurredAt);
    const receipt = receiptOf(agreement, kind, events.slice(0, index + 1), on);
    if (!receipt.ok) return receipt;
    charges.push({ on, receipt: receipt.value });
  }
  return ok(charges);
}

function receiptOf(
  agreement: Agreement,
  kind: string,
  events: readonly CaseEvent[],
  asOf: string,
): Result<Receipt> {
  if (kind === 'loop-conditioning') return billOf(agreement, events);
  const { name, body } = events.at(-1) as CaseEvent;
  if (kind === 'cooperative-test') {
    const result = name === 'passed' ? 'accepted' : 'failed';
    return runDecision(cooperativeTestCharge, agreement, { minutes: body['minutes'], result }, { asOf });
  }
  const { amount: _amount, ...facts } = body;
  return runDecision(lineStationTransferCharge, agreement, facts, { asOf });
}
