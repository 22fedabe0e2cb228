import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { ProblemsToTell } from './answers.ts';
import type { Api, RequestLimits } from './options.ts';
import { callerOf } from './options.ts';

/** Enough for a person with many pages open, and for a program that sends a month's orders in an hour. */
export const USUAL_LIMITS: RequestLimits = { userPerMinute: 3000, clientPerMinute: 30_000 };

const KEPT = 20_000;
/** Tokens that are asked for from one address in a minute. */
const ADDRESS_PER_MINUTE = 300;

/**
 * Counts the requests of each person and each program, by the minute; each process of the program counts for itself.
 * Answers say what is left, and over the limit when to try again.
 */
export async function limitRequests(signedIn: Api, limits: RequestLimits): Promise<void> {
  await signedIn.register(rateLimit, {
    timeWindow: '1 minute',
    cache: KEPT,
    keyGenerator: (request) => callerOf(request).user.email,
    max: (request) => limitOf(request, limits),
    errorResponseBuilder: tooMany,
  });
}

/** The same for whoever is not known yet, by the address that they come from. */
export async function limitAddresses(open: Api): Promise<void> {
  await open.register(rateLimit, {
    timeWindow: '1 minute',
    cache: KEPT,
    keyGenerator: ({ ip }) => ip,
    max: ADDRESS_PER_MINUTE,
    errorResponseBuilder: tooMany,
  });
}

const tooMany = (_request: FastifyRequest, { ttl }: { readonly ttl: number }): ProblemsToTell =>
  new ProblemsToTell(429, [
    {
      id: 'api/too-many',
      sentence: 'More requests came in a minute than you may send.',
      cure: `Wait ${Math.ceil(ttl / 1000)} seconds and try again.`,
    },
  ]);

function limitOf(request: FastifyRequest, { userPerMinute, clientPerMinute }: RequestLimits): number {
  const { client, requestsPerMinute } = callerOf(request);
  return client === undefined ? userPerMinute : (requestsPerMinute ?? clientPerMinute);
}
