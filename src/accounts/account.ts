import type { Problem } from '../base/problem.ts';
import type { Result } from '../base/result.ts';
import { ok, fail } from '../base/result.ts';
import type { Charge } from './charge.ts';

/** A billing account: what one party bills another for one kind of thing, under one number. */
export interface BillingAccount {
  /** Billing account number, 13 characters or fewer. */
  readonly ban: string;
  readonly biller: string;
  readonly billed: string;
  readonly account: 'services' | 'usage';
  readonly name: string;
}

/** A bill of an earlier month that was not settled when the month began. */
export interface OpeningBalance {
  readonly ban: string;
  /** Number of that bill. */
  readonly bill: string;
  readonly billedOn: string;
  readonly dueOn: string;
  /** Cents still owed; negative when too much was paid. */
  readonly amount: bigint;
  /** Cents of the amount that are late payment charges: these bear none. */
  readonly lateCharges?: bigint;
  /** Cents of the amount that are in dispute. */
  readonly disputed: bigint;
  /** Last day for which a late payment charge has been billed already. */
  readonly lateChargedThrough?: string;
  /** The journal has it from an earlier month: a bill that was issued here, or carried since before that. */
  readonly onRecord?: boolean;
}

/** Money received for one bill. */
export interface Payment {
  readonly ban: string;
  readonly bill: string;
  readonly receivedOn: string;
  /** Cents. */
  readonly amount: bigint;
  /** Paid with a protest on record: it is money received like any other. */
  readonly underProtest?: boolean;
}

/** The account that a charge goes on, or a problem that names the missing one. */
export function accountOf(
  accounts: readonly BillingAccount[],
  charge: Pick<Charge, 'biller' | 'billed' | 'account'>,
): Result<BillingAccount> {
  const found = accounts.find(
    (account) =>
      account.biller === charge.biller &&
      account.billed === charge.billed &&
      account.account === charge.account,
  );
  return found ? ok(found) : fail(noAccount(charge));
}

const noAccount = ({ biller, billed, account }: Pick<Charge, 'biller' | 'billed' | 'account'>): Problem => ({
  id: 'accounts/no-account',
  field: `${biller}/${billed}/${account}`,
  sentence: `${biller} has charges for ${billed} and no ${account} account to bill them on.`,
  cure: 'Add a row to accounts.csv.',
});
