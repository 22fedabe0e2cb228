import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { FormCode, FormSection, OrderDocument } from '../../formats/order-forms/document.ts';
import { mefProblem } from './mef-problem.ts';
import { sentAt } from './order-of-mef.ts';
import type { OrderRecord } from './order-record.ts';
import { standing } from './states.ts';

/** What a supplement asks: 1 cancel, 2 another date, 3 other changes. */
export type Supplement = '1' | '2' | '3';

/** Fields of forms with their new texts; an empty text takes a field out. */
export type FieldChanges = Partial<Record<FormCode, Readonly<Record<string, string>>>>;

/** States in which nothing more is asked of an order. */
const OVER: ReadonlySet<string> = new Set(['completed', 'billed', 'cancelled']);

/**
 * The next version of an order as its forms: those of the version that stands or waits, with the changes on their first
 * sections. `pointer` is where the request names the order.
 */
export function nextVersion(
  record: OrderRecord,
  sup: Supplement,
  changes: FieldChanges,
  about: { readonly now: Temporal.Instant; readonly pointer: string },
): Result<OrderDocument> {
  const { versions, agreement, key } = record;
  const { now: stands, asked } = standing(versions);
  const before = asked ?? stands;
  if (before === undefined) throw new Error('An order has at least one version.');
  if (stands !== undefined && OVER.has(stands.state))
    return fail(
      mefProblem(
        'mef/other-issue',
        about.pointer,
        `The order is ${stands.state}: nothing more can be asked of it.`,
        'Send a new order.',
      ),
    );
  const { forms } = before.order;
  if (forms === undefined)
    return fail(
      mefProblem(
        'mef/other-issue',
        about.pointer,
        'The order did not come as forms: it is not supplemented here.',
        'Supplement it by the way by which it came.',
      ),
    );
  const page = key.kind === 'asr' ? 'ASR' : 'LSR';
  const ver = nextNumber(versions.map(({ ver: one }) => one));
  const onPage = { VER: ver, SUP: sup, 'D/TSENT': sentAt(agreement, about.now), ...changes[page] };
  const document = Object.entries(forms).map(([form, sections]) => {
    const changed = form === page ? onPage : changes[form as FormCode];
    return [
      form,
      changed === undefined
        ? sections
        : sections.map((one, at) => (at === 0 ? withFields(one, changed) : one)),
    ] as const;
  });
  return ok(Object.fromEntries(document));
}

function withFields(section: FormSection, changes: Readonly<Record<string, string>>): FormSection {
  return Object.fromEntries(Object.entries({ ...section, ...changes }).filter(([, text]) => text !== ''));
}

/** Two digits, one more than the highest. */
const nextNumber = (versions: readonly string[]): string =>
  String(Math.max(0, ...versions.map(Number).filter(Number.isInteger)) + 1).padStart(2, '0');
