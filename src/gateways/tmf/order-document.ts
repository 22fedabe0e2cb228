import type { Agreement } from '../../agreement/agreement.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { productOfForms } from '../../articles/ordering/forms/product-of-forms.ts';
import { localDate } from '../../cases/instant.ts';
import { ASR_FORMS } from '../../formats/order-forms/document.ts';
import type { FormCode, OrderDocument } from '../../formats/order-forms/document.ts';
import { productsTable } from '../../inventory/products.ts';
import type { Product } from '../../inventory/products.ts';
import { FAMILIES } from '../mef/families.ts';
import { documentOfItems } from './order-items.ts';
import { DraftOrder } from './draft-order.ts';
import { fillFromAttributes, fillFromProduct, fillWhatFollows } from './fill-order.ts';
import type { OrderRequest } from './resources.ts';

/** Forms whose sections are lines of a local request, as a characteristic may name one. */
const LINES: readonly FormCode[] = ['LS', 'LSNP', 'NP', 'PS', 'RS', 'DL'];

/**
 * The forms of a new order that a product order asks for: what its characteristics say field by field, then what its attributes say
 * (number, date, action, offering, places), then what follows from these. Attributes never change what a field says: where the
 * two differ the order is refused. All problems come back at once.
 */
export function documentOfRequest(
  agreement: Agreement,
  request: OrderRequest,
  at: Temporal.Instant,
): Result<OrderDocument> {
  const found = readItems(agreement, request, at);
  if (!found.ok) return found;
  const { draft, product } = found.value;
  fillFromAttributes(draft, agreement, request);
  if (product !== undefined) fillFromProduct(draft, product);
  fillWhatFollows(draft, agreement, request, at);
  const problems = [...draft.problems, ...offeringProblems(agreement, draft, product, at)];
  return problems.length > 0 ? fail(...problems) : ok(draft.document);
}

interface ReadItems {
  readonly draft: DraftOrder;
  readonly product: Product | undefined;
}

/** What the items say field by field, and the product that they are of. */
export function readItems(
  agreement: Agreement,
  { productOrderItem: items }: Pick<OrderRequest, 'productOrderItem'>,
  at: Temporal.Instant,
): Result<ReadItems> {
  const offered = agreement
    .at(localDate(agreement, at))
    .rows(productsTable)
    .map(({ value }) => value);
  const wanted = items.map((item) => item.productOffering?.id ?? item.product?.productOffering?.id);
  const codes = [...new Set(wanted.filter((code) => code !== undefined))];
  const problems = wanted.flatMap((code, index): Problem[] =>
    code === undefined || offered.some(({ product }) => product === code)
      ? []
      : [unknownOffering(index, code, offered)],
  );
  if (codes.length > 1)
    problems.push({
      id: 'tmf/one-product',
      field: 'productOrderItem',
      sentence: `The items are of ${codes.length} products: ${codes.join(', ')}.`,
      cure: 'Send a product order for each, with the number of the other as LSR.RPON.',
    });
  const product = offered.find((one) => one.product === codes[0]);
  const names = items.flatMap((item) => item.product?.productCharacteristic?.map(({ name }) => name) ?? []);
  const named = (forms: readonly FormCode[]): FormCode | undefined =>
    forms.find((form) => names.some((name) => name === form || name.startsWith(`${form}.`)));
  const page = product === undefined ? (named(ASR_FORMS) ? 'ASR' : 'LSR') : (product.order_form ?? 'LSR');
  const line = (page === 'LSR' ? named(LINES) : undefined) ?? lineOf(product, page);
  const document = documentOfItems(items, { page, line });
  if (!document.ok) problems.push(...document.problems);
  if (!document.ok || problems.length > 0) return fail(...problems);
  return ok({ draft: new DraftOrder(document.value, page, line, items.length), product });
}

/** The form on which a product's lines or services are written. */
const lineOf = (product: Product | undefined, page: 'LSR' | 'ASR'): FormCode | undefined =>
  FAMILIES.find(
    (one) =>
      one.page === page && one.requestType === undefined && one.products.includes(product?.family ?? 'loop'),
  )?.line;

/** The fields must be of the product that is offered: one that they also say stays what they say. */
function offeringProblems(
  agreement: Agreement,
  { document }: DraftOrder,
  product: Product | undefined,
  at: Temporal.Instant,
): Problem[] {
  if (product === undefined) return [];
  const said = productOfForms(agreement, document, localDate(agreement, at));
  if (said === undefined || said === product.product) return [];
  return [
    {
      id: 'tmf/contradiction',
      field: 'productOrderItem[0].productOffering.id',
      sentence: `The offering is ${product.product}, and the fields of the order are those of ${said}.`,
      cure: 'Leave NC, NCI, SECNCI, TOS and REQTYP out, or write those of the offering.',
    },
  ];
}

const unknownOffering = (index: number, code: string, offered: readonly Product[]): Problem => ({
  id: 'tmf/offering',
  field: `productOrderItem[${index}].productOffering.id`,
  sentence: `"${code.slice(0, LONGEST_SHOWN)}" cannot be ordered under the agreement.`,
  cure: `${didYouMean(
    code.slice(0, LONGEST_SHOWN),
    offered.map(({ product }) => product),
  )}Order one of the offerings that the agreement's resource lists.`,
});

const LONGEST_SHOWN = 60;
