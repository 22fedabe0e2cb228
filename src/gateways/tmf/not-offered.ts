import type { Api } from '../http-api/options.ts';
import { BASES } from './ids.ts';

/** What a document has and Meetpoint does not offer: each answers 405 with the reason. */
export interface NotOffered {
  readonly base: keyof typeof BASES;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As the document writes it. */
  readonly path: string;
  readonly why: string;
}

const BY_ORDERS = 'What is in service follows from completed orders: send an order (TMF622).';
const BY_SIGNING = 'An agreement is what its parties signed and filed: it is not changed over an interface.';
const ON_RECORD = 'An answer that was given stays on record as it was.';
const YOURS = 'The address of the listener is yours: name it to the hub.';
const NO_NOTICES =
  'Of this there are no notifications: orders tell of what they change (TMF622), questions are answered at once.';

const many = (
  base: keyof typeof BASES,
  why: string,
  ...operations: readonly (readonly [NotOffered['method'], string])[]
): NotOffered[] => operations.map(([method, path]) => ({ base, method, path, why }));

const listeners = (base: keyof typeof BASES, ...events: readonly string[]): NotOffered[] =>
  many(base, YOURS, ...events.map((event) => ['POST', `/listener/${event}`] as const));

const hub = (base: keyof typeof BASES): NotOffered[] =>
  many(base, NO_NOTICES, ['POST', '/hub'], ['DELETE', '/hub/{id}']);

export const NOT_OFFERED: readonly NotOffered[] = [
  ...listeners(
    'order',
    'productOrderCreateEvent',
    'productOrderAttributeValueChangeEvent',
    'productOrderDeleteEvent',
    'productOrderStateChangeEvent',
    'productOrderInformationRequiredEvent',
    'cancelProductOrderCreateEvent',
    'cancelProductOrderStateChangeEvent',
    'cancelProductOrderInformationRequiredEvent',
  ),
  ...many(
    'product',
    BY_ORDERS,
    ['POST', '/product'],
    ['PATCH', '/product/{id}'],
    ['DELETE', '/product/{id}'],
  ),
  ...hub('product'),
  ...listeners(
    'product',
    'productCreateEvent',
    'productAttributeValueChangeEvent',
    'productStateChangeEvent',
    'productBatchEvent',
    'productDeleteEvent',
  ),
  ...many(
    'agreement',
    BY_SIGNING,
    ['POST', '/agreement'],
    ['PATCH', '/agreement/{id}'],
    ['DELETE', '/agreement/{id}'],
    ['POST', '/agreementSpecification'],
    ['PATCH', '/agreementSpecification/{id}'],
    ['DELETE', '/agreementSpecification/{id}'],
  ),
  ...hub('agreement'),
  ...listeners(
    'agreement',
    ...['agreement', 'agreementSpecification'].flatMap((resource) =>
      ['Create', 'AttributeValueChange', 'StateChange', 'Delete'].map((what) => `${resource}${what}Event`),
    ),
  ),
  ...many(
    'qualification',
    ON_RECORD,
    ['PATCH', '/checkServiceQualification/{id}'],
    ['DELETE', '/checkServiceQualification/{id}'],
    ['PATCH', '/queryServiceQualification/{id}'],
    ['DELETE', '/queryServiceQualification/{id}'],
  ),
  ...hub('qualification'),
  ...listeners(
    'qualification',
    'checkServiceQualificationCreateEvent',
    'checkServiceQualificationAttributeValueChangeEvent',
    'checkServiceQualificationStateChangeEvent',
    'checkServiceQualificationDeleteEvent',
    'checkServiceQualificationInformationRequiredEvent',
    'queryServiceQualificationCreateEvent',
    'queryServiceQualificationStateChangeEvent',
    'queryServiceQualificationDeleteEvent',
  ),
];

/** Answers what is not offered, for whoever is signed in. */
export function addNotOffered(api: Api): void {
  for (const { base, method, path, why } of NOT_OFFERED)
    api.route({
      method,
      url: `${BASES[base]}${path.replace(/\{(\w+)\}/, ':$1')}`,
      config: { right: 'signed-in' },
      schema: { hide: true },
      handler: (_request, reply) =>
        reply
          .code(405)
          .send({ problems: [{ id: 'tmf/not-offered', sentence: why, cure: 'See docs/tmf.md.' }] }),
    });
}
