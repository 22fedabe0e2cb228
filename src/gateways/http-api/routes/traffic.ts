import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { callsOfLine } from '../../../flows/month-traffic/line-calls.ts';
import { monthCalls, monthNetwork } from '../../../flows/month-traffic/month-calls.ts';
import { trafficByDay, unbilledTraffic } from '../../../flows/month-traffic/traffic-of-month.ts';
import { asksForNumber, recordCallsView, withoutNumbers } from '../../../flows/month-traffic/view-calls.ts';
import { trunkStudy } from '../../../flows/trunk-study/trunk-study.ts';
import { exportCalls, exportFormatsFor, listCalls } from '../../../traffic/index.ts';
import type { CallFilter } from '../../../traffic/index.ts';
import { agreementAccess } from '../agreement-access.ts';
import type { Room } from '../agreement-access.ts';
import { answer } from '../answers.ts';
import { lacksRight } from '../behind-sign-in.ts';
import { statusOf } from '../customer-view.ts';
import type { Api, ServerOptions } from '../options.ts';
import { Problems } from '../shapes/common.ts';
import {
  Calls,
  CallsQuery,
  ExportQuery,
  MonthPath,
  Paging,
  TrafficByDay,
  TrunkStudy,
  UnbilledTraffic,
} from '../shapes/traffic.ts';

const Purpose = {
  purpose: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'What the calls are looked at for: billing, dispute, audit …',
    }),
  ),
};
const Selection = Type.Object(CallsQuery);
type Selection = Static<typeof Selection>;

const PAGE = 50;
const BASE = '/api/agreements/:form/:variant/months/:month';
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A month's traffic: what both parties see of it. Calls are read outside of the transaction that lets the caller in. */
export function addTrafficRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['traffic'];
  const params = Type.Object(MonthPath);
  const monthOf = (agreement: Agreement, month: string) => ({
    agreement,
    month,
    usageDir: options.usageDir,
  });

  api.get(
    `${BASE}/traffic`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'Calls of a closed month by day, bucket and direction',
        tags,
        params,
        response: { 200: TrafficByDay, 404: Problems },
      },
    },
    async (request, reply) => {
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      return answer(reply, await trafficByDay(monthOf(seen.value, request.params.month)));
    },
  );

  api.get(
    `${BASE}/unbilled`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'What is held or otherwise not billed, why, and what to do; calls of unknown carriers',
        tags,
        params,
        response: { 200: UnbilledTraffic, 404: Problems },
      },
    },
    async (request, reply) => {
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      return answer(reply, await unbilledTraffic(monthOf(seen.value, request.params.month)));
    },
  );

  api.get(
    `${BASE}/trunks`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'Load of the trunk groups in the busy hours up to the month, and what is due',
        tags,
        params,
        response: { 200: TrunkStudy, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      const month = monthOf(seen.value, request.params.month);
      const calls = monthCalls(month);
      if (!calls.ok) return answer(reply, calls);
      const network = monthNetwork(month);
      return answer(
        reply,
        network.ok ? await trunkStudy({ ...month, network: network.value }) : network,
        422,
      );
    },
  );

  api.get(
    `${BASE}/calls`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'Calls of a selection, a page of them; telephone numbers for a purpose only',
        description:
          'Without a purpose the numbers are left out and named in `withheld`; with one they are shown, and the view is on record.',
        tags,
        params,
        querystring: Type.Object({ ...CallsQuery, ...Paging, ...Purpose }),
        response: { 200: Calls, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const { limit, offset, purpose, ...selection } = request.query;
      const isWhole = purpose !== undefined;
      const chosen = await inAgreement(request, (room) =>
        admit(room, request.params.month, selection, purpose),
      );
      if (!chosen.ok) return answer(reply, chosen, statusOf(chosen.problems));
      const page = { limit: Number(limit ?? PAGE), offset: Number(offset ?? 0) };
      const { total, conversationMs, calls } = await listCalls(chosen.value.calls, {
        ...chosen.value.filter,
        ...page,
      });
      return reply.send({
        month: request.params.month,
        total,
        conversationMs,
        withheld: isWhole ? [] : ['calling', 'called'],
        formats: exportFormatsFor(total),
        calls: isWhole ? calls : calls.map(withoutNumbers),
      });
    },
  );

  api.get(
    `${BASE}/calls/export`,
    {
      config: { right: 'bills:read' },
      schema: {
        summary: 'All calls of a selection as CSV, Parquet or Excel, for a purpose',
        description: 'The file holds telephone numbers: the export is on record with who asked and for what.',
        tags,
        params,
        querystring: Type.Object({ ...CallsQuery, ...ExportQuery, ...Purpose }),
        response: {
          200: {
            description: 'The file',
            content: Object.fromEntries(
              Object.values(TYPES).map((type) => [type, { schema: Type.String({ format: 'binary' }) }]),
            ),
          },
          403: Problems,
          404: Problems,
          422: Problems,
        },
      },
    },
    async (request, reply) => {
      const { format, purpose, ...selection } = request.query;
      const { month } = request.params;
      const chosen = await inAgreement(request, (room) => admit(room, month, selection, purpose, format));
      if (!chosen.ok) return answer(reply, chosen, statusOf(chosen.problems));
      const scratch = mkdtempSync(path.join(tmpdir(), 'calls-'));
      const done = (): void => rmSync(scratch, { recursive: true, force: true });
      try {
        const file = path.join(scratch, `calls.${format}`);
        const written = await exportCalls(chosen.value.calls, chosen.value.filter, file, format);
        if (!written.ok) {
          done();
          return answer(reply, written, 422);
        }
        const { variant } = request.params;
        return await reply
          .type(TYPES[format])
          .header('content-disposition', `attachment; filename="calls-${variant}-${month}.${format}"`)
          .send(createReadStream(file).once('close', done));
      } catch (error) {
        done();
        throw error;
      }
    },
  );

  /** The selection, with the view on record where it shows telephone numbers; or why it is refused. */
  async function admit(
    room: Room,
    month: string,
    selection: Selection,
    purpose: string | undefined,
    exportAs?: string,
  ): Promise<Result<{ calls: string; filter: CallFilter }>> {
    const { tx, agreement, caller } = room;
    const calls = monthCalls(monthOf(agreement, month));
    if (!calls.ok) return calls;
    const line = selection.line === undefined ? ok({}) : await callsOfLine(tx, agreement.id, selection.line);
    if (!line.ok) return line;
    const filter = { ...line.value, ...filterOf(selection) };
    if (purpose === undefined && exportAs === undefined && !asksForNumber(filter))
      return ok({ calls: calls.value, filter });
    const lacking = lacksRight(caller, 'customers:view');
    if (lacking !== undefined) return fail(lacking);
    const seen = await recordCallsView(tx, options.clock, agreement, {
      who: caller.user.email,
      party: caller.party,
      month,
      filter,
      purpose,
      ...(exportAs === undefined ? {} : { exportAs }),
    });
    return seen.ok ? ok({ calls: calls.value, filter }) : fail(...seen.problems);
  }
}

/** All of time, for a selection that has one end. */
const EVER = { from: '0001-01-01', to: '9999-12-31' };

function filterOf({ line: _line, from, to, ...fields }: Selection): CallFilter {
  const period = { from: from ?? EVER.from, to: to ?? EVER.to };
  const filter = from === undefined && to === undefined ? fields : { ...fields, period };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
