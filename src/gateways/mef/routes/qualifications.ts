import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate } from '../../../cases/instant.ts';
import { askInAgreement } from '../../../flows/pre-order/ask.ts';
import { notFound } from '../../http-api/answers.ts';
import { callerOf, scopeOf } from '../../http-api/options.ts';
import type { Api, ServerOptions } from '../../http-api/options.ts';
import { circuitSalt } from '../../public-circuit-id.ts';
import { findQualification, pageOfQualifications, storeQualification } from '../../qualification-store.ts';
import { RequesterQuery, mefAccess } from '../access.ts';
import type { MefRoom } from '../access.ts';
import { answerMef } from '../answer.ts';
import { BASES, hrefOf } from '../bases.ts';
import { bodyProblems } from '../documents.ts';
import { findSubjects } from '../find-subjects.ts';
import { PageQuery, pageWanted, tellPage } from '../paging.ts';
import { qualifyItem, terminated } from '../qualification.ts';
import type { PoqAnswer, PoqItem } from '../qualification.ts';
import { FORM_BYTES, Instant, Text } from './common.ts';

const LIST = `${BASES.qualification}/productOfferingQualification`;
/** States of a qualification by the document. Every question is answered at once: the first two never stay. */
const POQ_STATES = [
  'acknowledged',
  'inProgress',
  'terminatedWithError',
  'done.unableToProvide',
  'done.ready',
] as const;
const ITEMS = 'productOfferingQualificationItem';
/** More answers than these are not looked through. */
const MOST = 10_000;

interface PoqCreate {
  readonly externalId?: string;
  readonly projectId?: string;
  readonly instantSyncQualification?: boolean;
  readonly provideAlternative?: boolean;
  readonly requestedPOQCompletionDate?: string;
  readonly relatedContactInformation: readonly object[];
  readonly productOfferingQualificationItem: readonly PoqItem[];
}

const ListQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...POQ_STATES])),
    externalId: Text("The buyer's own id"),
    projectId: Text('Project'),
    'requestedPOQCompletionDate.gt': Instant('When the answer was wished for: after'),
    'requestedPOQCompletionDate.lt': Instant('When the answer was wished for: before'),
    ...RequesterQuery,
    ...PageQuery,
  },
  { additionalProperties: false },
);

/** Whether products can be had, asked before an order: by the questions that everybody asks, each on the log. */
export function addQualificationRoutes(api: Api, options: ServerOptions): void {
  const inMef = mefAccess(options);
  const salt = circuitSalt(options.secret);
  const hide = true;
  const config = { right: 'pre-order:query' } as const;

  api.post(
    LIST,
    {
      config,
      bodyLimit: FORM_BYTES,
      schema: { hide, querystring: Type.Object(RequesterQuery, { additionalProperties: false }) },
    },
    async (request, reply) => {
      const misfits = bodyProblems(
        'productOfferingQualificationManagement',
        'ProductOfferingQualification_Create',
        request.body,
      );
      if (misfits.length > 0) return answerMef(reply, fail(...misfits), { failure: 422 });
      const chosen = await inMef(request, (room) => onlyAgreement(room));
      if (!chosen.ok) return answerMef(reply, chosen, { failure: 400 });
      const caller = callerOf(request);
      const answered = await answer(chosen.value, request.body as PoqCreate, caller);
      if (!answered.ok) return answerMef(reply, answered, { failure: 403 });
      const { id, state } = answered.value;
      const { externalId } = request.body as PoqCreate;
      await options.db.withTransaction(scopeOf(caller), (tx) =>
        storeQualification(tx, {
          id,
          agreementId: chosen.value.id,
          party: caller.party,
          who: caller.user.email,
          resource: 'mef-poq',
          askedAt: answered.value.effectiveQualificationDate,
          externalId,
          state,
          answer: answered.value,
        }),
      );
      return answerMef(reply, answered, { success: 201, failure: 422 });
    },
  );

  api.get(LIST, { config, schema: { hide, querystring: ListQuery } }, async (request, reply) => {
    const { query } = request;
    const page = pageWanted(query);
    const result = await inMef(request, async ({ tx, agreements }) => {
      const { found } = await pageOfQualifications(tx, {
        resource: 'mef-poq',
        states: query.state === undefined ? undefined : [query.state],
        externalIds: query.externalId === undefined ? undefined : [query.externalId],
        offset: 0,
        limit: MOST,
      });
      const here = found.filter(({ agreementId }) => agreements.some(({ id }) => id === agreementId));
      return ok(here.map(({ answer: one }) => one as Poq).filter((one) => isWanted(one, query)));
    });
    if (!result.ok) return answerMef(reply, result, { failure: 400 });
    const shown = result.value.slice(page.offset, page.offset + page.limit).map(inList);
    tellPage(reply, page, shown.length, result.value.length);
    return reply.send(shown);
  });

  api.get(
    `${LIST}/:id`,
    {
      config,
      schema: {
        hide,
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object(RequesterQuery, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const result = await inMef(request, async ({ tx, agreements }) => {
        const found = await findQualification(tx, 'mef-poq', request.params.id);
        const isHere = agreements.some(({ id }) => id === found?.agreementId);
        return found === undefined || !isHere ? fail(notFound('qualification')) : ok(found.answer);
      });
      return answerMef(reply, result, { failure: 404 });
    },
  );

  /** Every item answered, one after the other; who may not ask is told so instead. */
  async function answer(
    agreement: Agreement,
    poq: PoqCreate,
    caller: ReturnType<typeof callerOf>,
  ): Promise<Result<Poq>> {
    const now = options.clock.now();
    const room = { agreement, kinds: options.liveKinds, clock: options.clock };
    const about = {
      agreement,
      now,
      provideAlternative: poq.provideAlternative === true,
      ask: (name: Parameters<typeof askInAgreement>[2]['function'], facts: object) =>
        askInAgreement(options.db, room, {
          function: name,
          facts,
          party: caller.party,
          who: caller.user.email,
          askedAt: options.clock.now().toString(),
          via: 'mef',
          test: options.test !== undefined,
        }),
    };
    const answers: PoqAnswer[] = [];
    for (const [at, item] of poq[ITEMS].entries()) {
      const subject = await subjectOf(agreement, item, at, now);
      const told = subject.ok
        ? await qualifyItem(item, subject.value, at, about)
        : terminated(subject.problems, now);
      if (!isRefusal(told)) answers.push(told);
      else if (told.some(({ id }) => id === 'pre-order/suspended')) return fail(...told);
      else answers.push(terminated(told, now));
    }
    const id = randomUUID();
    const state = answers.some((one) => one.state === 'terminatedWithError')
      ? 'terminatedWithError'
      : 'done.ready';
    return ok({
      ...poq,
      id,
      href: hrefOf('qualification', 'productOfferingQualification', id),
      state,
      effectiveQualificationDate: now.toString(),
      stateChange: [
        { state: 'acknowledged', changeDate: now.toString() },
        { state, changeDate: now.toString() },
      ],
      [ITEMS]: poq[ITEMS].map((item, at) => ({ ...item, ...answers[at] })),
    } as Poq);
  }

  async function subjectOf(agreement: Agreement, item: PoqItem, at: number, now: Temporal.Instant) {
    const found = await options.db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
      findSubjects(tx, agreement, [item], {
        day: localDate(agreement, now),
        list: ITEMS,
        salt,
      }),
    );
    if (!found.ok)
      return fail(
        ...found.problems.map((problem) => ({
          ...problem,
          field: (problem.field ?? '').replace(`/${ITEMS}/0/`, `/${ITEMS}/${at}/`),
        })),
      );
    const [subject] = found.value;
    if (subject === undefined) throw new Error('An item was asked about and has no subject.');
    return ok(subject);
  }
}

interface Poq extends PoqCreate {
  readonly id: string;
  readonly state: (typeof POQ_STATES)[number];
  readonly effectiveQualificationDate: string;
}

const isRefusal = (told: PoqAnswer | readonly Problem[]): told is readonly Problem[] => Array.isArray(told);

/** A seller is asked: of several the request must say which. */
function onlyAgreement({ agreements }: MefRoom): Result<Agreement> {
  const [agreement, ...others] = agreements;
  if (agreement !== undefined && others.length === 0) return ok(agreement);
  return fail({
    id: 'mef/missing-query-parameter',
    field: 'sellerId',
    sentence:
      agreement === undefined
        ? 'You have no agreement with a seller.'
        : 'You buy under more than one agreement.',
    cure: 'Name the seller as sellerId.',
  });
}

function isWanted(poq: Poq, query: Readonly<Record<string, string | undefined>>): boolean {
  const { projectId, requestedPOQCompletionDate: wished } = poq;
  const after = query['requestedPOQCompletionDate.gt'];
  const before = query['requestedPOQCompletionDate.lt'];
  const isLater = (a: string, b: string): boolean => Temporal.Instant.compare(a, b) > 0;
  return (
    (query['projectId'] === undefined || projectId === query['projectId']) &&
    (after === undefined || (wished !== undefined && isLater(wished, after))) &&
    (before === undefined || (wished !== undefined && isLater(before, wished)))
  );
}

/** What lists show of a qualification; its day is a day there. */
const inList = ({ id, state, externalId, projectId, requestedPOQCompletionDate: wished }: Poq): object => ({
  id,
  state,
  ...(externalId === undefined ? {} : { externalId }),
  ...(projectId === undefined ? {} : { projectId }),
  ...(wished === undefined ? {} : { requestedPOQCompletionDate: wished.slice(0, 'CCYY-MM-DD'.length) }),
});
