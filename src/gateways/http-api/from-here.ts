import type { FastifyReply, FastifyRequest } from 'fastify';

/** On one's own machine `localhost` and `127.0.0.1` are the same place. */
export function sameMachineOrigins(baseUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(baseUrl);
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') return [origin];
  return ['localhost', '127.0.0.1'].map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`);
}

/**
 * Refuses a request that does not say it comes from the portal's own pages. For everything that writes: another site may make a
 * signed-in person's browser send a request, and cannot choose its `Origin`.
 */
export function fromHere(baseUrl: string) {
  const origins = sameMachineOrigins(baseUrl);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    // A bearer token is no browser's to send: only a session can be borrowed.
    if (request.caller?.client !== undefined) return undefined;
    if (origins.includes(request.headers.origin ?? '')) return undefined;
    return reply.code(403).send({ problems: [notFromHere] });
  };
}

const notFromHere = {
  id: 'api/not-from-here',
  sentence: 'The request did not come from this portal.',
  cure: 'Open the portal at its own address, or send its address as Origin.',
};
