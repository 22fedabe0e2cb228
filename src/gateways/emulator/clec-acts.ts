import { applyChanges } from '../../articles/ordering/forms/changes.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import type { OrderHead } from '../http-api/shapes/order.ts';
import type { OrderView } from '../http-api/shapes/order-view.ts';
import type { Act } from './acts.ts';
import { asTyped } from './trade-plan.ts';
import type { Phase, PlannedOrder, TradePlan } from './trade-plan.ts';

/** What the competitor sees of its trade at the moment of a phase. */
export interface View {
  orders(query: string): Promise<readonly OrderHead[]>;
  order(id: string): Promise<OrderView>;
}

/** The second version is the last that the competitor sends of any order. */
const SECOND = '02';

/** What the competitor does in one of its phases. */
export async function clecActs(plan: TradePlan, { part, day }: Phase, view: View): Promise<Act[]> {
  return part === 'send'
    ? [...newOrders(plan, day), ...(await disconnects(plan, day, view))]
    : reactions(plan, day, view);
}

const newOrders = (plan: TradePlan, day: string): Act[] =>
  (plan.byDay.get(day) ?? []).map((order) => ({
    does: 'send',
    pon: order.pon,
    document:
      order.way === 'mended'
        ? changed(plan.document(order, day), order.kind.spoil)
        : plan.document(order, day),
  }));

/** Circuits that came into service the working day before go again, where the way of their order says so. */
async function disconnects(plan: TradePlan, day: string, view: View): Promise<Act[]> {
  const before = plan.workingDayBefore(day);
  const acts: Act[] = [];
  for (const head of await view.orders(`state=completed&dueFrom=${before}&dueTo=${before}`)) {
    const order = planned(plan, head);
    if (order?.way !== 'disconnected' || head.summary['completedOn'] !== before) continue;
    const circuit = plan.circuit(order);
    const document = circuit === undefined ? undefined : plan.disconnect(order, circuit, day);
    if (document !== undefined) acts.push({ does: 'send', pon: plan.ponOf(order.number, 'D'), document });
  }
  return acts;
}

async function reactions(plan: TradePlan, day: string, view: View): Promise<Act[]> {
  const acts: Act[] = [];
  // Of its supplements each is sent on the day of the order.
  const today = plan.byDay.has(day) ? ['rejected', 'clarification', 'confirmed'] : [];
  for (const state of [...today, 'customer-not-ready']) {
    for (const head of await view.orders(`state=${state}`)) {
      const order = planned(plan, head);
      const act = order && reaction(plan, day, order, head);
      if (act !== undefined) acts.push(act);
    }
  }
  return acts;
}

function reaction(plan: TradePlan, day: string, order: PlannedOrder, head: OrderHead): Act | undefined {
  const { way, pon, sentOn } = order;
  const isFirst = head.summary['ver'] !== SECOND;
  // Forms are those of the first day: only what the supplement is about differs.
  const supplement = (change: string): Act => ({
    does: 'send',
    pon,
    document: changed(plan.document(order, sentOn), `LSR.VER=${SECOND}; ${change}`),
  });
  if (head.state === 'customer-not-ready') {
    const dueDate = plan.workingDay(day, plan.script.later);
    return { does: 'answer', id: head.id, event: 'rescheduled', body: { dueDate } };
  }
  if (!isFirst || sentOn !== day) return undefined;
  if (way === 'mended' && head.state === 'rejected') return supplement('LSR.SUP=3; LSR.REMARKS=CORRECTED');
  if (way === 'asked' && head.state === 'clarification')
    return supplement('LSR.SUP=3; LSR.REMARKS=FLOOR 2 REAR');
  if (head.state !== 'confirmed') return undefined;
  if (way === 'cancelled') return supplement('LSR.SUP=1');
  if (way === 'postponed') {
    const later = plan.workingDay(plan.workingDay(sentOn, plan.script.wanted), plan.script.later);
    return supplement(`LSR.SUP=2; LSR.DDD=${asTyped(later)}`);
  }
  return undefined;
}

const planned = (plan: TradePlan, head: OrderHead): PlannedOrder | undefined =>
  plan.orderOf(String(head.summary['pon'] ?? ''));

/** @throws Error for changes that do not fit the forms: the script is wrong. */
function changed(document: OrderDocument, changes: string): OrderDocument {
  const { changed: after, wrong } = applyChanges(document, changes);
  if (wrong.length > 0) throw new Error(`The script changes what is not there: ${wrong.join(' ')}`);
  return after.document;
}
