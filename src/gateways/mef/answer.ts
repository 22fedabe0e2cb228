import type { FastifyReply } from 'fastify';
import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import { forbiddenRequester, notOffered } from './errors.ts';

const STATUS: Readonly<Record<string, number>> = {
  'api/not-found': 404,
  'api/no-right': 403,
  [forbiddenRequester.id]: 403,
  'mef/not-the-buyer': 403,
  'pre-order/suspended': 403,
};

/** Sends a value, or the problems in its place: those of who asks and of what is not there by their own status, others by `failure`. */
export function answerMef<T>(
  reply: FastifyReply,
  result: Result<T>,
  about: { readonly success?: number; readonly failure: number },
): unknown {
  if (result.ok) return reply.code(about.success ?? 200).send(result.value);
  return reply.code(statusOf(result.problems) ?? about.failure).send({ problems: result.problems });
}

function statusOf(problems: readonly Problem[]): number | undefined {
  for (const { id } of problems) {
    if (id.startsWith('customer-record/')) return 403;
    const status = STATUS[id];
    if (status !== undefined) return status;
  }
  return undefined;
}

/** Only who orders under the agreement may ask this. */
export const notTheBuyer: Problem = {
  id: 'mef/not-the-buyer',
  sentence: 'This is asked by the carrier that orders.',
  cure: 'Answer the orders that have come in by the API or the portal.',
};

/** Answers what is not offered, with its reason. */
export const answerNotOffered = (what: string, why: string) => (_: unknown, reply: FastifyReply) =>
  reply.code(501).send({ problems: [notOffered(what, why)] });
