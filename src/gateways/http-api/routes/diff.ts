import { Type } from 'typebox';
import { IsoDate, IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import type { Api, Caller, ServerOptions } from '../options.ts';
import { diffView } from '../queries/diff-view.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { DiffView } from '../shapes/diff.ts';

const DiffQuery = Type.Object({
  asOf: Type.Optional(IsoDate('Contract time; default today where the agreement is at home')),
  asOfB: Type.Optional(IsoDate('Contract time of the second side; default as the first')),
  asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
  asKnownB: Type.Optional(IsoInstant('Record time of the second side; default all that is recorded')),
  with: Type.Optional(
    Type.String({
      pattern: '^[^/]+/[^/]+$',
      description: 'form/variant of the second side; default the same agreement',
    }),
  ),
});

export function addDiffRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  api.get(
    '/api/agreements/:form/:variant/diff',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary:
          'What differs between two days, two states of knowledge or two agreements, and which open cases and bills it touches',
        tags: ['agreement'],
        params: Type.Object(AgreementPath),
        querystring: DiffQuery,
        response: { 200: DiffView, 404: Problems },
      },
    },
    async (request, reply) => {
      const { asOf, asOfB, asKnown, asKnownB, with: other } = request.query;
      const result = await inAgreement(request, async ({ tx, agreement, caller }) => {
        const second = other ?? agreement.id;
        const [row] = await tx.query('SELECT FROM agreement WHERE id = $1', [second]);
        const after = options.agreements.get(second);
        if (row === undefined || after === undefined) return fail(notFound('agreement'));
        const day = asOf ?? todayOf(agreement, options.clock);
        const found = await options.compare(tx, agreement.at(day, asKnown), after.at(asOfB ?? day, asKnownB));
        return ok(withinRights(diffView(found, agreement, after), caller));
      });
      return answer(reply, result);
    },
  );
}

/** Without the open cases and bills that the caller may not see. */
function withinRights({ touched, ...diff }: DiffView, { rights }: Caller): DiffView {
  if (touched === undefined) return diff;
  return {
    ...diff,
    touched: {
      ...touched,
      cases: rights.has('cases:read') ? touched.cases : [],
      invoices: rights.has('bills:read') ? touched.invoices : [],
    },
  };
}
