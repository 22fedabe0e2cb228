import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../base/problem.ts';
import { CODES_422 } from './mef-problem.ts';
import type { MefProblemId } from './mef-problem.ts';

/** An error of the Sonata documents; of 422 there is a list of them. */
export interface MefError {
  readonly code: string;
  readonly reason: string;
  readonly message?: string;
  readonly propertyPath?: string;
}

/** Statuses that the documents do not have, told by the nearest that they have. */
const NEAREST: Readonly<Record<number, number>> = { 413: 400, 415: 400 };

/** Problems as the error of a status by the Sonata documents. */
export function mefErrors(
  status: number,
  problems: readonly Problem[],
  request: Pick<FastifyRequest, 'method' | 'headers'>,
): { readonly status: number; readonly body: MefError | MefError[] } {
  const told = NEAREST[status] ?? status;
  if (told === 422) return { status: told, body: problems.map(validationError) };
  const [first] = problems;
  const body = {
    code: codeOf(told, problems, request),
    reason: problems.map(({ sentence }) => sentence).join(' ') || 'The request was refused.',
    ...(first === undefined ? {} : { message: problems.map(inWords).join('\n') }),
  };
  return { status: told, body };
}

function validationError(problem: Problem): MefError {
  const code = CODES_422[problem.id as MefProblemId] ?? 'otherIssue';
  return {
    code,
    reason: problem.id in CODES_422 ? problem.sentence : `${problem.id}: ${problem.sentence}`,
    message: problem.clause === undefined ? problem.cure : `${problem.cure} (${problem.clause})`,
    ...(problem.field?.startsWith('/') === true ? { propertyPath: problem.field } : {}),
  };
}

function codeOf(
  status: number,
  problems: readonly Problem[],
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
): string {
  switch (status) {
    case 400:
      if (problems.some(({ id }) => id === 'mef/missing-query-parameter')) return 'missingQueryParameter';
      return problems.some(({ id, field }) => id === 'mef/invalid-query' || field === 'querystring') ||
        method === 'GET' ||
        method === 'DELETE'
        ? 'invalidQuery'
        : 'invalidBody';
    case 401:
      return headers.authorization === undefined && headers.cookie === undefined
        ? 'missingCredentials'
        : 'invalidCredentials';
    case 403:
      return problems.some(({ id }) => id === forbiddenRequester.id) ? 'forbiddenRequester' : 'accessDenied';
    case 404:
      return 'notFound';
    case 409:
      return 'conflict';
    case 429:
      return 'tooManyUsers';
    case 501:
      return 'notImplemented';
    default:
      return 'internalError';
  }
}

const inWords = ({ id, field, cure, clause }: Problem): string =>
  `${field === undefined ? id : `${id} ${field}`}: ${cure}${clause === undefined ? '' : ` (${clause})`}`;

/** Whatever other carriers there are: who is not one of the asker's own is not told apart from who does not exist. */
export const forbiddenRequester: Problem = {
  id: 'mef/forbidden-requester',
  sentence: 'The request names a buyer or a seller that you do not act with.',
  cure: 'Leave buyerId and sellerId out, or name parties of your own agreements.',
};

/** What is not offered, with why. */
export const notOffered = (what: string, why: string): Problem => ({
  id: 'mef/not-offered',
  sentence: `${what} is not offered: ${why}`,
  cure: 'Use what is offered in its place, as the documentation says.',
});
