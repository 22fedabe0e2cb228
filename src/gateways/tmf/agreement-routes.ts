import { Type } from 'typebox';
import { IsoDate, IsoInstant } from '../../agreement/schema.ts';
import { fail, ok } from '../../base/result.ts';
import { todayOf } from '../http-api/agreement-access.ts';
import type { Api, ServerOptions } from '../http-api/options.ts';
import { agreementResource, specificationResource } from './agreement-resource.ts';
import { BASES, agreementIdOf } from './ids.ts';
import { keepMatching } from './keep-matching.ts';
import { readFields, readListQuery } from './list-query.ts';
import { ByIdParams } from './shapes.ts';
import { asParty, notThere, sendList, sendOne, sendProblems } from './tmf-room.ts';
import type { TmfRoom } from './tmf-room.ts';

/** Beside what the document has: the day whose terms are shown, and what was known when. */
const TIMES = ['asOf', 'asKnown'];
const AtQuery = Type.Intersect([
  Type.Object({
    asOf: Type.Optional(IsoDate('Contract time; default today where the agreement is at home')),
    asKnown: Type.Optional(IsoInstant('Record time; default all that is recorded')),
  }),
  Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])),
]);

const ATTRIBUTES = [
  'id',
  'name',
  'agreementType',
  'status',
  'version',
  'engagedParty.id',
  'agreementSpecification.id',
];
const SPECIFICATION = ['id', 'name', 'version', 'lifecycleStatus'];

interface Times {
  readonly asOf?: string;
  readonly asKnown?: string;
}

/** TMF651: the agreements that run. They are read only. */
export function addAgreementRoutes(api: Api, options: ServerOptions): void {
  const hide = true;
  const config = { right: 'agreements:read' } as const;

  api.get(
    `${BASES.agreement}/agreement`,
    { config, schema: { hide, querystring: AtQuery } },
    async (request, reply) => {
      const query = readListQuery(request.query, ATTRIBUTES, TIMES);
      if (!query.ok) return sendProblems(reply, query);
      const page = await asParty(options, request, ({ agreements, caller }) => {
        const all = [...agreements.values()].map((agreement) =>
          agreementResource(agreement, {
            party: caller.party,
            asOf: todayOf(agreement, options.clock),
            ...(request.query as Times),
          }),
        );
        return ok(part(keepMatching(all, query.value.filters), query.value));
      });
      return sendList(reply, page, query.value);
    },
  );

  api.get(
    `${BASES.agreement}/agreement/:id`,
    { config, schema: { hide, params: ByIdParams, querystring: AtQuery } },
    async (request, reply) => {
      const found = await asParty(options, request, ({ agreements, caller }) => {
        const agreement = agreements.get(agreementIdOf(request.params.id));
        if (agreement === undefined) return fail(notThere('agreement'));
        const { asOf = todayOf(agreement, options.clock), asKnown } = request.query as Times;
        return ok(agreementResource(agreement, { party: caller.party, asOf, asKnown }));
      });
      return sendOne(reply, found, readFields([request.query['fields'] ?? []].flat().at(-1)));
    },
  );

  api.get(
    `${BASES.agreement}/agreementSpecification`,
    { config, schema: { hide, querystring: AtQuery } },
    async (request, reply) => {
      const query = readListQuery(request.query, SPECIFICATION);
      if (!query.ok) return sendProblems(reply, query);
      const page = await asParty(options, request, ({ agreements }) =>
        ok(part(keepMatching(specifications(agreements), query.value.filters), query.value)),
      );
      return sendList(reply, page, query.value);
    },
  );

  api.get(
    `${BASES.agreement}/agreementSpecification/:id`,
    { config, schema: { hide, params: ByIdParams, querystring: AtQuery } },
    async (request, reply) => {
      const found = await asParty(options, request, ({ agreements }) => {
        const one = specifications(agreements).find(({ id }) => id === request.params.id);
        return one === undefined ? fail(notThere('form of agreement')) : ok(one);
      });
      return sendOne(reply, found, readFields([request.query['fields'] ?? []].flat().at(-1)));
    },
  );

  function specifications(agreements: TmfRoom['agreements']) {
    const byForm = Map.groupBy(agreements.values(), ({ ref }) => ref.id);
    return [...byForm].map(([form, own]) => specificationResource(form, own, options.baseUrl));
  }
}

const part = <T>(
  all: readonly T[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly found: readonly T[]; readonly total: number } => ({
  found: all.slice(offset, offset + limit),
  total: all.length,
});
