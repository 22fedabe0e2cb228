import { Type } from 'typebox';
import { viewCustomerRecord } from '../../articles/general-provisions/authority/view-customer-record.ts';
import type { Problem } from '../../base/problem.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Room } from './agreement-access.ts';
import { lacksRight, noRight } from './behind-sign-in.ts';

/** Asked for beside the address of what tells of an end user. */
export const PurposeQuery = {
  purpose: Type.Optional(
    Type.String({ description: 'What the end user is looked at for: provisioning, repair, dispute …' }),
  ),
  authority: Type.Optional(Type.String({ description: "Case of the end user's authority" })),
};

/** Why somebody wants to see what a record tells of an end user. */
export interface Purpose {
  readonly purpose?: string | undefined;
  readonly authority?: string | undefined;
}

/** Whether the whole record is asked for. */
export const isAsked = ({ purpose, authority }: Purpose): boolean =>
  purpose !== undefined || authority !== undefined;

/** Puts the view or its refusal on record, and says why it is refused. */
export async function recordView(
  { tx, agreement, caller }: Room,
  clock: WallClock,
  subject: string,
  { purpose, authority }: Purpose,
): Promise<Result<void>> {
  const lacking = lacksRight(caller, 'customers:view');
  if (lacking !== undefined) return fail(lacking);
  return viewCustomerRecord(tx, clock, agreement, {
    who: caller.user.email,
    party: caller.party,
    subject,
    data: 'wholesale-order',
    purpose,
    authority,
  });
}

/** 403 where the view was refused, else 404. */
export const statusOf = (problems: readonly Problem[]): number =>
  problems.some(({ id }) => id === noRight.id || id.startsWith('customer-record/')) ? 403 : 404;
