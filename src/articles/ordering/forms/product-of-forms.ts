import type { Agreement } from '../../../agreement/agreement.ts';
import type { OrderDocument } from '../../../formats/order-forms/document.ts';
import { productsTable } from '../../../inventory/products.ts';
import type { Product } from '../../../inventory/products.ts';
import { textIn } from './document-view.ts';

/** Where the codes of an order stand: the first page, then the forms of its lines or services. */
const LSR_PLACES = ['LSR', 'LS', 'LSNP', 'PS', 'RS', 'NP'] as const;
const ASR_PLACES = ['ASR', 'EUSA', 'TSR', 'TRK'] as const;
/** A loop with its number ported is ordered as one thing; the element is the loop. */
const LOOP_WITH_PORT = 'B';
const LOOP = 'A';

/**
 * The product that the forms name: by SPEC, else the only one with this request type, NC, interfaces and type of service; undefined where there
 * is none or more than one.
 */
export function productOfForms(
  agreement: Agreement,
  document: OrderDocument,
  on: string,
): string | undefined {
  const asr = document.ASR !== undefined;
  const places = asr ? ASR_PLACES : LSR_PLACES;
  const read = (field: string): string => {
    for (const place of places) {
      const text = textIn(document[place]?.[0], field);
      if (text !== null) return text;
    }
    return '';
  };
  const letter = read('REQTYP').slice(0, 1);
  const type = !asr && letter === LOOP_WITH_PORT ? LOOP : letter;
  const products = agreement
    .at(on)
    .rows(productsTable)
    .map(({ value }) => value)
    .filter((product) => (product.order_form === 'ASR') === asr && product.request_type === type);
  const spec = read('SPEC').toLowerCase();
  const named = products.find(({ product }) => product === spec);
  if (named) return named.product;
  const same = (code: (product: Product) => string | undefined, text: string) => (product: Product) =>
    text === '' || code(product) === undefined || code(product) === text;
  const channel = read('NC');
  // Without NC nothing is told where others of the same request type are told by theirs.
  if (channel === '' && products.some(({ network_channel: of }) => of !== undefined)) return undefined;
  const found = products
    .filter(({ network_channel: of }) => (of ?? '') === channel)
    .filter(same(({ type_of_service: service }) => service, read('TOS').slice(0, 1)))
    .filter(same(({ nci }) => nci, read('NCI')))
    .filter(same(({ secnci }) => secnci, read('SECNCI')));
  return found.length === 1 ? found[0]?.product : undefined;
}
