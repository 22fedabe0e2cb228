import { Type } from 'typebox';
import type { Static } from 'typebox';
import { IsoInstant } from '../../../agreement/schema.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { systemClock } from '../../../platform/clock.ts';
import { csvText } from '../csv-text.ts';
import { callerOf, scopeOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { pageOfAudit } from '../queries/audit.ts';
import { AuditView } from '../shapes/user.ts';

const PAGE = 100;
/** More than a spreadsheet shows at once. */
const MOST_EXPORTED = 100_000;
const Filter = {
  who: Type.Optional(Type.String({ maxLength: 254, description: 'E-mail, or client:<id>' })),
  what: Type.Optional(Type.String({ maxLength: 100 })),
  subject: Type.Optional(Type.String({ maxLength: 200, description: 'A part of the subject' })),
  purpose: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(IsoInstant('From this instant on')),
  to: Type.Optional(IsoInstant('Before this instant')),
};
const PageQuery = Type.Object({
  ...Filter,
  after: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,17}$', description: '`next` of the page before' }),
  ),
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$', description: '1 to 1000' })),
});

/** What the caller's people and programs did and saw. Row-level security leaves out everybody else's. */
export function addAuditRoutes(api: Api, options: ServerOptions): void {
  const tags = ['audit'];
  const config = { right: 'audit:read' } as const;

  api.get(
    '/api/audit',
    {
      config,
      schema: {
        summary: "Your carrier's audit trail, the newest first, a page of it",
        tags,
        querystring: PageQuery,
        response: { 200: AuditView },
      },
    },
    (request) => {
      const query: Static<typeof PageQuery> = request.query;
      const limit = Number(query.limit ?? PAGE);
      return options.db.withTransaction(scopeOf(callerOf(request)), (tx) =>
        pageOfAudit(tx, { ...query, limit }),
      );
    },
  );

  api.get(
    '/api/audit.csv',
    {
      config,
      schema: {
        summary: 'The same as a file for a spreadsheet; that it was taken is in the trail',
        tags,
        querystring: Type.Object(Filter),
        response: {
          200: {
            description: 'The file',
            content: { 'text/csv': { schema: Type.String() } },
          },
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const page = await options.db.withTransaction(scopeOf(caller), async (tx) => {
        const found = await pageOfAudit(tx, { ...request.query, limit: MOST_EXPORTED });
        await recordAudit(tx, options.signInClock ?? systemClock, {
          who: caller.user.email,
          what: 'exported',
          subject: `audit trail, ${found.entries.length} entries`,
          purpose: 'audit',
        });
        return found;
      });
      const rows = page.entries.map((one) => [
        one.at,
        one.who,
        one.what,
        one.subject,
        one.purpose,
        one.agreement,
      ]);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(csvText([['at', 'who', 'what', 'subject', 'purpose', 'agreement'], ...rows]));
    },
  );
}
