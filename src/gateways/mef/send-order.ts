import type { FastifyRequest } from 'fastify';
import type { Agreement } from '../../agreement/agreement.ts';
import { versionsPrefix } from '../../articles/ordering/order-id.ts';
import type { OrderCase } from '../../articles/ordering/order-case.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OrderIntake } from '../../flows/take-order/order-intake.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { checkOrderDocument } from '../../formats/order-forms/read.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/transaction.ts';
import { doOnce } from '../http-api/idempotency.ts';
import { scopeOf } from '../http-api/options.ts';
import type { Caller, ServerOptions } from '../http-api/options.ts';
import { checkOrder } from '../http-api/queries/order-check.ts';
import { keepSaid } from './said.ts';
import type { Said } from './said.ts';
import { pointerOfEdit } from './pointer-of-edit.ts';

/** A version that is sent, with what is said of it that its forms have no place for. */
export interface Sending {
  readonly agreement: Agreement;
  readonly document: OrderDocument;
  /** Said of the order over all its versions. */
  readonly saidOfOrder?: Said | undefined;
  /** Said of this version alone. */
  readonly saidOfVersion?: Said | undefined;
  /** Within the transaction of the order. */
  readonly keep?: ((tx: Tx, sent: SentVersion) => Promise<void>) | undefined;
}

/** A version that was sent, as whoever repeats the request is told of it. */
export type SentVersion = Pick<OrderCase, 'kind' | 'ccna' | 'pon' | 'ver'>;

/** Sends a version once under the idempotency key of the request, if it has one; `write` says what to send, and is not asked again. */
export const sendOnce = (
  request: Pick<FastifyRequest, 'idempotentTry'>,
  write: (keep: NonNullable<Sending['keep']>) => Promise<Result<OrderCase>>,
): Promise<Result<SentVersion>> =>
  doOnce<SentVersion>(request, async (keep) => {
    const sent = await write((tx, version) => keep(tx, version));
    return sent.ok ? ok(versionOf(sent.value)) : sent;
  });

const versionOf = ({ kind, ccna, pon, ver }: OrderCase): SentVersion => ({ kind, ccna, pon, ver });

/**
 * What would be said against a version if it were sent now. A supplement that is rejected ends the version that waits for an answer;
 * where the interface promises that a refused request leaves the order as it is, it is asked first and not sent.
 */
export async function rejectionsOf(
  options: Pick<ServerOptions, 'db' | 'clock' | 'orderRoom'>,
  caller: Caller,
  { agreement, document }: Pick<Sending, 'agreement' | 'document'>,
): Promise<Result<void>> {
  const checked = await options.db.withTransaction(scopeOf(caller), (tx) =>
    checkOrder(
      tx,
      options.orderRoom(agreement),
      {
        document,
        channel: 'electronic',
        receivedAt: options.clock.now().toString(),
        party: caller.party,
      },
      [],
    ),
  );
  if (!checked.ok) return checked;
  const failed = checked.value.edits.filter(({ severity }) => severity !== 'warning');
  return failed.length === 0
    ? ok(undefined)
    : fail(
        ...failed.map(({ id, form, field = '', section, sentence, cure, clause }) => ({
          id,
          field: pointerOfEdit(document, { form, field, section }),
          sentence,
          cure,
          ...(clause === undefined ? {} : { clause }),
        })),
      );
}

/**
 * Sends a version through the intake that takes all orders, and keeps with it what is said of it. Problems say where in a product
 * order they are.
 */
export async function sendVersion(
  intake: OrderIntake,
  { clock }: Pick<ServerOptions, 'clock'>,
  caller: Caller,
  { agreement, document, saidOfOrder, saidOfVersion, keep }: Sending,
): Promise<Result<OrderCase>> {
  const checked = checkOrderDocument(document);
  if (!checked.ok) return fail(...checked.problems.map((problem) => placed(document, problem)));
  const now = clock.now().toString();
  const sent = await intake.submit(
    {
      document: checked.value,
      channel: 'electronic',
      receivedAt: now,
      recordedAt: now,
      actor: caller.party,
    },
    async (tx, order) => {
      await recordAudit(tx, clock, {
        who: caller.user.email,
        what: 'ordered',
        subject: `${agreement.id} ${order.id}`,
        purpose: 'order',
        party: caller.party,
      });
      if (saidOfOrder !== undefined)
        await keepSaid(tx, agreement.id, versionsPrefix(order.kind, order), saidOfOrder, now);
      if (saidOfVersion !== undefined) await keepSaid(tx, agreement.id, order.id, saidOfVersion, now);
      await keep?.(tx, versionOf(order));
    },
  );
  return sent.ok ? sent : fail(...sent.problems.map((problem) => placed(document, problem)));
}

/** A problem of a field, `LS[2].CFA` or `CFA`, at its place in the product order. */
function placed(document: OrderDocument, problem: Problem): Problem {
  const [, form, section, field] = /^(?:([A-Z]+)\[(\d+)\][.])?(.+)$/.exec(problem.field ?? '') ?? [];
  if (field === undefined) return problem;
  const about = {
    field,
    ...(form === undefined ? {} : { form }),
    ...(section === undefined ? {} : { section: Number(section) }),
  };
  return { ...problem, field: pointerOfEdit(document, about) };
}
