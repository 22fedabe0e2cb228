import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../base/problem.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { mefErrors } from './errors.ts';
import { addChargeRoutes } from './routes/charges.ts';
import { addHubRoutes } from './routes/hub.ts';
import { addOrderRoutes } from './routes/product-orders.ts';
import { addProductRoutes } from './routes/products.ts';
import { addQualificationRoutes } from './routes/qualifications.ts';
import { addTaskRoutes } from './routes/tasks.ts';

const JSON_UTF8 = 'application/json;charset=utf-8';

/**
 * The MEF LSO Sonata interfaces for orders, qualifications and products in service. Behind the sign-in, rights and row-level
 * security of the API; every refusal is told as their documents tell it.
 */
export function addMefRoutes(api: Api, options: ServerOptions): void {
  void api.register(async (mef: Api) => {
    mef.addHook(
      'preSerialization',
      async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        void reply.type(JSON_UTF8);
        const problems = problemsIn(payload);
        if (problems === undefined) return payload;
        const { status, body } = mefErrors(reply.statusCode, problems, request);
        void reply.code(status);
        return body;
      },
    );
    for (const add of routes) add(mef, options);
  });
}

const routes = [
  addOrderRoutes,
  addTaskRoutes,
  addChargeRoutes,
  addHubRoutes,
  addQualificationRoutes,
  addProductRoutes,
];

const problemsIn = (payload: unknown): readonly Problem[] | undefined =>
  typeof payload === 'object' && payload !== null && 'problems' in payload && Array.isArray(payload.problems)
    ? (payload.problems as readonly Problem[])
    : undefined;
