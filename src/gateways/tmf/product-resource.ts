import type { Agreement } from '../../agreement/agreement.ts';
import { monthlyRateSpans } from '../../articles/pricing/rate-spans.ts';
import { recurringElement } from '../../articles/pricing/recurring-element.ts';
import { readOrderId } from '../../articles/ordering/order-id.ts';
import { formatRate } from '../../base/money.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { productsTable } from '../../inventory/products.ts';
import { dayAsDateTime } from './day.ts';
import { PLACES } from './fill-order.ts';
import { agreementRefId, hrefOf, orderKeyOfCase, orderRefId, productRefId } from './ids.ts';
import { given, partiesOf } from './order-resource.ts';

/** A circuit as its row and its orders make it. */
export interface CircuitRecord {
  readonly agreementId: string;
  /** Its id in addresses: the circuit's own, or one that does not tell the number of a resold line. */
  readonly publicId: string;
  readonly status: string;
  /** First day in service of its first period, ISO. */
  readonly startedOn: string;
  readonly circuit: Circuit;
}

/** A resold line is known by its telephone number, which tells of its end user. */
const isNumber = (ecckt: string): boolean => /^\d{10}$/.test(ecckt);

/** A circuit as a product in service. Address and telephone numbers are not in it: they tell of the end user. */
export function productResource(
  agreement: Agreement,
  { publicId, status, startedOn, circuit }: CircuitRecord,
  today: string,
) {
  const id = productRefId(agreement.id, publicId);
  const { timeZone } = agreement;
  const { ecckt, product, wireCenter, zWireCenter, cfa, zCfa, vehicle, source } = circuit;
  const row = agreement
    .at(today)
    .rows(productsTable)
    .find(({ value }) => value.product === product);
  const ended = circuit.changed === true ? undefined : circuit.outOfServiceOn;
  const prices = pricesOf(agreement, circuit, today);
  const order =
    readOrderId(source) === undefined ? undefined : orderRefId(orderKeyOfCase(agreement.id, source));
  const known = isNumber(ecckt) ? undefined : ecckt;
  return {
    id,
    href: hrefOf('product', 'product', id),
    name: row?.value.name ?? product,
    description: `${row?.value.name ?? product} from ${wireCenter}${zWireCenter === undefined ? '' : ` to ${zWireCenter}`}`,
    isBundle: false,
    status,
    startDate: dayAsDateTime(startedOn, timeZone),
    ...given('terminationDate', ended && dayAsDateTime(ended, timeZone)),
    productOffering: { id: product, ...given('name', row?.value.name) },
    agreement: [
      {
        id: agreementRefId(agreement.id),
        href: hrefOf('agreement', 'agreement', agreementRefId(agreement.id)),
        ...given('agreementItemId', row?.citation),
        name: agreement.manifest.title,
      },
    ],
    relatedParty: partiesOf(agreement),
    place: [
      { id: wireCenter, name: wireCenter, role: PLACES.office },
      ...(zWireCenter === undefined ? [] : [{ id: zWireCenter, name: zWireCenter, role: 'farWireCenter' }]),
    ],
    productCharacteristic: [
      ['ECCKT', known],
      ['CFA', cfa],
      ['Z CFA', zCfa],
      ['boughtUnder', vehicle ?? 'agreement'],
    ].flatMap(([name = '', value]) => (value === undefined ? [] : [{ name, valueType: 'string', value }])),
    ...(known === undefined ? {} : { realizingService: [{ id: known, name: known }] }),
    ...(cfa === undefined ? {} : { realizingResource: [{ id: cfa, name: cfa }] }),
    ...(order === undefined
      ? {}
      : {
          productOrderItem: [
            {
              productOrderId: order,
              productOrderHref: hrefOf('order', 'productOrder', order),
              orderItemId: '01',
            },
          ],
        }),
    ...(prices.length === 0 ? {} : { productPrice: prices }),
  };
}
export type ProductResource = ReturnType<typeof productResource>;

/** What it costs by the month, by the row of the rates; nothing where the agreement has no price: none is made up. */
function pricesOf(agreement: Agreement, circuit: Circuit, today: string) {
  if (circuit.outOfServiceOn !== undefined && circuit.outOfServiceOn <= today) return [];
  const elements = recurringElement(agreement, circuit, today);
  if (!elements.ok || (circuit.vehicle ?? 'agreement') !== 'agreement') return [];
  return elements.value.flatMap(({ element, zone, between }) => {
    const wanted = { element, direction: 'ilec-to-clec' as const, ...given('zone', zone) };
    const spans = monthlyRateSpans(agreement.at(today), wanted, today, today);
    const rate = spans.ok ? spans.value[0]?.rate : undefined;
    if (rate === undefined) return [];
    const dollars = formatRate(rate.dollars);
    const { id, provenance, source, citation, value } = rate.row;
    return [
      {
        name: element,
        description: `${value.description}: ${dollars} by the month${between === undefined ? '' : ' and mile'} (${citation}; ${provenance}: ${source})`,
        priceType: 'recurring',
        recurringChargePeriod: 'month',
        ...(between === undefined ? {} : { unitOfMeasure: 'mile' }),
        price: { dutyFreeAmount: { unit: 'USD', value: Number(dollars.replace(/[^0-9.]/g, '')) } },
        productOfferingPrice: { id, name: value.description },
      },
    ];
  });
}
