import { Type } from 'typebox';
import { START } from '../../../cases/kind.ts';
import { listCases } from '../../../cases/list.ts';
import { idProblems, nextCaseId } from '../../../cases/case-id.ts';
import { momentOf } from '../../../cases/moment.ts';
import { takeEvent } from '../../../cases/take-event.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { agreementAccess, todayOf } from '../agreement-access.ts';
import type { Room } from '../agreement-access.ts';
import { answer, notFound } from '../answers.ts';
import { PurposeQuery, isAsked, recordView, statusOf } from '../customer-view.ts';
import { doOnce } from '../idempotency.ts';
import { callerOf } from '../options.ts';
import { isOrderKind } from '../order-kinds.ts';
import type { Api, ServerOptions } from '../options.ts';
import { caseKindView } from '../queries/case-kinds.ts';
import { caseHeads, findCase } from '../queries/cases.ts';
import { Case, CaseHead, CaseKindView } from '../shapes/case.ts';
import { AgreementPath, Problems } from '../shapes/common.ts';

const CASE_ID = '^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*$';

export function addCaseRoutes(api: Api, options: ServerOptions): void {
  const inAgreement = agreementAccess(options);
  const tags = ['cases'];
  const kinds = options.liveKinds.filter((kind) => !isOrderKind(kind));

  api.get(
    '/api/agreements/:form/:variant/case-kinds',
    {
      config: { right: 'cases:read' },
      schema: {
        summary: 'Kinds of cases: states, events with the shape of what they say, clocks',
        tags,
        params: Type.Object(AgreementPath),
        response: { 200: Type.Array(CaseKindView), 404: Problems },
      },
    },
    async (request, reply) => {
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const today = todayOf(agreement, options.clock);
        const cases = await listCases(tx, {
          agreementId: agreement.id,
          kinds: kinds.map(({ kind }) => kind),
        });
        const taken = new Set(cases.map(({ caseId }) => caseId));
        const view = agreement.at(today);
        return ok(kinds.map((kind) => caseKindView(view, kind, nextCaseId(kind, today.slice(0, 4), taken))));
      });
      return answer(reply, result);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/cases',
    {
      config: { right: 'cases:read' },
      schema: {
        summary: 'Cases under the agreement with what is due in them, latest change first',
        tags,
        params: Type.Object(AgreementPath),
        querystring: Type.Object({
          kind: Type.Optional(Type.String()),
          state: Type.Optional(Type.String({ description: 'A state, or open: whatever is not final' })),
        }),
        response: { 200: Type.Array(CaseHead), 404: Problems },
      },
    },
    async (request, reply) => {
      const { kind, state } = request.query;
      const result = await inAgreement(request, async ({ tx, agreement }) => {
        const wanted = kinds.filter((one) => kind === undefined || one.kind === kind);
        const heads = await caseHeads(tx, { agreement, kinds: wanted, now: options.clock.now() });
        return ok(
          heads.filter((head) => (state === 'open' ? head.isOpen : (state ?? head.state) === head.state)),
        );
      });
      return answer(reply, result);
    },
  );

  api.get(
    '/api/agreements/:form/:variant/cases/*',
    {
      config: { right: 'cases:read' },
      schema: {
        summary: 'One case: events, clocks with their steps, what may happen next',
        description:
          'The rest of the path is the id, which may hold slashes. What it tells of an end user is left out and named in `withheld`; with a purpose it is shown, and the view is on record.',
        tags,
        params: Type.Object({ ...AgreementPath, '*': Type.String() }),
        querystring: Type.Object(PurposeQuery),
        response: { 200: Case, 403: Problems, 404: Problems },
      },
    },
    async (request, reply) => {
      const id = request.params['*'];
      const whole = isAsked(request.query);
      const result = await inAgreement(request, async (room) => {
        const found = await caseIn(room, id, whole);
        if (!found.ok || !whole) return found;
        const seen = await recordView(room, options.clock, id, request.query);
        return seen.ok ? found : seen;
      });
      return answer(reply, result, result.ok ? 200 : statusOf(result.problems));
    },
  );

  api.post(
    '/api/agreements/:form/:variant/cases/:kind/:id/events',
    {
      config: { right: 'cases:record' },
      schema: {
        summary: 'Record what happened in a case; the first event opens it',
        description:
          'Your carrier is the one who did it. The id in the path is percent-encoded: BFR%2F2026-001. Everything that stands against the event comes back at once, and nothing is written then.',
        tags,
        params: Type.Object({
          ...AgreementPath,
          kind: Type.String(),
          id: Type.String({ pattern: CASE_ID, maxLength: 100 }),
        }),
        body: Type.Object(
          {
            event: Type.String(),
            occurredAt: Type.Optional(
              Type.String({
                description: 'Instant, or date-time where the agreement is at home; default now',
              }),
            ),
            body: Type.Optional(
              Type.Record(Type.String(), Type.Unknown(), {
                description: 'What it says, as its kind wants it',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: Case, 201: Case, 403: Problems, 404: Problems, 422: Problems },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { kind, id } = request.params;
      // Only a party of the agreement comes past this: what follows is written for the agreement itself.
      const seen = await inAgreement(request, ({ agreement }) => ok(agreement));
      if (!seen.ok) return answer(reply, seen);
      const agreement = seen.value;
      const now = options.clock.now();
      const at = momentOf(request.body.occurredAt, agreement.timeZone, { now, field: 'occurredAt' });
      const found = kinds.find((one) => one.kind === kind);
      const wrong = idProblems(found, request.body.event, id);
      if (!at.ok || wrong.length > 0)
        return answer(reply, fail(...(at.ok ? [] : at.problems), ...wrong), 422);
      const event = {
        name: request.body.event,
        occurredAt: at.value,
        recordedAt: now.toString(),
        actor: caller.party,
        body: request.body.body ?? {},
      };
      const taken = await doOnce<string>(request, async (keep) => {
        const desk = { agreement, kinds: options.liveKinds };
        const recorded = await takeEvent(options.db, desk, { kind, caseId: id, event }, async (tx) => {
          await recordAudit(tx, options.clock, {
            who: caller.user.email,
            what: 'recorded',
            subject: `${agreement.id} ${id} ${kind}.${event.name}`,
            purpose: 'case',
            party: caller.party,
          });
          await keep(tx, id);
        });
        return recorded.ok ? ok(id) : recorded;
      });
      if (!taken.ok) return answer(reply, taken, 422);
      const opened = found?.events.some(({ name, from }) => name === event.name && from.includes(START));
      reply.code(opened === true ? 201 : 200);
      return answer(reply, await inAgreement(request, (room) => caseIn(room, id, false)));
    },
  );

  async function caseIn({ tx, agreement, caller }: Room, id: string, whole: boolean): Promise<Result<Case>> {
    const about = { agreement, kinds, now: options.clock.now() };
    const found = await findCase(tx, about, id, { party: caller.party, whole });
    return found === undefined ? fail(notFound('case')) : ok(found);
  }
}
