import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { OrderCompletion } from '../../articles/ordering/close-orders.ts';
import { unwrap } from '../../base/result.ts';
import { pricedConversions } from './conversions.ts';

const missouri = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const conversion = (
  more: Partial<OrderCompletion>,
  receivedAt = '2026-10-12T15:00:00Z',
): OrderCompletion => ({
  caseId: 'ASR/SKT/C1/01',
  act: 'W',
  product: 'eel-ds1',
  wireCenter: 'CLMAMOXA',
  zWireCenter: 'HLVLMOXA',
  quantity: 1,
  address: '5 Elm',
  ecckts: ['60.HCGS.000901.CTM'],
  completedOn: '2026-10-14',
  lsr: { receivedAt } as OrderCompletion['lsr'],
  ...more,
});
const pricedFrom = (completion: OrderCompletion): string | undefined =>
  unwrap(pricedConversions(missouri, '2026-10', [completion]))[0]?.pricedFrom;

test('a conversion is priced from the billing cycle after its request', () => {
  assert.equal(pricedFrom(conversion({})), '2026-11-01');
  // Requested in September and done in October: from the first day of October.
  assert.equal(pricedFrom(conversion({}, '2026-09-20T15:00:00Z')), '2026-10-01');
  // Months before are billed: what was requested in July is priced anew from October.
  assert.equal(pricedFrom(conversion({}, '2026-07-20T15:00:00Z')), '2026-10-01');
});

test('a migration of lines and a new circuit are priced from their completion', () => {
  assert.equal(pricedFrom(conversion({ caseId: 'LSR/SKT/C1/01' })), undefined);
  assert.equal(pricedFrom(conversion({ act: 'N' })), undefined);
});
