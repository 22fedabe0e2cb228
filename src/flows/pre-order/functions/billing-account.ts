import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { ok } from '../../../base/result.ts';
import { prepared } from '../../../platform/transaction.ts';
import { defineFunction } from '../pre-order.ts';

const ACCOUNTS = prepared(
  `SELECT ban, biller, billed, account, name, opened_on AS "openedOn" FROM billing_account
    WHERE agreement_id = $1 AND ($2::text IS NULL OR ban = $2) AND ($3::text IS NULL OR account = $3)
    ORDER BY biller, account, ban`,
);

interface Row {
  readonly ban: string;
  readonly biller: string;
  readonly billed: string;
  readonly account: 'services' | 'usage';
  readonly name: string;
  readonly openedOn: string;
}

/** The accounts between the two parties of this agreement, and what each is for. One of anybody else is as if it were not there. */
export const billingAccount = defineFunction({
  name: 'billing-account',
  doc: 'Billing accounts between the parties of the agreement: found (the account that was named), listed, unknown or none.',
  facts: Type.Object(
    {
      ban: Type.Optional(
        Type.String({ minLength: 1, maxLength: 13, description: 'Billing account number; without it all' }),
      ),
      account: Type.Optional(Code(['services', 'usage'], 'What it is for')),
    },
    { additionalProperties: false },
  ),
  subject: ({ ban, account }) => ban ?? account ?? 'all accounts',
  answer: async (tx, { agreement }, _query, { ban: given, account }) => {
    const ban = given?.trim().toUpperCase();
    const accounts = await tx.query<Row>(ACCOUNTS, [agreement.id, ban ?? null, account ?? null]);
    const [only, ...more] = accounts;
    const isNamed = ban !== undefined;
    return ok({
      outcome: only === undefined ? (isNamed ? 'unknown' : 'none') : isNamed ? 'found' : 'listed',
      value: only !== undefined && more.length === 0 ? only.ban : null,
      details: { accounts },
      problems: only === undefined ? [isNamed ? unknown(ban) : none] : [],
    });
  },
});

const unknown = (ban: string): Problem => ({
  id: 'pre-order/no-account',
  field: 'ban',
  sentence: `There is no account ${ban} between you.`,
  cure: 'Ask without a number: the answer has all accounts.',
});

const none: Problem = {
  id: 'pre-order/no-accounts',
  field: 'ban',
  sentence: 'No such account is on record yet.',
  cure: 'Accounts come on record when a month is closed for them.',
};
