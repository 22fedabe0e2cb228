import type { FastifyRequest } from 'fastify';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { askInAgreement } from '../../flows/pre-order/ask.ts';
import { todayOf } from '../http-api/agreement-access.ts';
import { callerOf } from '../http-api/options.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { findQualification, pageOfQualifications, storeQualification } from '../qualification-store.ts';
import type { QualificationResource } from '../qualification-store.ts';
import { dateTime } from './day.ts';
import { BASES, hrefOf } from './ids.ts';
import { readFields, readListQuery } from './list-query.ts';
import type { Filter } from './list-query.ts';
import { askedService } from './qualification-facts.ts';
import { checkedItem, resultOf } from './qualification-resource.ts';
import { qualify, shownPlace } from './qualify.ts';
import type { Ask } from './qualify.ts';
import { AnyQuery, ByIdParams, CheckCreate, QueryCreate } from './shapes.ts';
import type { QualificationItem } from './shapes.ts';
import { agreementFor, asParty, notThere, sendList, sendOne, sendProblems } from './tmf-room.ts';

const CHECKS = `${BASES.qualification}/checkServiceQualification`;
const QUERIES = `${BASES.qualification}/queryServiceQualification`;
const ATTRIBUTES = ['externalId', 'state'];
/** Name of the characteristic or party that chooses the agreement where a carrier has several. */
const AGREEMENT = 'agreement';

/** TMF645: whether a service can be had. Questions before an order, answered at once and kept as they were answered. */
export function addQualificationRoutes(api: Api, options: ServerOptions): void {
  const hide = true;
  const config = { right: 'pre-order:query' } as const;

  api.post(CHECKS, { config, schema: { hide, body: CheckCreate } }, async (request, reply) => {
    const { serviceQualificationItem: wanted, ...said } = request.body;
    const chosen = await agreementOf(request, wanted);
    if (!chosen.ok) return sendProblems(reply, chosen);
    const { agreement, items } = chosen.value;
    const today = todayOf(agreement, options.clock);
    const asked = items.map((item, index) =>
      askedService(agreement, item, today, `serviceQualificationItem[${index}]`),
    );
    const wrong = asked.flatMap((one) => (one.ok ? [] : one.problems));
    if (wrong.length > 0) return sendProblems(reply, fail(...wrong));
    const ask = askFor(agreement, request);
    const answered = [];
    for (const [index, one] of asked.entries()) {
      if (!one.ok) continue;
      const answer = await qualify(agreement, one.value, ask);
      answered.push(checkedItem(wanted[index] ?? {}, index, answer, said));
    }
    const id = crypto.randomUUID();
    const result = resultOf(answered);
    const now = options.clock.now().toString();
    const state = result === undefined ? 'terminatedWithError' : 'done';
    const resource = {
      id,
      href: hrefOf('qualification', 'checkServiceQualification', id),
      ...toldBack(request.body),
      checkServiceQualificationDate: dateTime(now),
      effectiveQualificationDate: dateTime(now),
      instantSyncQualification: true,
      ...(said.provideAlternative === undefined ? {} : { provideAlternative: said.provideAlternative }),
      ...(said.provideUnavailabilityReason === undefined
        ? {}
        : { provideUnavailabilityReason: said.provideUnavailabilityReason }),
      ...(result === undefined ? {} : { qualificationResult: result }),
      state,
      serviceQualificationItem: answered,
    };
    await keep(request, agreement, 'tmf-check', { id, state, now, resource });
    reply.header('location', resource.href);
    return sendOne(reply, ok(resource), undefined, 201);
  });

  api.post(QUERIES, { config, schema: { hide, body: QueryCreate } }, async (request, reply) => {
    const chosen = await agreementOf(request, [request.body.searchCriteria]);
    if (!chosen.ok) return sendProblems(reply, chosen);
    const { agreement, items } = chosen.value;
    const [criteria = {}] = items;
    const asked = askedService(agreement, criteria, todayOf(agreement, options.clock), 'searchCriteria');
    if (!asked.ok) return sendProblems(reply, asked);
    if (asked.value.place === undefined) return sendProblems(reply, fail(noPlace));
    const ask = askFor(agreement, request);
    const found = await technologiesAt(asked.value.place, ask);
    if (!found.ok) return sendProblems(reply, found);
    const id = crypto.randomUUID();
    const now = options.clock.now().toString();
    const resource = {
      id,
      href: hrefOf('qualification', 'queryServiceQualification', id),
      ...toldBack(request.body),
      queryServiceQualificationDate: dateTime(now),
      effectiveQualificationDate: dateTime(now),
      instantSyncQualification: true,
      state: 'done',
      searchCriteria: checkedCriteria(request.body.searchCriteria),
      serviceQualificationItem: found.value,
    };
    await keep(request, agreement, 'tmf-query', { id, state: 'done', now, resource });
    reply.header('location', resource.href);
    return sendOne(reply, ok(resource), undefined, 201);
  });

  for (const [path, resource] of [
    [CHECKS, 'tmf-check'],
    [QUERIES, 'tmf-query'],
  ] as const) {
    api.get(path, { config, schema: { hide, querystring: AnyQuery } }, async (request, reply) => {
      const query = readListQuery(request.query, ATTRIBUTES);
      if (!query.ok) return sendProblems(reply, query);
      const { filters, offset, limit } = query.value;
      const odd = filters.find(({ operator }) => operator !== 'eq');
      if (odd !== undefined) return sendProblems(reply, fail(onlyEqual(odd.attribute)));
      const valuesOf = (name: string) => filters.find(({ attribute }: Filter) => attribute === name)?.values;
      const page = await asParty(options, request, async ({ tx }) => {
        const { found, total } = await pageOfQualifications(tx, {
          resource,
          states: valuesOf('state'),
          externalIds: valuesOf('externalId'),
          offset,
          limit,
        });
        return ok({ found: found.map(({ answer }) => answer), total });
      });
      return sendList(reply, page, query.value);
    });

    api.get(
      `${path}/:id`,
      { config, schema: { hide, params: ByIdParams, querystring: AnyQuery } },
      async (request, reply) => {
        const found = await asParty(options, request, async ({ tx }) => {
          const kept = await findQualification(tx, resource, request.params.id);
          return kept === undefined ? fail(notThere('qualification')) : ok(kept.answer);
        });
        return sendOne(reply, found, readFields([request.query['fields'] ?? []].flat().at(-1)));
      },
    );
  }

  /** Asks under the agreement, as the caller. Each question is on the log of pre-order questions. */
  function askFor(agreement: Agreement, request: Pick<FastifyRequest, 'caller'>): Ask {
    const { party, user } = callerOf(request);
    const { kinds } = options.orderRoom(agreement);
    return (name, facts) =>
      askInAgreement(
        options.db,
        { agreement, kinds, clock: options.clock },
        {
          function: name,
          facts,
          party,
          who: user.email,
          askedAt: options.clock.now().toString(),
          via: 'tmf',
          test: options.test !== undefined,
        },
      );
  }

  /** The agreement that is asked under, and the items without what chooses it. */
  function agreementOf(
    request: Pick<FastifyRequest, 'caller'>,
    items: readonly QualificationItem[],
  ): Promise<Result<{ readonly agreement: Agreement; readonly items: readonly QualificationItem[] }>> {
    const named = items.flatMap(({ service }) =>
      (service?.serviceCharacteristic ?? []).filter(({ name }) => name === AGREEMENT),
    );
    return asParty(options, request, ({ agreements }) => {
      const [first] = named;
      const refs = first === undefined ? undefined : [{ id: String(first.value) }];
      const agreement = agreementFor(agreements, refs, 'service.serviceCharacteristic');
      if (!agreement.ok) return agreement;
      return ok({
        agreement: agreement.value,
        items: items.map((item) => ({
          ...item,
          ...(item.service === undefined
            ? {}
            : {
                service: {
                  ...item.service,
                  serviceCharacteristic: (item.service.serviceCharacteristic ?? []).filter(
                    ({ name }) => name !== AGREEMENT,
                  ),
                },
              }),
        })),
      });
    });
  }

  async function keep(
    request: Pick<FastifyRequest, 'caller'>,
    agreement: Agreement,
    resource: QualificationResource,
    given: {
      readonly id: string;
      readonly state: string;
      readonly now: string;
      readonly resource: { readonly externalId?: string };
    },
  ): Promise<void> {
    const { party, user } = callerOf(request);
    await asParty(options, request, async ({ tx }) => {
      await storeQualification(tx, {
        id: given.id,
        agreementId: agreement.id,
        party,
        who: user.email,
        resource,
        askedAt: given.now,
        externalId: given.resource.externalId,
        state: given.state,
        answer: given.resource,
      });
      return ok(undefined);
    });
  }
}

const toldBack = ({
  externalId,
  description,
}: {
  readonly externalId?: string;
  readonly description?: string;
}) => ({
  ...(externalId === undefined ? {} : { externalId }),
  ...(description === undefined ? {} : { description }),
});

/** What was searched for, as it is told back. */
function checkedCriteria(item: QualificationItem) {
  const { service } = checkedItem(item, 0, { ok: false, problems: [] }, {});
  return { id: item.id ?? '1', service };
}

interface Technology {
  readonly technology: string;
  readonly name: string;
  readonly verdict: string;
  readonly equivalentFeet: number;
}

/** The technologies that a place may have: those that its best loop carries, as it is or after conditioning. */
async function technologiesAt(place: object, ask: Ask): Promise<Result<object[]>> {
  const found = 'addressId' in place ? undefined : await ask('address-validation', place);
  if (found?.ok === false) return found;
  if (found?.ok === true && found.value.outcome !== 'exact') return fail(...found.value.problems);
  const [only] = (found?.ok === true ? found.value.details['places'] : []) as readonly {
    readonly addressId: string;
    readonly address: string;
  }[];
  const asked = only === undefined ? place : { addressId: only.addressId };
  const listed = await ask('loop-qualification', asked);
  if (!listed.ok) return listed;
  const loops = (listed.value.details['loops'] ?? []) as readonly {
    readonly loop: string;
    readonly technologies?: readonly Technology[];
  }[];
  const best = new Map<string, Technology & { readonly loop: string }>();
  for (const { loop, technologies = [] } of loops)
    for (const one of technologies) {
      const before = best.get(one.technology);
      if (before === undefined || COLOURS.indexOf(one.verdict) < COLOURS.indexOf(before.verdict))
        best.set(one.technology, { ...one, loop });
    }
  const offered = [...best.values()].filter(({ verdict }) => verdict !== 'red');
  return ok(
    offered.map((one, index) => ({
      id: String(index + 1),
      service: {
        name: one.name,
        serviceSpecification: { id: one.technology, name: one.name },
        serviceCharacteristic: (['verdict', 'loop', 'equivalentFeet'] as const).map((name) => ({
          name,
          valueType: typeof one[name],
          value: one[name],
        })),
        ...(only === undefined ? {} : { place: [shownPlace({ id: only.addressId, name: only.address })] }),
      },
    })),
  );
}

const COLOURS = ['green', 'yellow', 'red'];

const noPlace: Problem = {
  id: 'tmf/nothing-asked',
  field: 'searchCriteria.service.place',
  sentence: 'No place is named.',
  cure: 'Name a place with the role installationAddress.',
};

const onlyEqual = (attribute: string): Problem => ({
  id: 'tmf/filter',
  field: attribute,
  sentence: `${attribute} is compared for equality alone.`,
  cure: `Write ${attribute}=value.`,
});
