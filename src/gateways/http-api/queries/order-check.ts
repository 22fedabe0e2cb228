import type { Decision } from '../../../agreement/decision.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { dueDateFacts } from '../../../articles/ordering/due-date-facts.ts';
import { orderOfForms } from '../../../articles/ordering/forms/order-of-forms.ts';
import { orderCaseId } from '../../../articles/ordering/order-id.ts';
import { lookUpOrder } from '../../../articles/ordering/order-lookups.ts';
import type { OrderRoom } from '../../../articles/ordering/order-room.ts';
import type { Rejection } from '../../../articles/ordering/run-edits.ts';
import { testOrder } from '../../../articles/ordering/test-order.ts';
import type { TestedOrder } from '../../../articles/ordering/test-order.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import type { OrderDocument } from '../../../formats/order-forms/document.ts';
import type { Tx } from '../../../platform/database.ts';
import type { FailedEdit, Made, OrderCheck } from '../shapes/order-entry.ts';

/** An order that somebody is writing. */
export interface DraftOrder {
  readonly document: OrderDocument;
  readonly channel: 'electronic' | 'manual';
  /** Instant as if it arrived now. */
  readonly receivedAt: string;
  readonly party: string;
}

type Order = ReturnType<typeof orderOfForms>['order'];

/** What would be said of an order if it were sent now: its edits, standard date and charges. Nothing is recorded. */
export async function checkOrder(
  tx: Tx,
  room: OrderRoom,
  draft: DraftOrder,
  decisions: readonly Decision[],
): Promise<Result<OrderCheck>> {
  const { agreement } = room;
  const read = orderOfForms(agreement, draft.document, draft);
  const { kind, order } = read;
  const hasName = order.pon !== '' && order.ver !== '';
  const seen = await lookUpOrder(tx, agreement.id, read);
  const tested = await testOrder(tx, room, { kind, order, seen, party: draft.party });
  if (!tested.ok) return tested;
  const { rejections, warnings } = tested.value.edits;
  const make = (name: string, facts: (order: Order) => object): Made => {
    const decision = decisions.find((one) => one.name === name);
    if (decision === undefined) return { problems: [] };
    const asOf = localDate(agreement, draft.receivedAt);
    const made = runDecision(decision, agreement, facts(order), { asOf });
    if (!made.ok) return { problems: [...made.problems] };
    return { receipt: { ...made.value, steps: [...made.value.steps] }, problems: [] };
  };
  const dueFacts = await dueDateFacts(tx, agreement, kind, order);
  const { forms: _forms, ...told } = order;
  return ok({
    id: hasName ? orderCaseId(kind, order) : null,
    edits: [...rejections, ...warnings].map(editView).sort(byWeight),
    order: { kind, ...told },
    due: make('due-date', () => dueFacts),
    charges: make('order-charges', (said) => chargeFacts(said, tested.value.promised)),
  });
}

const WEIGHT = ['fatal', 'non-fatal', 'warning'];
const byWeight = (a: FailedEdit, b: FailedEdit): number =>
  WEIGHT.indexOf(a.severity) - WEIGHT.indexOf(b.severity);

const editView = ({
  id,
  form,
  field,
  sentence,
  cure,
  clause,
  severity,
  section,
  rules,
}: Rejection): FailedEdit => ({
  id,
  form,
  field,
  sentence,
  cure,
  clause,
  severity,
  section: Math.max(section ?? 1, 1),
  ...(rules === undefined ? {} : { rule: rules.join(', ') }),
});

/** What it costs once: the work, or what the version before costs where it is taken back or changed after its confirmation. */
function chargeFacts(order: Order, promised: TestedOrder['promised']): object {
  const { act, channel, product, quantity, accountStatus, expedite, wireCenter } = order;
  const stage = promised === undefined ? 'before-confirmation' : 'after-confirmation';
  return {
    order: {
      act,
      channel,
      product,
      quantity,
      accountStatus: accountStatus === '' ? 'existing' : accountStatus,
      expedite,
      ...(wireCenter === '' ? {} : { wireCenter }),
      ...(order.project === undefined ? {} : { project: true }),
      ...(order.sup === '1' ? { outcome: 'cancelled', stage } : {}),
      ...(promised !== undefined && order.sup !== undefined && order.sup !== '1'
        ? {
            outcome: 'changed',
            stage,
            change: order.sup === '2' ? dateChange(order, promised.order) : 'other',
          }
        : {}),
    },
  };
}

const dateChange = (order: Order, before: Order): string =>
  order.desiredDueDate < before.desiredDueDate ? 'earlier-date' : 'later-date';
