import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Charge } from '../../accounts/charge.ts';
import type { Vehicle } from '../../agreement/precedence-terms.ts';
import { parseCents } from '../../base/money.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ChargedOrderFacts } from './charges/facts.ts';
import { orderChargesDecision } from './charges/order-charges-decision.ts';
import type { ChargedElement } from './charges/order-charges-decision.ts';
import type { Lsr } from './lsr.ts';

type Request = Pick<
  Lsr,
  'ccna' | 'pon' | 'ver' | 'act' | 'channel' | 'product' | 'accountStatus' | 'expedite'
>;

/** A version that bears charges: completed, or changed or cancelled at a stage. Completions of a month are such versions. */
export interface ChargedVersion extends Pick<
  ChargedOrderFacts,
  | 'outcome'
  | 'stage'
  | 'change'
  | 'laterDates'
  | 'coordination'
  | 'conditioning'
  | 'previousRejection'
  | 'conversion'
  | 'addresses'
> {
  readonly caseId: string;
  readonly lsr: Request & { readonly project?: string | undefined };
  readonly quantity: number;
  /** ISO date whose prices apply: of the completion, the change, the cancellation. */
  readonly completedOn: string;
  readonly wireCenter?: string;
  /** Under what it is bought; absent: the agreement. */
  readonly vehicle?: Vehicle;
}

/**
 * The one-time lines that a version brings: one for each element, at the prices of the day. An element that costs nothing
 * is a line of 0.00, not an absence.
 */
export function orderCharges(agreement: Agreement, version: ChargedVersion): Result<Charge[]> {
  const { lsr, completedOn, caseId } = version;
  const receipt = runDecision(
    orderChargesDecision,
    agreement,
    { order: factsOf(version) },
    { asOf: completedOn },
  );
  if (!receipt.ok) return receipt;
  const { elements } = receipt.value.details as { readonly elements: readonly ChargedElement[] };
  const { ilec, clec } = agreement.parties;
  return ok(
    elements.map((element, index): Charge => {
      const amount = parseCents(element.amount);
      if (amount === undefined) throw new Error(`${element.amount} is no amount.`);
      return {
        biller: ilec,
        billed: clec,
        account: 'services',
        kind: 'one-time',
        element: element.element,
        description: `${element.description}, PON ${lsr.pon}`,
        clause: element.clause,
        quantity: element.quantity,
        unit: element.unit,
        rate: element.rate,
        amount,
        provenance: element.provenance,
        from: completedOn,
        to: completedOn,
        source: { kind: 'case', id: caseId },
        sortKey: `${completedOn} ${caseId} ${String(index).padStart(2, '0')}`,
        receipt: receipt.value,
      };
    }),
  );
}

/** What an order says of its charges beside the order itself, by the names of the decision's facts. */
const SAID = [
  'outcome',
  'stage',
  'change',
  'laterDates',
  'coordination',
  'conditioning',
  'previousRejection',
  'conversion',
  'addresses',
  'vehicle',
] as const;

/** What the decision is asked: what is not said is left out. */
function factsOf(version: ChargedVersion): object {
  const { lsr, completedOn, caseId, quantity, wireCenter, conversion } = version;
  const isAccess = caseId.startsWith('ASR/');
  const said = Object.entries({
    ...Object.fromEntries(SAID.map((name) => [name, version[name]])),
    // An access order converts the circuit that is there; a local one migrates lines.
    ...(conversion === undefined && isAccess && (lsr.act === 'V' || lsr.act === 'W')
      ? { conversion: 'wholesale' }
      : {}),
    ...(lsr.project === undefined || lsr.project === '' ? {} : { project: true }),
  }).filter(([, value]) => value !== undefined);
  return {
    act: lsr.act === 'Z' ? 'V' : lsr.act,
    channel: lsr.channel,
    product: lsr.product,
    quantity,
    ...(wireCenter === undefined || wireCenter === '' ? {} : { wireCenter }),
    accountStatus: lsr.accountStatus,
    expedite: lsr.expedite,
    ...Object.fromEntries(said),
    on: completedOn,
    ccna: lsr.ccna,
    pon: lsr.pon,
    ver: lsr.ver,
  };
}
