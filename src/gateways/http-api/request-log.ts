import type { Api } from './options.ts';

/**
 * Puts each answered request on the log: method, path, status, time. What stands behind the path is left out: purposes, numbers and
 * addresses that are searched for tell of end users.
 */
export function logRequests(api: Api): void {
  api.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'A request was answered.',
    );
  });
}
