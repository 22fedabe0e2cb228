import { orderCase } from '../../articles/ordering/order-case.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import { readOrderId } from '../../articles/ordering/order-id.ts';
import { kindNamed } from '../../articles/ordering/order-records.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { verifyChain } from '../../cases/chain.ts';
import { withoutCustomer } from '../../cases/customer-fields.ts';
import { loadCase } from '../../cases/record.ts';
import { clausesOf } from './clauses.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './explain.ts';

/**
 * `LSR/<CCNA>/<PON>/<VER>`, `ASR/…`: an order; with `#<clock>` one of its deadlines, with `#reject` its failed edits, with `#vehicle` under what it is bought. Each event
 * says whether the chain of hashes is whole there, or what breaks it.
 */
export async function explainOrder({
  tx,
  agreement,
  id,
}: Question): Promise<Result<Explanation> | undefined> {
  const [caseId = '', part] = id.split('#');
  const kind = kindNamed(readOrderId(caseId)?.kind ?? 'lsr');
  const found = await loadCase(tx, agreement, kind, caseId);
  if (found.events.length === 0) return undefined;
  const order = orderCase(found);
  const parts = [
    ...order.clocks.map(({ name }) => name),
    ...(order.rejections.length > 0 ? ['reject'] : []),
    ...(order.vehicle ? ['vehicle'] : []),
  ];
  const broken = await verifyChain(tx, agreement.id, caseId);
  const records = found.events.map(({ seq, name, occurredAt, actor, body, hash }, index) => {
    const last = index === found.events.length - 1;
    const problem = broken.find(({ field }) => field === `${caseId}#${seq}` || (last && field === caseId));
    const shown = withoutCustomer(kind, body).body;
    return { seq, name, occurredAt, actor, body: shown, hash, chain: problem?.sentence ?? 'whole' };
  });
  if (part === undefined) {
    const rejected = order.rejections.length > 0;
    const receipt = rejected ? undefined : order.availability;
    return ok({
      id,
      kind: 'order',
      title: `${describe(order)}: ${order.state}${rejected ? `. ${failed(order)}` : ''}`,
      value: order.state,
      ...(receipt ? { receipt } : {}),
      clauses: clausesOf(
        agreement,
        receipt,
        order.rejections.map(({ clause }) => clause),
      ),
      records: [...order.rejections, ...records],
      related: parts.map((name) => `${caseId}#${name}`),
    });
  }
  if (part === 'reject' && order.rejections.length > 0) {
    return ok({
      id,
      kind: 'rejection',
      title: `${describe(order)}. ${failed(order)}`,
      value: order.rejections.map((edit) => edit.id).join(' '),
      clauses: clausesOf(
        agreement,
        undefined,
        order.rejections.map(({ clause }) => clause),
      ),
      records: [...order.rejections, ...records.slice(0, 1)],
      related: [caseId],
    });
  }
  if (part === 'vehicle' && order.vehicle) {
    const receipt = order.vehicle;
    return ok({
      id,
      kind: 'vehicle',
      title: `${describe(order)}: bought under ${String(receipt.value)}`,
      value: String(receipt.value),
      receipt,
      clauses: clausesOf(agreement, receipt),
      records: records.slice(0, 1),
      related: [caseId],
    });
  }
  const clock = order.clocks.findLast(({ name }) => name === part);
  if (!clock) {
    return fail({
      id: 'explain/no-part',
      field: id,
      sentence: `${caseId} has no "${part}".`,
      cure:
        parts.length === 0
          ? 'It has no deadline and no rejection.'
          : `It has: ${parts.map((name) => `${caseId}#${name}`).join(', ')}.`,
    });
  }
  const receipt = 'steps' in clock.basis ? clock.basis : undefined;
  const due = clock.dueAt ?? (clock.state === 'negotiated' ? 'negotiated' : 'undetermined');
  return ok({
    id,
    kind: 'deadline',
    title: `${describe(order)}: ${clock.clock} due ${due}${clock.stoppedAt === undefined ? '' : `, ${clock.stoppedBy} at ${clock.stoppedAt}`}`,
    value: due,
    ...(receipt ? { receipt } : {}),
    clauses: clausesOf(agreement, receipt),
    records,
    related: [caseId],
  });
}

const describe = (order: OrderCase): string =>
  `Order ${order.pon} version ${order.ver} of ${order.ccna}, ACT ${order.act}, ${order.quantity} × ${order.product} at ${order.wireCenter}`;

/** The failed edits with their cures, as the rejection said them. */
const failed = (order: OrderCase): string =>
  `It failed ${order.rejections.length} edit${order.rejections.length === 1 ? '' : 's'}: ${order.rejections
    .map((edit) => `${edit.id} (${edit.clause}) ${edit.sentence} ${edit.cure}`)
    .join(' ')}`;
