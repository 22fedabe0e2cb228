import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { notFound } from './answers.ts';
import type { Api, ServerOptions } from './options.ts';

/** Stands in the built page where the nonce of each answer goes. */
const NONCE_PLACE = '__STYLE_NONCE__';
/** Where it says whether the deployment is there to try things: before anybody types a password into it. */
const DEPLOYMENT_PLACE = '__DEPLOYMENT__';

/** Serves the built portal; paths of its pages all answer with the page. Unknown API paths answer problems. */
export async function addPortalFiles(
  api: Api,
  { portalDir, test }: Pick<ServerOptions, 'portalDir' | 'test'>,
): Promise<void> {
  if (portalDir !== undefined) {
    if (readPage(portalDir) === undefined)
      throw new Error(`The portal is not built: ${portalDir} has no page.`);
    await api.register(fastifyStatic, {
      root: path.resolve(portalDir, 'assets'),
      prefix: '/assets/',
      index: false,
      maxAge: '1y',
      immutable: true,
    });
  }
  api.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|assets|tmf-api|mefApi)(\/|$)/.test(request.url);
    // Read each time: the page names the assets of the latest build.
    const page = isPage && portalDir !== undefined ? readPage(portalDir) : undefined;
    if (page === undefined) return reply.code(404).send({ problems: [notFound('address')] });
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(
        page
          .replaceAll(NONCE_PLACE, reply.styleNonce)
          .replaceAll(DEPLOYMENT_PLACE, test === undefined ? 'live' : 'test'),
      );
  });
}

function readPage(portalDir: string): string | undefined {
  const file = path.join(portalDir, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
