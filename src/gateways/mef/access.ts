import { Type } from 'typebox';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import { partyOn } from '../../parties/party-on.ts';
import type { Tx } from '../../platform/transaction.ts';
import { callerOf, scopeOf } from '../http-api/options.ts';
import type { Caller, ServerOptions } from '../http-api/options.ts';
import { forbiddenRequester } from './errors.ts';

/** Asked for beside every address of the documents. */
export const RequesterQuery = {
  buyerId: Type.Optional(
    Type.String({
      maxLength: 60,
      description: 'Party that orders: its id or its OCN. Your own, or one that you sell to',
    }),
  ),
  sellerId: Type.Optional(Type.String({ maxLength: 60, description: 'Party that sells: its id or its OCN' })),
};

interface Requester {
  readonly buyerId?: string | undefined;
  readonly sellerId?: string | undefined;
}

/** The agreements that a request is about, inside one transaction of the caller's party. */
export interface MefRoom {
  readonly tx: Tx;
  readonly caller: Caller;
  /** Those of the caller's party between the buyer and the seller that the request names. */
  readonly agreements: readonly Agreement[];
}

interface MefRequest {
  readonly caller: Caller | null;
  readonly query: Requester;
}

export type InMef = <T>(
  request: MefRequest,
  work: (room: MefRoom) => Promise<Result<T>> | Result<T>,
) => Promise<Result<T>>;

/**
 * Runs `work` on the agreements that the caller's party has with whom the request names. Who is no party of one of them is
 * refused as one that does not exist.
 */
export function mefAccess(options: ServerOptions): InMef {
  return (request, work) => {
    const caller = callerOf(request);
    return options.db.withTransaction(scopeOf(caller), async (tx) => {
      const rows = await tx.query<{ id: string }>('SELECT id FROM agreement ORDER BY id');
      const seen = rows.flatMap(({ id }) => options.agreements.get(id) ?? []);
      const agreements = seen.filter((agreement) => isBetween(agreement, request.query, options));
      const names = request.query.buyerId ?? request.query.sellerId;
      if (names !== undefined && agreements.length === 0) return fail(forbiddenRequester);
      return work({ tx, caller, agreements });
    });
  };
}

function isBetween(
  agreement: Agreement,
  { buyerId, sellerId }: Requester,
  { clock }: Pick<ServerOptions, 'clock'>,
): boolean {
  const today = localDate(agreement, clock.now());
  const isParty = (party: string, named: string | undefined): boolean =>
    named === undefined || named === party || partyOn(agreement, party, today)?.value.ocn === named;
  return isParty(agreement.parties.clec, buyerId) && isParty(agreement.parties.ilec, sellerId);
}

export const agreementIn = ({ agreements }: Pick<MefRoom, 'agreements'>, id: string): Agreement | undefined =>
  agreements.find((one) => one.id === id);
