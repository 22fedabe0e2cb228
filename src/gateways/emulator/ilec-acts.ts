import type { OrderHead } from '../http-api/shapes/order.ts';
import type { Act } from './acts.ts';
import type { View } from './clec-acts.ts';
import type { Phase, PlannedOrder, TradePlan } from './trade-plan.ts';

const SECOND = '02';

/** What the incumbent does in one of its phases: it confirms in the morning and works in the afternoon. */
export async function ilecActs(plan: TradePlan, { part, day }: Phase, view: View): Promise<Act[]> {
  const acts: Act[] = [];
  const due = `state=confirmed&dueFrom=${day}&dueTo=${day}`;
  for (const query of part === 'answer' ? ['state=acknowledged', 'state=jeopardy', due] : [due]) {
    for (const head of await view.orders(query)) {
      if (head.isReplayed) continue;
      const act = part === 'answer' ? answerTo(plan, day, head) : workOn(plan, day, head);
      if (act !== undefined) acts.push({ does: 'answer', id: head.id, ...act });
    }
  }
  return acts;
}

type Answer = { readonly event: string; readonly body: Readonly<Record<string, unknown>> };

function answerTo(plan: TradePlan, day: string, head: OrderHead): Answer | undefined {
  const order = plan.orderOf(String(head.summary['pon'] ?? ''));
  const { dueDate, desiredDueDate, jeopardy, ver } = head.summary;
  if (head.state === 'acknowledged') {
    if (order?.way === 'asked' && ver !== SECOND)
      return {
        event: 'clarification-requested',
        body: { queries: [{ field: 'REMARKS', sentence: 'On which floor is it?' }] },
      };
    return { event: 'confirmed', body: { dueDate: desiredDueDate } };
  }
  if (head.state === 'jeopardy')
    return { event: 'jeopardy-cleared', body: { dueDate: plan.workingDay(day, plan.script.later) } };
  if (dueDate !== day) return undefined;
  if (order?.way === 'jeopardy' && jeopardy === undefined)
    return { event: 'jeopardy', body: { code: plan.script.jeopardy.code } };
  return undefined;
}

/** The work of the day. A customer who is not ready is so once: on the day that was asked for. */
function workOn(plan: TradePlan, day: string, head: OrderHead): Answer | undefined {
  const { dueDate, desiredDueDate, jeopardy, pon } = head.summary;
  if (dueDate !== day) return undefined;
  const order = plan.orderOf(String(pon ?? ''));
  if (order?.way === 'not-ready' && dueDate === desiredDueDate)
    return { event: 'customer-not-ready', body: { code: plan.script.notReady.code, dueOn: day } };
  const circuit = circuitOf(plan, order, String(pon ?? ''));
  return {
    event: 'completed',
    body: {
      completedOn: day,
      ecckts: circuit === undefined ? [] : [circuit],
      // Work after the day that was confirmed first says why.
      ...(jeopardy === undefined ? {} : { missed: { code: plan.script.jeopardy.code } }),
    },
  };
}

/** A disconnect works on the circuit of the order that it undoes. */
function circuitOf(plan: TradePlan, order: PlannedOrder | undefined, pon: string): string | undefined {
  const of = order ?? plan.orderOf(plan.ponOf(Number(pon.slice(1))));
  return of && plan.circuit(of);
}
