import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Problem } from '../../base/problem.ts';
import type { OrderIntake } from '../../flows/take-order/order-intake.ts';
import { versionsPrefix } from '../../articles/ordering/order-id.ts';
import type { Caller, ServerOptions } from '../http-api/options.ts';
import { writeFor } from '../http-api/write-for.ts';
import { recordAudit } from '../../platform/audit.ts';
import { familyOfForms } from './families.ts';
import { mefProblem } from './mef-problem.ts';
import type { OrderRecord } from './order-record.ts';
import { keepSaid } from './said.ts';
import type { Said } from './said.ts';
import { rejectionsOf, sendVersion } from './send-order.ts';
import type { Contact, MefNote } from './shapes.ts';
import { standing } from './states.ts';
import { nextVersion } from './supplement.ts';
import type { FieldChanges } from './supplement.ts';

interface Update {
  readonly externalId?: string;
  readonly projectId?: string;
  readonly note?: readonly MefNote[];
  readonly relatedContactInformation?: readonly Contact[];
  readonly productOrderItem?: readonly {
    readonly id: string;
    readonly endCustomerName?: string;
    readonly relatedBuyerPON?: string;
    readonly note?: readonly MefNote[];
    readonly relatedContactInformation?: readonly Contact[];
  }[];
}

interface About {
  readonly options: ServerOptions;
  readonly caller: Caller;
  readonly intake: OrderIntake;
}

/**
 * Changes what is said of an order. What its forms say is changed by a supplement (SUP 3), which the service centre answers; contacts
 * and notes are of the record and change at once.
 */
export async function updateOrder(
  record: OrderRecord,
  body: object,
  { options, caller, intake }: About,
): Promise<Result<void>> {
  const update = body as Update;
  const { agreement, key } = record;
  const problems = updateProblems(record, update);
  if (problems.length > 0) return fail(...problems);
  const said = saidAfter(record, update);
  const changes = changedFields(record, update);
  if (Object.keys(changes).length === 0) {
    const now = options.clock.now().toString();
    return writeFor(options.db, agreement.id, async (tx) => {
      await keepSaid(tx, agreement.id, versionsPrefix(key.kind, key), said, now);
      await recordAudit(tx, options.clock, {
        who: caller.user.email,
        what: 'noted',
        subject: `${agreement.id} ${versionsPrefix(key.kind, key)}`,
        purpose: 'order',
        party: caller.party,
      });
      return ok(undefined);
    });
  }
  const document = nextVersion(record, '3', changes, {
    now: options.clock.now(),
    pointer: '/productOrderItem',
  });
  if (!document.ok) return document;
  const against = await rejectionsOf(options, caller, { agreement, document: document.value });
  if (!against.ok) return against;
  const sent = await sendVersion(intake, options, caller, {
    agreement,
    document: document.value,
    saidOfOrder: said,
  });
  return sent.ok ? ok(undefined) : sent;
}

function updateProblems(record: OrderRecord, update: Update): Problem[] {
  const problems: Problem[] = [];
  if (update.externalId !== undefined && update.externalId !== record.key.pon)
    problems.push(
      mefProblem(
        'mef/invalid-value',
        '/externalId',
        'The number of an order stays: the order is known by it.',
        'Send a new order, and cancel this one.',
      ),
    );
  const ids = idsOf(record);
  update.productOrderItem?.forEach(({ id }, at) => {
    if (!ids.includes(id))
      problems.push(
        mefProblem(
          'mef/reference-not-found',
          `/productOrderItem/${at}/id`,
          'The order has no such item.',
          `Its items are: ${ids.join(', ')}.`,
        ),
      );
  });
  for (const name of ['endCustomerName', 'relatedBuyerPON'] as const) {
    const values = new Set(update.productOrderItem?.flatMap((item) => item[name] ?? []));
    if (values.size > 1)
      problems.push(
        mefProblem(
          'mef/other-issue',
          `/productOrderItem/0/${name}`,
          'The items are lines of one order, which says it once.',
          'Write the same in each item, or in one of them.',
        ),
      );
  }
  return problems;
}

/** Ids of the items, as they were given, or the numbers of the lines. */
export function idsOf({ said, versions }: OrderRecord): string[] {
  if (said.items !== undefined) return said.items.map(({ id }) => id);
  const { now } = standing(versions);
  const family = familyOfForms(now?.order.forms ?? {});
  const lines = now?.order.forms?.[family?.line ?? 'LS'] ?? [];
  const numbers = lines.map((line, at) => String(Number(line['LNUM'] ?? at + 1) || at + 1));
  return numbers.length > 0 ? numbers : ['1'];
}

function saidAfter(record: OrderRecord, update: Update): Said {
  const { said } = record;
  const before = said.items ?? idsOf(record).map((id) => ({ id }));
  const items = before.map((item) => {
    const change = update.productOrderItem?.find(({ id }) => id === item.id);
    if (change === undefined) return item;
    const notes = added('note' in item ? item.note : undefined, change.note);
    return {
      ...item,
      ...(notes === undefined ? {} : { note: notes }),
      ...(change.relatedContactInformation === undefined
        ? {}
        : { relatedContactInformation: change.relatedContactInformation }),
    };
  });
  const notes = added(said.note, update.note);
  return {
    items,
    ...(notes === undefined ? {} : { note: notes }),
    ...(update.relatedContactInformation === undefined
      ? {}
      : { relatedContactInformation: update.relatedContactInformation }),
  };
}

/** Notes are added and never changed. */
function added(
  before: readonly MefNote[] | undefined,
  more: readonly MefNote[] | undefined,
): readonly MefNote[] | undefined {
  const there = new Set(before?.map(({ id }) => id));
  const notes = [...(before ?? []), ...(more ?? []).filter(({ id }) => !there.has(id))];
  return notes.length === 0 ? undefined : notes;
}

/** What the forms say otherwise after it. */
function changedFields({ key, versions }: OrderRecord, update: Update): FieldChanges {
  const { now } = standing(versions);
  const forms = now?.order.forms ?? {};
  const family = familyOfForms(forms);
  const page = key.kind === 'asr' ? 'ASR' : 'LSR';
  const item = (name: 'endCustomerName' | 'relatedBuyerPON') =>
    update.productOrderItem?.find((one) => one[name] !== undefined)?.[name];
  const wanted = [
    { form: page, field: 'PROJECT', text: update.projectId },
    { form: page, field: 'RPON', text: item('relatedBuyerPON') },
    family?.user === 'EUSA'
      ? ({ form: 'EUSA', field: 'EUNAME', text: item('endCustomerName') } as const)
      : ({ form: 'EU', field: 'NAME', text: item('endCustomerName') } as const),
  ] as const;
  const changes: { [form: string]: Record<string, string> } = {};
  for (const { form, field, text } of wanted)
    if (text !== undefined && text !== forms[form]?.[0]?.[field]) (changes[form] ??= {})[field] = text;
  const changed = Object.values(changes).flatMap((fields) => Object.keys(fields));
  // A supplement says what it changes; what it changes it to stands in the field alone.
  if (changed.length > 0) (changes[page] ??= {})['REMARKS'] = `Changed: ${changed.join(', ')}`;
  return changes as FieldChanges;
}
