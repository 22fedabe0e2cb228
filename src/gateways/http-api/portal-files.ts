import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { notFound } from './answers.ts';
import type { Api } from './options.ts';

/** Stands in the built page where the nonce of each answer goes. */
export const NONCE_PLACE = '__STYLE_NONCE__';

/** Serves the built portal; paths of its pages all answer with the page. Unknown API paths answer problems. */
export async function addPortalFiles(api: Api, portalDir: string | undefined): Promise<void> {
  const page = portalDir === undefined ? undefined : readPage(portalDir);
  if (portalDir !== undefined && page !== undefined) {
    await api.register(fastifyStatic, {
      root: portalDir,
      wildcard: false,
      index: false,
      globIgnore: ['index.html'],
      maxAge: '1y',
      immutable: true,
    });
  }
  api.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|assets)(\/|$)/.test(request.url);
    if (page === undefined || !isPage) {
      return reply.code(404).send({ problems: [notFound('address')] });
    }
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE_PLACE, reply.styleNonce));
  });
}

function readPage(portalDir: string): string {
  const file = path.join(portalDir, 'index.html');
  if (!existsSync(file)) throw new Error(`The portal is not built: there is no ${file}.`);
  return readFileSync(file, 'utf8');
}
