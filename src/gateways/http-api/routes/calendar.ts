import { Type } from 'typebox';
import type { Static } from 'typebox';
import { IsoDate } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import { callerOf, scopeOf } from '../options.ts';
import type { Api, ServerOptions } from '../options.ts';
import { isOrderKind } from '../order-kinds.ts';
import { dueClocks } from '../queries/due-clocks.ts';
import { Calendar } from '../shapes/case.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import type { Tx } from '../../../platform/database.ts';

/** Days are compared as text of four-digit years. */
const LAST_YEAR = 9999;

const Days = Type.Object({
  from: Type.Optional(IsoDate('First day; default today where the agreement is at home')),
  to: Type.Optional(IsoDate('Last day; default a week after the first')),
});

export function addCalendarRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['cases'];

  api.get(
    '/api/calendar',
    {
      config: { right: 'cases:read' },
      schema: {
        summary: 'What is due under all agreements of your carrier',
        tags,
        querystring: Days,
        response: { 200: Calendar },
      },
    },
    (request) =>
      options.db.withTransaction(scopeOf(callerOf(request)), (tx) => calendar(tx, options, request.query)),
  );

  api.get(
    '/api/agreements/:form/:variant/calendar',
    {
      config: { right: 'cases:read' },
      schema: {
        summary: 'What is due under the agreement: clocks of open cases, the overdue ones first',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Days,
        response: { 200: Calendar, 404: Problems },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await inAgreement(request, async ({ tx, agreement }) =>
          ok(await calendar(tx, options, request.query, agreement.id)),
        ),
      ),
  );
}

async function calendar(
  tx: Tx,
  { agreements, liveKinds, clock }: ServerOptions,
  days: Static<typeof Days>,
  agreementId?: string,
): Promise<Calendar> {
  const now = clock.now();
  // The day of the caller's own agreements: those of other carriers are not asked.
  const seen = await tx.query<{ id: string }>('SELECT id FROM agreement');
  const here = seen
    .flatMap(({ id }) => agreements.get(id) ?? [])
    .filter(({ id }) => (agreementId ?? id) === id);
  const [today] = here.map((agreement) => todayOf(agreement, clock)).sort();
  const from = days.from ?? today ?? now.toString().slice(0, 10);
  const week = Temporal.PlainDate.from(from).add({ weeks: 1 });
  const to = days.to ?? (week.year > LAST_YEAR ? from : week.toString());
  const kinds = liveKinds.filter((kind) => !isOrderKind(kind));
  const clocks = await dueClocks(tx, { agreements, kinds, agreementId, from, to, now });
  return { now: now.toString(), from, to, clocks };
}
