import { Type } from 'typebox';
import { viewCustomerRecord } from '../../../articles/general-provisions/authority/view-customer-record.ts';
import { freezesOn } from '../../../articles/ordering/freeze-case.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { customerRecordOf } from '../customer-record.ts';
import { defineFunction } from '../pre-order.ts';

/**
 * What is on an end user's account: a circuit under this agreement, or an account of the incumbent's own. Read when it is asked and never
 * kept; for a purpose and, where the agreement says so, on an authority; each view and each refusal is on the audit trail.
 */
export const customerServiceRecord = defineFunction({
  name: 'customer-service-record',
  doc: "What is on an end user's account: own-circuit, retail-account, other-carrier or not-found.",
  facts: Type.Object(
    { number: Type.String({ maxLength: 20, description: 'Telephone number' }) },
    { additionalProperties: false },
  ),
  subject: ({ number }) => telephoneNumber(number) ?? number,
  customer: true,
  answer: async (tx, { agreement, clock }, { who, party, purpose, authority }, facts) => {
    const number = telephoneNumber(facts.number);
    if (number === undefined) return fail(noNumber(facts.number));
    const allowed = await viewCustomerRecord(tx, clock, agreement, {
      who,
      party,
      subject: number,
      data: 'customer-service-record',
      purpose,
      authority,
    });
    if (!allowed.ok) return allowed;
    const { outcome, account, record, pending } = await customerRecordOf(tx, agreement, number);
    if (outcome === 'not-found' || outcome === 'other-carrier')
      return ok({
        outcome,
        value: null,
        details: { number },
        problems: [outcome === 'not-found' ? unknown(number) : elsewhere(number)],
      });
    const freezes = [
      ...new Set([...(await freezesOn(tx, agreement.id, [number])), ...(record.freezes ?? [])]),
    ].sort();
    return ok({
      outcome,
      value: account,
      details: { number, ...record, freezes, pending, readAt: clock.now().toString() },
      problems: [
        ...pending.map((one) => stale(number, one)),
        ...(freezes.length > 0 ? [frozen(number, freezes)] : []),
      ],
    });
  },
});

const noNumber = (given: string): Problem => ({
  id: 'pre-order/number',
  field: 'number',
  sentence: `"${given}" is no telephone number.`,
  cure: 'Write ten digits.',
});

const unknown = (number: string): Problem => ({
  id: 'pre-order/no-account',
  field: 'number',
  sentence: `No account here has ${number}.`,
  cure: 'See which carrier serves the number: it may have been ported.',
});

const elsewhere = (number: string): Problem => ({
  id: 'pre-order/other-carrier',
  field: 'number',
  sentence: `${number} is in service with another carrier that resells or leases here: its record is not the incumbent's to show.`,
  cure: 'Ask the carrier that serves the end user.',
});

const stale = (
  number: string,
  pending: { readonly of: string; readonly order?: string; readonly dueOn?: string },
): Problem => ({
  id: 'pre-order/pending-order',
  field: 'number',
  sentence: `An order for ${number} is open (${[pending.order ?? pending.of, pending.dueOn && `due ${pending.dueOn}`].filter(Boolean).join(', ')}): the record will be another when it is completed.`,
  cure: 'Ask again when it is completed, before you order.',
});

const frozen = (number: string, freezes: readonly string[]): Problem => ({
  id: 'pre-order/frozen',
  field: 'number',
  sentence: `The end user of ${number} has frozen its carrier (${freezes.join(', ')}): an order that takes the line over is rejected.`,
  cure: 'The end user lifts it with the carrier that placed it.',
});
