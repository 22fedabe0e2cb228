import type { FastifyReply } from 'fastify';
import type { TSchema } from 'typebox';
import { misfits } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import { DatabaseAway } from '../../platform/database.ts';
import type { Api } from './options.ts';

/** Thrown where only an error ends a request: before its handler, or in a library. It is answered as its problems. */
export class ProblemsToTell extends Error {
  readonly statusCode: number;
  readonly problems: readonly Problem[];

  constructor(statusCode: number, problems: readonly Problem[]) {
    super('The request is refused.');
    this.statusCode = statusCode;
    this.problems = problems;
  }
}

/** Sends a value, or the problems in its place. */
export function answer<T>(reply: FastifyReply, result: Result<T>, failureStatus = 404): unknown {
  if (result.ok) return reply.send(result.value);
  return reply.code(failureStatus).send({ problems: result.problems });
}

/** What every path that is not there answers, and every thing that belongs to somebody else. */
export const notFound = (what: string): Problem => ({
  id: 'api/not-found',
  sentence: `There is no such ${what} among those you may see.`,
  cure: 'Start from a list and follow it.',
});

/** Makes requests be checked by TypeBox and every failure come back as problems. */
export function setAnswers(api: Api): void {
  api.setValidatorCompiler(({ schema, httpPart }) => (value: unknown) => {
    const odd = unstorable(value);
    if (odd !== undefined) return { error: new ProblemsToTell(400, [{ ...odd, field: httpPart ?? 'body' }]) };
    const found = misfits(schema as TSchema, value ?? {});
    if (found.length === 0) return { value };
    const problems = found.map(({ path, sentence, cure }) => ({
      id: 'api/request',
      field: path === '' ? (httpPart ?? 'body') : path,
      sentence,
      cure,
    }));
    return { error: new ProblemsToTell(400, problems) };
  });
  // The schemas document answers; they do not filter them.
  api.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value));
  api.setErrorHandler((error, request, reply) => {
    if (error instanceof ProblemsToTell)
      return reply.code(error.statusCode).send({ problems: error.problems });
    if (error instanceof DatabaseAway)
      return reply
        .code(503)
        .header('retry-after', String(AWAY_SECONDS))
        .send({ problems: [error.maybeDone ? maybeDone : databaseAway] });
    if (isTooLarge(error))
      return reply.code(413).send({ problems: [tooLarge(request.routeOptions.bodyLimit)] });
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 400 && status < 500) {
      const sentence = error instanceof Error ? error.message : 'The request was refused.';
      return reply.code(status).send({
        problems: [{ id: 'api/request', sentence, cure: 'Correct the request and send it again.' }],
      });
    }
    request.log.error({ err: error }, 'A request failed.');
    return reply.code(500).send({
      problems: [
        {
          id: 'api/failure',
          sentence: 'The server failed to answer.',
          cure: `Try again; if it stays so, report request ${request.id}.`,
        },
      ],
    });
  });
}

/** A restart of the database takes about so long. */
const AWAY_SECONDS = 1;

const databaseAway: Problem = {
  id: 'api/database-away',
  sentence: 'The database does not answer just now. Nothing was recorded.',
  cure: 'Send the request again in a moment.',
};

const maybeDone: Problem = {
  id: 'api/database-away',
  sentence: 'The database went away while this was being recorded: it may be on record, or not.',
  cure: 'Send it again in a moment under the same Idempotency-Key; without one, look before you send it again.',
};

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';

const KILOBYTE = 1024;

const tooLarge = (most: number | undefined): Problem => ({
  id: 'api/too-large',
  field: 'body',
  sentence: `What was sent is larger than ${Math.floor((most ?? 0) / KILOBYTE).toLocaleString('en-US')} KB: it was not read.`,
  cure: 'Send less at once: split an order of so many lines into related orders.',
});

/** Deeper than any request that means something. */
const DEEPEST = 32;

/** What no database takes: a zero character, half a character, nesting without end. */
function unstorable(value: unknown, depth = 0): Omit<Problem, 'field'> | undefined {
  if (typeof value === 'string') {
    return value.includes('\u0000') || !value.isWellFormed()
      ? { id: 'api/request', sentence: 'The text holds a character that is none.', cure: 'Take it out.' }
      : undefined;
  }
  if (value === null || typeof value !== 'object') return undefined;
  if (depth > DEEPEST) {
    return {
      id: 'api/request',
      sentence: `It is nested deeper than ${DEEPEST} levels.`,
      cure: 'Write it flat.',
    };
  }
  for (const [name, inner] of Object.entries(value)) {
    const odd = unstorable(name, depth) ?? unstorable(inner, depth + 1);
    if (odd !== undefined) return odd;
  }
  return undefined;
}
