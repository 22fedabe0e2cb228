import { Type } from 'typebox';
import { IsoInstant } from '../../../agreement/schema.ts';
import { PRE_ORDER_FUNCTIONS } from '../../../articles/oss-access/functions.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { loadEvents } from '../../../cases/store.ts';
import { accessReport } from '../../../flows/access-report/access-report.ts';
import { readQueryLog } from '../../../flows/access-report/query-log.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { lacksRight } from '../behind-sign-in.ts';
import { statusOf } from '../customer-view.ts';
import { answer, notFound } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { accessView } from '../queries/access.ts';
import { AccessView, LogView } from '../shapes/access.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';

const PAGE = 100;
const LAST_CHARACTERS = 4;
const LogQuery = Type.Object({
  who: Type.Optional(Type.String({ maxLength: 254, description: 'User or API client' })),
  subject: Type.Optional(
    Type.String({ maxLength: 200, description: 'What was looked at, whole; needs a purpose' }),
  ),
  function: Type.Optional(Type.Enum([...PRE_ORDER_FUNCTIONS])),
  from: Type.Optional(IsoInstant('From this instant on')),
  to: Type.Optional(IsoInstant('Before this instant')),
  case: Type.Optional(
    Type.String({ maxLength: 60, description: 'The evidence of a case of suspected misuse' }),
  ),
  purpose: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'With it subjects are shown whole, and the view is on record',
    }),
  ),
  after: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,17}$', description: '`next` of the page before' }),
  ),
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$', description: '1 to 1000' })),
});

const noPurpose: Problem = {
  id: 'customer-record/purpose',
  field: 'purpose',
  sentence: 'Whether an end user was looked at is told for a purpose only.',
  cure: 'Say the purpose, or leave the subject out.',
};

/** Access before an order: how fast, how often, who looked at what. */
export function addAccessRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['access'];

  api.get(
    '/api/agreements/:form/:variant/access',
    {
      config: { right: 'cases:read' },
      schema: {
        summary:
          'Response by function, availability with its outages, suspected misuse and changes of the interfaces',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          month: Type.Optional(
            Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'Default: this month' }),
          ),
        }),
        response: { 200: AccessView, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const month = request.query.month ?? todayOf(agreement, options.clock).slice(0, 7);
        const report = await accessReport(tx, agreement, month, options.clock.now().toString());
        return report.ok ? ok(await accessView(tx, agreement, report.value)) : report;
      });
      return answer(reply, result);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/pre-order-log',
    {
      config: { right: 'audit:read' },
      schema: {
        summary:
          'Who looked at what before an order, when, what for, on which authority, and whether an order followed',
        tags,
        params: Type.Object(AgreementPath),
        querystring: LogQuery,
        response: { 200: LogView, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const { case: caseId, purpose = '', limit, ...asked } = request.query;
      const result = await inAgreement(request, async ({ tx, agreement, caller }) => {
        const said = purpose.replaceAll(/\p{Cc}/gu, '').trim();
        const lacking = said === '' ? undefined : lacksRight(caller, 'customers:view');
        if (lacking !== undefined) return fail(lacking);
        // Whether somebody was looked at is told for a purpose only, as the subject itself is.
        if (said === '' && asked.subject !== undefined) return fail(noPurpose);
        let ids: string[] | undefined;
        if (caseId !== undefined) {
          const { kind, events } = await loadEvents(tx, agreement.id, caseId);
          if (kind !== 'oss-misuse') return fail(notFound('case'));
          ids = (events[0]?.body['queries'] as string[] | undefined) ?? [];
        }
        const page = await readQueryLog(tx, agreement, {
          ...asked,
          ...(ids === undefined ? {} : { ids }),
          limit: Number(limit ?? PAGE),
        });
        await recordAudit(tx, options.clock, {
          who: caller.user.email,
          what: said === '' ? 'listed queries before orders' : 'viewed queries before orders',
          subject: `${agreement.id} ${page.entries.length} entries${caseId === undefined ? '' : `, ${caseId}`}`,
          purpose: said === '' ? 'none said: subjects left out' : said,
        });
        if (said !== '') return ok(page);
        return ok({
          ...page,
          entries: page.entries.map((entry) => ({
            ...entry,
            subject: `…${entry.subject.slice(-LAST_CHARACTERS)}`,
          })),
        });
      });
      return answer(reply, result, result.ok ? 200 : statusOf(result.problems));
    },
  );
}
