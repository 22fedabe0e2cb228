import fastifySwagger from '@fastify/swagger';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger } from 'fastify';
import { systemClock } from '../../platform/clock.ts';
import { setAnswers } from './answers.ts';
import { refuseWhileAway, whilePresent } from './database-presence.ts';
import { SECURITY_SCHEMES, keepRoutes } from './known-routes.ts';
import { KnownTokens, tokenOf } from './bearer.ts';
import { putBehindSignIn } from './behind-sign-in.ts';
import { addSecurityHeaders } from './headers.ts';
import { addIdempotency } from './idempotency.ts';
import { readJsonBodies } from './json-body.ts';
import type { Api, ServerOptions, TypeBoxProvider } from './options.ts';
import { addPortalFiles } from './portal-files.ts';
import { addAccessRoutes } from './routes/access.ts';
import { addAgreementRoutes } from './routes/agreements.ts';
import { addCalendarRoutes } from './routes/calendar.ts';
import { addCaseRoutes } from './routes/cases.ts';
import { addClientRoutes } from './routes/clients.ts';
import { addClockRoute } from './routes/clock.ts';
import { addClockRoutes } from './routes/clocks.ts';
import { addDecisionRoutes } from './routes/decisions.ts';
import { addDiffRoute } from './routes/diff.ts';
import { addExplainRoute } from './routes/explain.ts';
import { addFindingRoute } from './routes/findings.ts';
import { addInvoiceRoutes } from './routes/invoices.ts';
import { addMeasureRoute } from './routes/measures.ts';
import { addMonthRoutes } from './routes/months.ts';
import { addOrderCapacityRoute } from './routes/order-capacity.ts';
import { addOrderEntryRoutes } from './routes/order-entry.ts';
import { addOrderFileRoutes } from './routes/order-files.ts';
import { addOrderQueueRoutes } from './routes/order-queues.ts';
import { addOrderRoutes } from './routes/orders.ts';
import { addPreOrderRoutes } from './routes/pre-order.ts';
import { addResponseDocumentRoutes } from './routes/response-documents.ts';
import { addSearchRoute } from './routes/search.ts';
import { addPortfolioRoute } from './routes/portfolio.ts';
import { addSessionRoutes } from './routes/session.ts';
import { addSecondFactorRoutes } from './routes/second-factor.ts';
import { addUserRoutes } from './routes/users.ts';
import { addAuditRoutes } from './routes/audit.ts';
import { addSummaryRoute } from './routes/summary.ts';
import { addTrafficRoutes } from './routes/traffic.ts';
import { logRequests } from './request-log.ts';
import { limitRequests, USUAL_LIMITS } from './request-limits.ts';
import { addTokenRoutes } from './routes/token.ts';
import { addWebhookRoutes } from './routes/webhooks.ts';
import { addSignIn } from './sign-in.ts';
import { addMefRoutes } from '../mef/index.ts';
import { addTmfRoutes } from '../tmf/index.ts';
import type { FindCaller } from './sign-in.ts';

const BODY_BYTES = 256 * 1024;
const REQUEST_MILLISECONDS = 30_000;
/** How long a request waits for a database that was lost, before it is asked to come again. */
const PATIENCE_MILLISECONDS = 1_000;

/**
 * The HTTP API, and the portal where it is built: ready to `listen`.
 * @throws Error when `portalDir` holds no built portal.
 */
export async function createServer(given: ServerOptions): Promise<Api> {
  const options = { ...given, db: given.db.withPatience(PATIENCE_MILLISECONDS) };
  const api: Api = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MILLISECONDS,
    routerOptions: { maxParamLength: 300 },
    genReqId: () => crypto.randomUUID(),
  }).withTypeProvider<TypeBoxProvider>();
  logRequests(api);
  keepRoutes(api);
  setAnswers(api);
  readJsonBodies(api);
  addSecurityHeaders(api, options.baseUrl);
  refuseWhileAway(api, options.db);
  await api.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Meetpoint',
        version: '1',
        description:
          'Interconnection agreements that run. Every error is {problems: [{id, sentence, cure}]}.',
      },
      components: { securitySchemes: SECURITY_SCHEMES },
    },
  });
  const { findCaller: bySession, library } = addSignIn(api, options);
  const tokens = new KnownTokens(options.db, options.signInClock ?? systemClock);
  api.decorate('knownTokens', tokens);
  const findCaller: FindCaller = (request) => {
    const token = tokenOf(request);
    if (token !== undefined) return tokens.find(token);
    if (request.headers.cookie === undefined) return bySession(request);
    return whilePresent(options.db, () => bySession(request));
  };
  addTokenRoutes(api, options);
  api.decorateRequest('caller', null);
  await api.register(async (signedIn: Api) => {
    putBehindSignIn(signedIn, findCaller, options.baseUrl);
    await limitRequests(signedIn, options.limits ?? USUAL_LIMITS);
    addIdempotency(signedIn, options);
    for (const add of routes) add(signedIn, options);
    addSecondFactorRoutes(signedIn, options, library);
  });
  api.get('/api/openapi.json', { schema: { hide: true } }, () => api.swagger());
  await addPortalFiles(api, options);
  await api.ready();
  return api;
}

const routes = [
  addSessionRoutes,
  addClientRoutes,
  addUserRoutes,
  addAuditRoutes,
  addAgreementRoutes,
  addMonthRoutes,
  addMeasureRoute,
  addTrafficRoutes,
  addInvoiceRoutes,
  addOrderEntryRoutes,
  addOrderFileRoutes,
  addResponseDocumentRoutes,
  addOrderQueueRoutes,
  addOrderCapacityRoute,
  addOrderRoutes,
  addPreOrderRoutes,
  addAccessRoutes,
  addFindingRoute,
  addExplainRoute,
  addDiffRoute,
  addSearchRoute,
  addSummaryRoute,
  addDecisionRoutes,
  addClockRoutes,
  addClockRoute,
  addCaseRoutes,
  addCalendarRoutes,
  addPortfolioRoute,
  addTmfRoutes,
  addMefRoutes,
  addWebhookRoutes,
];
