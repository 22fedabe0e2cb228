import type { Problem } from '../../base/problem.ts';
import type { Invoice, InvoiceHead } from '../http-api/shapes/invoice.ts';
import type { Deployment } from './deployment.ts';

/** What two carriers' books of one agreement have, and where they differ. */
export interface Comparison {
  readonly orders: number;
  readonly events: number;
  readonly products: number;
  readonly bills: number;
  readonly lines: number;
  readonly different: readonly Problem[];
}

type Entries = ReadonlyMap<string, string>;

/**
 * Compares the order books, what is in service and the bills of one agreement at two deployments. Orders are compared by the hash of
 * their last event, which holds all that was said in them, when, and by whom; bills line by line, to the cent.
 */
export async function compareBooks(one: Deployment, other: Deployment): Promise<Comparison> {
  const [mine, theirs] = [await booksOf(one), await booksOf(other)];
  const pairs = [
    ['order', mine.orders, theirs.orders],
    ['product', mine.products, theirs.products],
    ['bill', mine.bills, theirs.bills],
    ['line', mine.lines, theirs.lines],
  ] as const;
  return {
    orders: mine.orders.size,
    events: mine.events,
    products: mine.products.size,
    bills: mine.bills.size,
    lines: mine.lines.size,
    different: pairs.flatMap(([what, ours, others]) => differences(what, ours, others, [one.url, other.url])),
  };
}

interface Books {
  readonly orders: Entries;
  readonly events: number;
  readonly products: Entries;
  readonly bills: Entries;
  readonly lines: Entries;
}

async function booksOf(deployment: Deployment): Promise<Books> {
  const orders = new Map<string, string>();
  let events = 0;
  for (const head of await deployment.orders()) {
    const order = await deployment.order(head.id);
    events += order.events.length;
    orders.set(
      head.id,
      `${order.state}, ${order.events.length} events, the last ${order.events.at(-1)?.hash ?? ''}`,
    );
  }
  const bills = new Map<string, string>();
  const lines = new Map<string, string>();
  for (const { number } of (await deployment.below('/invoices')) as InvoiceHead[]) {
    const bill = (await deployment.below(`/invoices/${number}`)) as Invoice;
    bills.set(number, `$${bill.total}, ${bill.lines.length} lines, of ${bill.from} to ${bill.to}`);
    for (const { id, element, quantity, rate, amount, clause, source, from, to } of bill.lines)
      lines.set(
        id,
        `${quantity} × ${element} at $${rate} = $${amount}, ${clause}, ${source.id}, ${from} to ${to}`,
      );
  }
  return { orders, events, products: await productsOf(deployment), bills, lines };
}

interface Product {
  readonly id: string;
  readonly status?: string;
  readonly startDate?: string;
  readonly terminationDate?: string;
  readonly productOffering?: { readonly id?: string };
}

/** What is in service or was, as the inventory of TM Forum tells it. */
async function productsOf(deployment: Deployment): Promise<Entries> {
  const found = new Map<string, string>();
  for (const {
    id,
    status,
    startDate,
    terminationDate,
    productOffering,
  } of (await deployment.products()) as Product[])
    found.set(
      id,
      `${productOffering?.id ?? ''} ${status ?? ''} ${startDate ?? ''} ${terminationDate ?? ''}`.trim(),
    );
  return found;
}

function differences(
  what: string,
  ours: Entries,
  theirs: Entries,
  [mine, other]: readonly [string, string],
): Problem[] {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return names.flatMap((name) => {
    const [one, two] = [ours.get(name), theirs.get(name)];
    if (one === two) return [];
    return {
      id: `emulate/${what}-differs`,
      field: name,
      sentence: `${mine} has ${one ?? 'none'}; ${other} has ${two ?? 'none'}.`,
      cure: `Look at the ${what} at both: what was said to the one and not to the other?`,
    };
  });
}
