import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Agreement } from '../../agreement/agreement.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Tx } from '../../platform/transaction.ts';
import { callerOf, scopeOf } from '../http-api/options.ts';
import type { Caller, ServerOptions } from '../http-api/options.ts';
import { statusOf } from './error.ts';
import { agreementIdOf, agreementRefId } from './ids.ts';
import { selectFields } from './list-query.ts';
import type { ListQuery } from './list-query.ts';
import type { Ref } from './resources.ts';

/** What one caller may see, inside one transaction of its party. */
export interface TmfRoom {
  readonly tx: Tx;
  readonly caller: Caller;
  /** Agreements that the database shows the caller, by id. */
  readonly agreements: ReadonlyMap<string, Agreement>;
}

/** Runs `work` as the caller's party: row-level security decides what there is. */
export function asParty<T>(
  options: ServerOptions,
  request: Pick<FastifyRequest, 'caller'>,
  work: (room: TmfRoom) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  const caller = callerOf(request);
  return options.db.withTransaction(scopeOf(caller), async (tx) => {
    const rows = await tx.query<{ id: string }>('SELECT id FROM agreement ORDER BY id');
    const agreements = new Map(
      rows.flatMap(({ id }) => {
        const agreement = options.agreements.get(id);
        return agreement === undefined ? [] : [[id, agreement] as const];
      }),
    );
    return work({ tx, caller, agreements });
  });
}

/** The agreement that a request names; without a name the only one that the caller has. */
export function agreementFor(
  agreements: TmfRoom['agreements'],
  named: readonly Pick<Ref, 'id'>[] | undefined,
  field = 'agreement',
): Result<Agreement> {
  const [first] = named ?? [];
  const known = [...agreements.keys()].map(agreementRefId);
  const found =
    first === undefined
      ? agreements.size === 1
        ? [...agreements.values()][0]
        : undefined
      : agreements.get(agreementIdOf(first.id));
  if (found !== undefined) return ok(found);
  return fail({
    id: 'tmf/agreement',
    field,
    sentence:
      first === undefined
        ? `The request names no agreement, and your carrier has ${known.length}.`
        : 'The request names no agreement that you may see.',
    cure: `Name one of: ${known.join(', ')}.`,
  });
}

export const notThere = (what: string) => ({
  id: 'api/not-found',
  sentence: `There is no such ${what} among those you may see.`,
  cure: 'Start from a list and follow it.',
});

/** One part of a list, and how many there are in all. */
export interface Page<T> {
  readonly found: readonly T[];
  readonly total: number;
}

/** Sends a list with its counts, or why there is none. */
export function sendList<T extends object>(
  reply: FastifyReply,
  result: Result<Page<T>>,
  query: Pick<ListQuery, 'fields'>,
): unknown {
  if (!result.ok) return sendProblems(reply, result);
  const { found, total } = result.value;
  return reply
    .header('x-total-count', total)
    .header('x-result-count', found.length)
    .send(found.map((one) => selectFields(one, query.fields)));
}

/** Sends a resource, or why there is none. */
export function sendOne<T extends object>(
  reply: FastifyReply,
  result: Result<T>,
  fields?: readonly string[],
  status = 200,
): unknown {
  if (!result.ok) return sendProblems(reply, result);
  return reply.code(status).send(selectFields(result.value, fields));
}

/** Problems become the documents' error on the way out (`addTmfRoutes`). */
export const sendProblems = (
  reply: FastifyReply,
  { problems }: Extract<Result<never>, { ok: false }>,
): unknown => reply.code(statusOf(problems)).send({ problems });
