import type { AgreementView } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { COMPLETION_ACTS } from '../../inventory/circuit.ts';
import type { Completion, CompletionAct } from '../../inventory/circuit.ts';
import { productsTable } from '../../inventory/products.ts';
import type { OrderCase } from './order-case.ts';
import { boughtUnder } from './vehicle-kept.ts';

/** What an activity does to the inventory; undefined where it does nothing to it. */
export function completionAct(act: string): CompletionAct | undefined {
  if (act === 'Z') return 'V';
  return COMPLETION_ACTS.find((one) => one === act);
}

/** What completed work did, to the inventory and for the bill; undefined before it is done. */
export function completionOf(order: OrderCase): Completion | undefined {
  const { lsr, completedOn } = order;
  if (completedOn === undefined) return undefined;
  const known = completionAct(order.act);
  const act = known ?? 'C';
  // What only suspends, restores or records touches no circuit, and bears its order charge all the same.
  const ecckts = known === undefined ? [] : order.ecckts;
  const { numbers = [], cfa, address } = lsr;
  const farWireCenter = order.farWireCenter ?? ('farWireCenter' in lsr ? lsr.farWireCenter : undefined);
  const perLine = numbers.length === ecckts.length;
  const replaced = lsr.ecckts.filter((ecckt) => !ecckts.includes(ecckt));
  const isConversion = act === 'V' || act === 'W';
  const isMove = act === 'T' && replaced.length > 0;
  return {
    caseId: order.id,
    act,
    product: order.product,
    wireCenter: order.wireCenter,
    ...(farWireCenter === undefined ? {} : { zWireCenter: farWireCenter }),
    ecckts: isMove ? lsr.ecckts : ecckts,
    completedOn,
    address,
    ...(cfa === '' || act === 'D' ? {} : { cfas: [cfa] }),
    ...(numbers.length === 0 || act === 'D'
      ? {}
      : { numbers: perLine ? numbers.map((number) => [number]) : [numbers] }),
    ...(isMove ? { movedTo: ecckts } : {}),
    ...(isConversion && ecckts.length > 0 && replaced.length > 0 ? { replaces: replaced } : {}),
    ...boughtUnder(order),
  };
}

/** What is priced by the mile has two wire centers: without the other one no bill of the month could be made. */
export function farEndProblems(
  view: AgreementView,
  { id, lsr, act, product }: Pick<OrderCase, 'id' | 'act' | 'product' | 'lsr'>,
  said: unknown,
): Problem[] {
  const row = view.rows(productsTable).find(({ value }) => value.product === product);
  const known = typeof said === 'string' || ('farWireCenter' in lsr && lsr.farWireCenter !== undefined);
  if (act !== 'N' || known || row?.value.per_mile_element === undefined) return [];
  return [
    {
      id: 'orders/no-far-end',
      field: 'farWireCenter',
      sentence: `${id} is for ${product}, which is priced by the mile, and neither it nor the completion names the wire center at the other end.`,
      cure: 'Write the CLLI of the wire center that serves the other end.',
      clause: row.citation,
    },
  ];
}

/** The circuits of a completion are as many as ordered, and of a disconnect the ones that were ordered. */
export function completionProblems(
  order: Pick<OrderCase, 'id' | 'act' | 'quantity' | 'lsr'>,
  ecckts: readonly string[],
): Problem[] {
  const problem = (sentence: string, cure: string): Problem[] => [
    { id: 'orders/completion', field: 'ecckts', sentence, cure },
  ];
  const done = new Set(ecckts).size;
  if (done !== order.quantity) {
    return problem(
      `${order.id} is for ${order.quantity} and ${done} circuits were completed.`,
      'Name each circuit that was worked on, once.',
    );
  }
  const ordered = order.lsr.ecckts;
  if (order.act === 'D' && ecckts.some((ecckt) => !ordered.includes(ecckt))) {
    return problem(
      `${order.id} disconnects ${ordered.join(', ')} and other circuits were completed.`,
      'Name those that were ordered.',
    );
  }
  return [];
}
