import type { FastifyRequest } from 'fastify';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WallClock } from '../../platform/clock.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import { localDate } from '../../cases/instant.ts';
import { notFound } from './answers.ts';
import { callerOf, scopeOf } from './options.ts';
import type { Caller, ServerOptions } from './options.ts';

/** One agreement as one caller may see it, inside one transaction. */
export interface Room {
  readonly tx: Tx;
  readonly agreement: Agreement;
  readonly scope: Scope;
  readonly caller: Caller;
}

interface AgreementRequest extends Pick<FastifyRequest, 'caller'> {
  readonly params: { readonly form: string; readonly variant: string };
}

export type InAgreement = <T>(
  request: AgreementRequest,
  work: (room: Room) => Promise<Result<T>> | Result<T>,
) => Promise<Result<T>>;

/**
 * Runs `work` on the agreement that the path names. An agreement of other carriers answers as one that does not
 * exist: the database decides which agreements the caller's party has.
 */
export function agreementAccess(options: ServerOptions): InAgreement {
  return (request, work) => {
    const caller = callerOf(request);
    const id = `${request.params.form}/${request.params.variant}`;
    const scope = scopeOf(caller);
    return options.db.withTransaction(scope, async (tx) => {
      const [row] = await tx.query('SELECT FROM agreement WHERE id = $1', [id]);
      const agreement = options.agreements.get(id);
      if (row === undefined || agreement === undefined) return fail(notFound('agreement'));
      return work({ tx, agreement, scope, caller });
    });
  };
}

/** Agreements that the caller's party has, in the order of their ids. */
export async function visibleAgreements(options: ServerOptions, caller: Caller): Promise<Agreement[]> {
  const rows = await options.db.withTransaction(scopeOf(caller), (tx) =>
    tx.query<{ id: string }>('SELECT id FROM agreement ORDER BY id'),
  );
  return rows.flatMap(({ id }) => options.agreements.get(id) ?? []);
}

/** Today where the agreement is at home. */
export const todayOf = (agreement: Agreement, clock: WallClock): string => localDate(agreement, clock.now());
