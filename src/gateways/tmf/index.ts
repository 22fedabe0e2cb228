import type { Problem } from '../../base/problem.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { addAgreementRoutes } from './agreement-routes.ts';
import { addCancelRoutes } from './cancel-routes.ts';
import { errorOf } from './error.ts';
import { addHubRoutes } from './hub-routes.ts';
import { addNotOffered } from './not-offered.ts';
import { addOrderRoutes } from './order-routes.ts';
import { addProductRoutes } from './product-routes.ts';
import { addQualificationRoutes } from './qualification-routes.ts';

/**
 * The TM Forum's interfaces below `/tmf-api`, behind the same sign-in, rights and row-level security as `/api`. What is told as
 * problems elsewhere is told as the documents' error here.
 */
export function addTmfRoutes(api: Api, options: ServerOptions): void {
  void api.register(async (tmf: Api) => {
    tmf.addHook('preSerialization', async (_request, reply, payload) => {
      const problems = problemsIn(payload);
      return problems === undefined ? payload : errorOf(reply.statusCode, problems);
    });
    tmf.addContentTypeParser(
      'application/merge-patch+json',
      { parseAs: 'string' },
      tmf.getDefaultJsonParser('error', 'error'),
    );
    for (const add of routes) add(tmf, options);
  });
}

const routes = [
  addOrderRoutes,
  addCancelRoutes,
  addHubRoutes,
  addAgreementRoutes,
  addProductRoutes,
  addQualificationRoutes,
  addNotOffered,
];

function problemsIn(payload: unknown): readonly Problem[] | undefined {
  if (typeof payload !== 'object' || payload === null || !('problems' in payload)) return undefined;
  return Array.isArray(payload.problems) ? (payload.problems as Problem[]) : undefined;
}
