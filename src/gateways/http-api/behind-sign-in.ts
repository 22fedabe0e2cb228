import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../base/problem.ts';
import type { Right } from '../../parties/rights.ts';
import { fromHere } from './from-here.ts';
import type { Api, Caller, RouteRight } from './options.ts';
import type { FindCaller } from './sign-in.ts';

/**
 * Makes every route that is added from here on ask who sends the request, whether they have its right, and whether it
 * comes from the portal where a session alone says who sends it.
 * @throws Error, when a route is added, if the route does not say which right it asks for.
 */
export function putBehindSignIn(signedIn: Api, findCaller: FindCaller, baseUrl: string): void {
  const comesFromHere = fromHere(baseUrl);
  signedIn.addHook('onRoute', ({ method, url, config }) => {
    if (config?.right === undefined)
      throw new Error(`The route ${[method].flat().join()} ${url} does not say which right it asks for.`);
  });
  signedIn.addHook('onRequest', async (request, reply) => {
    const found = await findCaller(request);
    if ('refused' in found) {
      for (const [name, value] of Object.entries(found.headers)) void reply.header(name, value);
      return refuse(request, reply, 401, found.refused);
    }
    request.caller = found;
    const asked = request.routeOptions.config.right;
    if (!mayUse(found, asked)) {
      if (found.client !== undefined) void reply.header('www-authenticate', lackingScope(asked));
      return refuse(request, reply, 403, found.secondFactor === 'needed' ? noSecondFactor : noRight);
    }
    return READING.has(request.method) ? undefined : comesFromHere(request, reply);
  });
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const mayUse = ({ rights }: Caller, asked: RouteRight | undefined): boolean => {
  if (asked === 'signed-in') return true;
  return [asked ?? []].flat().some((right) => rights.has(right));
};

/** As RFC 6750 §3.1 tells a program. */
const lackingScope = (asked: RouteRight | undefined): string =>
  `Bearer error="insufficient_scope", scope="${[asked ?? []].flat().join(' ')}"`;

/** Why the caller may not, for what only some requests of a route ask for; undefined where they may. */
export const lacksRight = ({ rights }: Caller, right: Right): Problem | undefined =>
  rights.has(right) ? undefined : noRight;

function refuse(request: FastifyRequest, reply: FastifyReply, status: number, problem: Problem): unknown {
  const tell = request.routeOptions.config.refusal;
  return reply.code(status).send(tell === undefined ? { problems: [problem] } : tell(status, problem));
}

const noSecondFactor: Problem = {
  id: 'api/second-factor',
  sentence: 'Your role asks for a second factor, and you have none.',
  cure: 'Set one up: begin at /api/second-factor.',
};

export const noRight: Problem = {
  id: 'api/no-right',
  sentence: 'You may not do this.',
  cure: 'Ask the administrator of your carrier for a role, or a client, that may.',
};
