import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { hotCutCalendar } from '../../../articles/ordering/hot-cut-calendar.ts';
import type { HotCutDay } from '../../../articles/ordering/hot-cut-calendar.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { wireCentersTable } from '../../../network/wire-centers.ts';
import type { Tx } from '../../../platform/database.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';
import { Capacity } from '../shapes/order-capacity.ts';
import type { CapacityDay } from '../shapes/order-capacity.ts';

const DAYS = 13;
const MOST_DAYS = 62;

/** Lines that may be cut over, by office and day. */
export function addOrderCapacityRoute(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);

  api.get(
    '/api/agreements/:form/:variant/capacity',
    {
      config: { right: 'orders:read' },
      schema: {
        summary: 'Lines that may be cut over by office and day: free ones, and what you have booked',
        tags: ['orders'],
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          office: Type.Optional(Type.String({ maxLength: 11, description: 'CLLI; default all offices' })),
          from: Type.Optional(IsoDate('First day; default today where the agreement is at home')),
          to: Type.Optional(IsoDate('Last day; default two weeks')),
        }),
        response: { 200: Capacity, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const { office, from, to } = request.query;
      const result = await inAgreement(request, ({ tx, agreement }) =>
        capacityOf(tx, agreement, todayOf(agreement, options.clock), { office, from, to }),
      );
      const isWrong = !result.ok && result.problems.some(({ id }) => id.startsWith('capacity/'));
      return answer(reply, result, isWrong ? 422 : 404);
    },
  );
}

async function capacityOf(
  tx: Tx,
  agreement: Agreement,
  today: string,
  asked: {
    readonly office?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
): Promise<Result<Capacity>> {
  const first = Temporal.PlainDate.from(asked.from ?? today);
  const last = asked.to === undefined ? first.add({ days: DAYS }) : Temporal.PlainDate.from(asked.to);
  const days = first.until(last).days;
  if (days < 0 || days > MOST_DAYS) return fail(tooManyDays);
  const [from, to] = [first.toString(), last.toString()];
  const all = agreement.at(from).rows(wireCentersTable);
  const offices = all.filter(({ value }) => asked.office === undefined || value.clli === asked.office);
  if (offices.length === 0 && asked.office !== undefined) return fail(noOffice(asked.office));
  let clause: string | null = null;
  const shown: Capacity['offices'] = [];
  for (const { value } of offices) {
    const calendar = await hotCutCalendar(tx, agreement, { office: value.clli, from, to });
    // An agreement without hot cuts has no capacity to show.
    if (!calendar.ok) return ok({ from, to, today, clause: null, offices: [] });
    clause = calendar.value.clause;
    shown.push({
      office: value.clli,
      name: value.name,
      days: calendar.value.days.map((day) => dayView(agreement, day)),
    });
  }
  return ok({ from, to, today, clause, offices: shown });
}

const dayView = (agreement: Agreement, { date, closed, capacity, free, own }: HotCutDay): CapacityDay => ({
  date,
  ...(closed === undefined ? {} : { closed }),
  capacity,
  free,
  own: own
    .filter(({ agreementId }) => agreementId === agreement.id)
    .map(({ caseId, lines, windowFrom, windowTo }) => ({
      order: caseId,
      lines,
      window: `${timeOf(windowFrom, agreement)}–${timeOf(windowTo, agreement)}`,
    })),
});

const timeOf = (instant: string, { timeZone }: Agreement): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

const tooManyDays = {
  id: 'capacity/days',
  field: 'to',
  sentence: 'The days are in the wrong order, or more than two months.',
  cure: 'Ask for fewer days.',
};

const noOffice = (office: string) => ({
  id: 'capacity/office',
  field: 'office',
  sentence: `There is no office ${office} under this agreement.`,
  cure: 'Name the CLLI of one of its wire centers.',
});
