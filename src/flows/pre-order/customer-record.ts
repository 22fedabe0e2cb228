import type { Agreement } from '../../agreement/agreement.ts';
import { numbersInService } from '../../inventory/look-up.ts';
import type { ResaleLine } from '../../inventory/resale-line.ts';
import type { RetailRecord } from '../../network/plant/tables.ts';
import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';

/** An open order about a number. Of another carrier's it is said that there is one, and no more. */
export interface Pending {
  readonly of: 'yours' | 'another carrier' | 'the incumbent';
  readonly order?: string;
  /** ISO date. */
  readonly dueOn?: string;
}

/** What is on an account. */
export interface AccountRecord {
  readonly name?: string;
  readonly address?: string;
  readonly numbers: readonly string[];
  readonly services: readonly { readonly code: string; readonly name: string; readonly quantity: number }[];
  readonly listing?: string;
  readonly freezes?: readonly string[];
  readonly contractEndsOn?: string;
  /** ISO date, of a circuit. */
  readonly inServiceOn?: string;
  readonly product?: string;
}

export interface CustomerRecord {
  readonly outcome: 'own-circuit' | 'retail-account' | 'other-carrier' | 'not-found';
  /** Circuit or account. */
  readonly account: string | null;
  readonly record: AccountRecord;
  readonly pending: readonly Pending[];
}

const CIRCUIT = prepared(
  `SELECT ecckt, product, address, numbers, resale, in_service_on FROM circuit
    WHERE agreement_id = $1 AND ecckt = $2 AND out_of_service_on IS NULL`,
);
const RETAIL = prepared(
  `SELECT r.account, r.numbers, r.record, concat_ws(', ', concat_ws(' ', a.house, a.street, nullif(a.unit, '')), a.city, a.state) AS address
     FROM retail_account r LEFT JOIN service_address a USING (provider, address_id)
    WHERE r.provider = $1 AND r.numbers @> ARRAY[$2]`,
);
const OWN_ORDER = prepared(
  `SELECT h.case_id, s.next_due_at, s.summary ->> 'dueDate' AS due FROM case_hold h JOIN case_state s USING (agreement_id, case_id)
    WHERE h.agreement_id = $1 AND h.what = 'number' AND h.value = $2`,
);
const ELSEWHERE = prepared('SELECT in_service, ordered FROM meetpoint_number_elsewhere($1)');

const NOTHING: AccountRecord = { numbers: [], services: [] };

/** Looks a number up where it may be on record. Scope of the agreement; the caller has seen to purpose and authority. */
export async function customerRecordOf(
  tx: Tx,
  agreement: Agreement,
  number: string,
): Promise<CustomerRecord> {
  const [elsewhere] = await tx.query<{ in_service: boolean; ordered: boolean }>(ELSEWHERE, [number]);
  const own = await tx.query<{ case_id: string; due: string | null }>(OWN_ORDER, [agreement.id, number]);
  const pending: Pending[] = [
    ...own.map(({ case_id: order, due }): Pending => ({
      of: 'yours',
      order,
      ...(due === null ? {} : { dueOn: due }),
    })),
    ...(elsewhere?.ordered ? [{ of: 'another carrier' } as const] : []),
  ];
  const ecckt = (await numbersInService(tx, agreement.id, [number])).get(number);
  if (ecckt !== undefined) {
    const [circuit] = await tx.query<{
      product: string;
      address: string;
      numbers: string[];
      resale: ResaleLine | null;
      in_service_on: string;
    }>(CIRCUIT, [agreement.id, ecckt]);
    if (circuit) return { outcome: 'own-circuit', account: ecckt, record: ofCircuit(circuit), pending };
  }
  const [retail] = await tx.query<{
    account: string;
    numbers: string[];
    record: RetailRecord;
    address: string;
  }>(RETAIL, [agreement.parties.ilec, number]);
  if (elsewhere?.in_service) return { outcome: 'other-carrier', account: null, record: NOTHING, pending: [] };
  if (!retail) return { outcome: 'not-found', account: null, record: NOTHING, pending: [] };
  const { pendingOrder, ...rest } = retail.record;
  return {
    outcome: 'retail-account',
    account: retail.account,
    record: {
      ...rest,
      numbers: retail.numbers,
      ...(retail.address === '' ? {} : { address: retail.address }),
    },
    pending: [
      ...pending,
      ...(pendingOrder === undefined
        ? []
        : [{ of: 'the incumbent', order: pendingOrder.order, dueOn: pendingOrder.dueOn } as const]),
    ],
  };
}

const ofCircuit = (circuit: {
  readonly product: string;
  readonly address: string;
  readonly numbers: readonly string[];
  readonly resale: ResaleLine | null;
  readonly in_service_on: string;
}): AccountRecord => ({
  product: circuit.product,
  address: circuit.address,
  numbers: circuit.numbers,
  inServiceOn: circuit.in_service_on,
  services: (circuit.resale?.usocs ?? []).map((code) => ({ code, name: code, quantity: 1 })),
});
