import { Type } from 'typebox';
import { IsoDate, IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { due } from '../../../cases/due.ts';
import type { DueQuestion } from '../../../cases/due.ts';
import type { Agreement, AgreementView } from '../../../agreement/agreement.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { ClockView, Due } from '../shapes/decision.ts';

const DueQuery = Type.Object({
  at: Type.String({ description: 'Start event: instant, or local date-time' }),
  performer: Type.Optional(Type.String({ description: 'Role or party whose calendar counts' })),
  asOf: Type.Optional(IsoDate()),
  asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
  product: Type.Optional(Type.String({ description: 'For clocks whose length depends on the order' })),
  quantity: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,5}$' })),
});

export function addClockRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['what if'];

  api.get(
    '/api/agreements/:form/:variant/due',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'Clocks of the agreement',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          asOf: Type.Optional(IsoDate('Contract time; default today where the agreement is at home')),
          asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
        }),
        response: { 200: Type.Array(ClockView), 404: Problems },
      },
    },
    async (request, reply) => {
      const { asOf, asKnown } = request.query;
      const result = await inAgreement(request, ({ agreement }) =>
        ok(clockViews(agreement.at(asOf ?? todayOf(agreement, options.clock), asKnown))),
      );
      return answer(reply, result);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/due/:clock',
    {
      config: { right: 'agreements:read' },
      schema: {
        summary: 'When a clock runs out that starts at a given moment',
        tags,
        params: Type.Object({ ...AgreementPath, clock: Type.String() }),
        querystring: DueQuery,
        response: { 200: Due, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const { product, quantity, ...given } = request.query;
      const facts = {
        ...(product === undefined ? {} : { product }),
        ...(quantity === undefined ? {} : { quantity: Number(quantity) }),
      };
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      return answer(reply, dueView(seen.value, request.params.clock, { ...given, facts }), 422);
    },
  );
}

function dueView(agreement: Agreement, clock: string, question: DueQuestion): Result<Due> {
  const found = due(agreement, clock, question);
  if (!found.ok) return fail(...found.problems);
  const { clause, receipt } = found.value;
  return ok({
    clock,
    ...('dueAt' in found.value ? { dueAt: found.value.dueAt } : { negotiated: found.value.negotiated }),
    clause,
    receipt: { ...receipt, steps: [...receipt.steps] },
  });
}

function clockViews(view: AgreementView): ClockView[] {
  return view.members(clockTerm).flatMap((name) => {
    const term = view.optional(clockTerm, name);
    if (term === undefined) return [];
    const { starts, length, byTable, calendarOf } = term.value;
    return [
      {
        name,
        starts: [starts].flat().join(', '),
        ...(length === undefined ? {} : { length }),
        needsOrder: byTable !== undefined,
        eitherParty: calendarOf !== 'ilec' && calendarOf !== 'clec',
        citation: term.citation,
        provenance: term.provenance,
      },
    ];
  });
}
