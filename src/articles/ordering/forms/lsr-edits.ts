import Type from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Decision } from '../../../agreement/decision.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { checkOrderDocument } from '../../../formats/order-forms/read.ts';
import { withoutRecord } from '../edit-facts.ts';
import type { EditContext, Order } from '../edit-facts.ts';
import { EditRow } from '../edit-row.ts';
import { failedEdits } from '../run-edits.ts';
import { editsTerm } from '../terms.ts';
import { orderOfForms } from './order-of-forms.ts';

const Facts = Type.Object(
  {
    forms: Type.Record(Type.String(), Type.Unknown(), {
      description: 'The order: form → sections → field by its trade name → text',
    }),
    receivedAt: Type.Optional(IsoInstant('When it arrived; default noon of the day asked about')),
    channel: Type.Optional(Code(['electronic', 'manual'], 'How it arrived; default electronic')),
    previousVersion: Type.Optional(Type.String({ description: 'VER of the version before' })),
    previousState: Type.Optional(Type.String({ description: 'State of the version before' })),
    previousForms: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'The version before, as it was sent' }),
    ),
  },
  { additionalProperties: false },
);
type Facts = Static<typeof Facts>;

/** Decisions of other rooms that edits ask. */
export type EditDecisions = Pick<EditContext, 'availability' | 'inEffect'>;

/**
 * `lsr-edits`: whether an order passes all edits that the agreement names, without a record to ask: what only the record knows
 * is unknown, and edits about it do not fail.
 */
export const lsrEdits = (rooms: EditDecisions): Decision =>
  defineDecision({
    name: 'lsr-edits',
    doc: 'Whether an order as forms (LSR or ASR) passes all edits; those that it fails are in the details.',
    facts: Facts,
    value: 'code',
    asOf: ({ receivedAt }, agreement) =>
      receivedAt === undefined ? undefined : localDate(agreement, receivedAt),
    decide: (facts, view, trace) => {
      const { agreement } = view;
      const receivedAt = facts.receivedAt ?? noonOf(agreement, view.asOf);
      const channel = facts.channel ?? 'electronic';
      const document = checkOrderDocument(facts.forms);
      if (!document.ok) return document;
      const { kind, order } = orderOfForms(agreement, document.value, { channel, receivedAt });
      const previous = previousOf(agreement, facts, order, receivedAt);
      if (!previous.ok) return previous;
      const agreed = view.term(editsTerm);
      if (!agreed.ok) return agreed;
      const row = new EditRow(agreement, order, {
        ...withoutRecord(order),
        ...rooms,
        ...(previous.value === undefined ? {} : { previous: previous.value }),
      });
      const failed = failedEdits(agreement, order, row);
      if (!failed.ok) return failed;
      const edits = failed.value.filter(({ severity }) => severity !== 'warning');
      const warnings = failed.value.filter(({ severity }) => severity === 'warning');
      trace.add({
        id: 'order',
        sentence: `Forms ${Object.keys(document.value).join(', ')}: ${order.quantity} × ${order.product || 'an unknown product'}, activity ${order.act || '(none)'}`,
      });
      for (const { id, sentence, clause } of failed.value) trace.add({ id, sentence, clause });
      const value = edits.length === 0 ? 'clean' : 'errors';
      trace.add({
        id: 'edits',
        sentence: `The order fails ${edits.length} edits and ${warnings.length} warnings are told`,
        out: value,
        ...cited(agreed.value),
      });
      const { product, quantity, act, reqtyp, wireCenter } = order;
      return ok({
        value,
        clause: agreed.value.citation,
        details: { edits, warnings, order: { kind, product, quantity, act, reqtyp, wireCenter } },
      });
    },
  });

const noonOf = (agreement: Agreement, day: string): string =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: agreement.timeZone, plainTime: '12:00' })
    .toString({ timeZoneName: 'never' });

/** A version after the first has one before it, though nothing else may be known of that. */
function previousOf(
  agreement: Agreement,
  { previousVersion, previousState = '', previousForms }: Facts,
  order: Order,
  receivedAt: string,
): Result<EditContext['previous']> {
  const after = /^\d{2}$/.test(order.ver) && order.ver > '01';
  if (previousVersion === undefined && previousForms === undefined && !after) return ok(undefined);
  let before: Order | undefined;
  if (previousForms !== undefined) {
    const document = checkOrderDocument(previousForms);
    if (!document.ok) return document;
    before = orderOfForms(agreement, document.value, { channel: 'electronic', receivedAt }).order;
  }
  const guessed = String(Number(order.ver) - 1).padStart(2, '0');
  const ver = previousVersion ?? before?.ver ?? guessed;
  return ok({ ver, state: previousState, ...(before === undefined ? {} : { order: before }) });
}
