import { Type } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { todayOf } from '../agreement-access.ts';
import { callerOf, scopeOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { isOrderKind } from '../order-kinds.ts';
import { portfolioRow } from '../queries/portfolio.ts';
import { Portfolio } from '../shapes/portfolio.ts';

export function addPortfolioRoute(api: Api, options: ServerOptions): void {
  api.get(
    '/api/portfolio',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary:
          'All agreements of your carrier side by side: life, key terms, open cases, what is due, bills',
        tags: ['agreement'],
        querystring: Type.Object({
          asOf: Type.Optional(IsoDate('Day of names, terms and life; default today')),
        }),
        response: { 200: Portfolio },
      },
    },
    (request) => {
      const caller = callerOf(request);
      const { agreements: loaded, liveKinds, clock } = options;
      const kinds = liveKinds.filter((kind) => !isOrderKind(kind));
      return options.db.withTransaction(scopeOf(caller), async (tx): Promise<Portfolio> => {
        const ids = await tx.query<{ id: string }>('SELECT id FROM agreement ORDER BY id');
        const agreements = ids.flatMap(({ id }) => loaded.get(id) ?? []);
        const [today] = agreements.map((agreement) => todayOf(agreement, clock)).sort();
        const now = clock.now();
        const asOf = request.query.asOf ?? today ?? now.toString().slice(0, 10);
        const rows = [];
        for (const agreement of agreements)
          rows.push(await portfolioRow(tx, { agreement, caller, kinds, asOf, now }));
        return { asOf, agreements: rows };
      });
    },
  );
}
