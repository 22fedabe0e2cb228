import type { Agreement } from '../agreement/agreement.ts';
import { cents } from '../base/money.ts';
import type { Charge } from './charge.ts';

/** For tests: a charge that stands for those that articles make. */
export function sampleCharge(agreement: Agreement, fields: Partial<Charge> = {}): Charge {
  const { ilec, clec } = agreement.parties;
  const amount = fields.amount ?? cents(1800);
  return {
    biller: ilec,
    billed: clec,
    account: 'services',
    kind: 'recurring',
    element: 'loop',
    description: 'Loop, one month',
    clause: 'A §8',
    quantity: '1',
    unit: 'month',
    rate: '18.00',
    amount,
    provenance: 'seed',
    from: '2026-11-01',
    to: '2026-11-30',
    source: { kind: 'circuit', id: '10.LX.1' },
    sortKey: '1',
    receipt: {
      decision: 'recurring-charge',
      agreement: agreement.ref,
      asOf: '2026-11-01',
      asKnown: null,
      facts: {},
      steps: [],
      value: '18.00',
      clause: 'A §8',
    },
    ...fields,
  };
}
