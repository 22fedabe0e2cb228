import type { Agreement } from '../../agreement/agreement.ts';
import { productsTable } from '../../inventory/products.ts';
import { productResource } from '../tmf/product-resource.ts';
import type { CircuitRecord } from '../tmf/product-resource.ts';
import { hrefOf } from './bases.ts';
import { familyOfProduct } from './families.ts';
import { startOfDay } from './items-of-forms.ts';

/** Roles of the offices of a product. */
export const SITES = { near: 'servingWireCenter', far: 'farWireCenter' } as const;

/** A circuit as a product in service by the document. Address and telephone numbers are not in it: they tell of the end user. */
export function mefProduct(
  agreement: Agreement,
  record: CircuitRecord,
  today: string,
  orderItem?: { readonly productOrderId: string; readonly productOrderItemId: string },
): object {
  const { circuit, status } = record;
  const told = productResource(agreement, record, today);
  const { wireCenter, zWireCenter, cfa, zCfa } = circuit;
  const row = agreement
    .at(today)
    .rows(productsTable)
    .find(({ value }) => value.product === circuit.product)?.value;
  const family = familyOfProduct(row?.family, row?.order_form === 'ASR' ? 'asr' : 'lsr');
  const has = (name: string): boolean => family?.properties.some((one) => one.name === name) === true;
  const ended = circuit.changed === true ? undefined : circuit.outOfServiceOn;
  const updated = startOfDay(agreement, ended ?? circuit.inServiceOn);
  return {
    id: told.id,
    href: hrefOf('inventory', 'product', told.id),
    status,
    startDate: startOfDay(agreement, record.startedOn),
    lastUpdateDate: updated,
    ...(ended === undefined ? {} : { terminationDate: startOfDay(agreement, ended) }),
    productOffering: { id: circuit.product },
    ...(family === undefined
      ? {}
      : {
          productSpecification: { id: family.type },
          productConfiguration: {
            '@type': family.type,
            ...(has('wireCenter') ? { wireCenter } : {}),
            ...(has('farEnd') && zWireCenter !== undefined ? { farEnd: zWireCenter } : {}),
            ...(has('connectingFacility') && cfa !== undefined ? { connectingFacility: cfa } : {}),
            ...(has('farFacility') && zCfa !== undefined ? { farFacility: zCfa } : {}),
          },
        }),
    relatedSite: [
      { id: wireCenter, role: SITES.near },
      ...(zWireCenter === undefined ? [] : [{ id: zWireCenter, role: SITES.far }]),
    ],
    ...(orderItem === undefined
      ? {}
      : {
          productOrderItem: [
            { ...orderItem, productOrderHref: hrefOf('order', 'productOrder', orderItem.productOrderId) },
          ],
        }),
    ...('productPrice' in told
      ? {
          productPrice: told.productPrice?.map(({ name, description, price, ...more }) => ({
            name,
            description,
            priceType: 'recurring',
            recurringChargePeriod: 'month',
            ...('unitOfMeasure' in more ? { unitOfMeasure: more.unitOfMeasure } : {}),
            price,
          })),
        }
      : {}),
  };
}

/** What lists show of a product. */
const IN_LISTS = [
  'id',
  'href',
  'status',
  'startDate',
  'lastUpdateDate',
  'productOffering',
  'productSpecification',
  'relatedSite',
] as const;

export const mefProductInList = (product: object): object =>
  Object.fromEntries(
    Object.entries(product).filter(([name]) => (IN_LISTS as readonly string[]).includes(name)),
  );
