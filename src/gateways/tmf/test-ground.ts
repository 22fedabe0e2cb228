import { fileURLToPath } from 'node:url';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { OrderRequest } from './resources.ts';

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../../agreements/${name}`, import.meta.url));

/** For tests: the agreement of Missouri, and one that shares no party with it. */
export const groundAgreements = (
  vocabulary: readonly Vocabulary[],
): { readonly missouri: Agreement; readonly other: Agreement } => ({
  missouri: unwrap(loadAgreement(folder('missouri-2006'), { vocabulary, variant: 'centurytel' })),
  other: unwrap(loadAgreement(folder('tiny'), { vocabulary })),
});

const facilities: string[] = [];
/** A facility assignment of its own for each order. */
function facilityOf(pon: string): string {
  if (!facilities.includes(pon)) facilities.push(pon);
  return `CLMAMOXA-T1-${String(facilities.indexOf(pon) + 1).padStart(4, '0')}`;
}

/** A loop that fails no edit, as a product order of a partner that knows little of forms. */
export const loopOrder = (pon: string, changes: Partial<OrderRequest> = {}): OrderRequest => ({
  externalId: pon,
  requestedCompletionDate: '2026-12-08T00:00:00-06:00',
  productOrderItem: [
    {
      id: '01',
      action: 'add',
      productOffering: { id: 'loop-2w-analog' },
      product: {
        productCharacteristic: [
          { name: 'CFA', value: facilityOf(pon) },
          { name: 'AN', value: 'N' },
          { name: 'TOS', value: '2---' },
          { name: 'INIT', value: 'P LEWIS' },
          { name: 'LSR.TEL NO (INIT)', value: '573-777-0001' },
        ],
        place: [
          { role: 'wireCenter', id: 'CLMAMOXA' },
          {
            role: 'installationAddress',
            '@type': 'GeographicAddress',
            streetNr: '1',
            streetName: 'WALNUT',
            streetType: 'ST',
            city: 'COLUMBIA',
            stateOrProvince: 'MO',
            postcode: '65201',
          },
        ],
        relatedParty: [{ id: 'x', role: 'endUser', name: 'AHRENS BAKERY', '@referredType': 'Individual' }],
      },
    },
  ],
  ...changes,
});
