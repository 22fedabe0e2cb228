import { Type } from 'typebox';
import { IsoDate, IsoInstant } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { search } from '../queries/search.ts';
import { searchIndexes } from '../queries/search-index.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { SearchView } from '../shapes/search.ts';

const MOST_HITS = 100;
const LONGEST_QUERY = 200;
const USUAL_HITS = 30;

const SearchQuery = Type.Object({
  q: Type.String({ minLength: 2, maxLength: LONGEST_QUERY, description: 'Words, or a citation: III §9.4' }),
  asOf: Type.Optional(IsoDate('Contract time; default today where the agreement is at home')),
  asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9][0-9]?|100)$', description: `Most hits, up to ${MOST_HITS}` }),
  ),
});

export function addSearchRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const indexOf = searchIndexes();
  api.get(
    '/api/agreements/:form/:variant/search',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Words found in headings, text, definitions, terms, tables, amendments, tariffs and law',
        tags: ['agreement'],
        params: Type.Object(AgreementPath),
        querystring: SearchQuery,
        response: { 200: SearchView, 404: Problems },
      },
    },
    async (request, reply) => {
      const { q, asOf, asKnown, limit } = request.query;
      const result = await inAgreement(request, ({ agreement }) => {
        const view = agreement.at(asOf ?? todayOf(agreement, options.clock), asKnown);
        return ok(search(indexOf(view), view, q.trim(), Number(limit ?? USUAL_HITS)));
      });
      return answer(reply, result);
    },
  );
}
