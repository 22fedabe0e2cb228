/** Every address of the TM Forum and MEF façades with how another carrier tries it. For tests. */
import { asked, listing, of, plain } from './isolation-probe.ts';
import type { Listing, Probe } from './isolation-probe.ts';
import type { Ids } from './test-isolation.ts';

const TMF_ORDER = '/tmf-api/productOrderingManagement/v4';
const TMF_AGREEMENT = '/tmf-api/agreementManagement/v4';
const TMF_PRODUCT = '/tmf-api/productInventory/v4';
const TMF_QUALIFICATION = '/tmf-api/serviceQualificationManagement/v4';
const MEF_ORDER = '/mefApi/sonata/productOrderingManagement/v10';
const MEF_QUALIFICATION = '/mefApi/sonata/productOfferingQualification/v7';

/** `missouri-2006~centurytel~LSR~SKT~PON1`, the order as partners' systems name it. */
const partnersAgreement = (x: Ids): string => x.agreement.replace('/', '~');
const partnersOrder = (x: Ids): string => `${partnersAgreement(x)}~LSR~SKT~${x.pon}`;
const orderRef = (x: Ids) => ({ productOrder: { id: partnersOrder(x) } });
export const TMF: Readonly<Record<string, Listing | readonly Probe[]>> = {
  [`GET ${TMF_ORDER}/productOrder`]: listing(`${TMF_ORDER}/productOrder`, ['clec', 'pon']),
  ...of('GET', TMF_ORDER, '/productOrder/:id', [
    plain((x) => `${TMF_ORDER}/productOrder/${partnersOrder(x)}`, ['clec', 200]),
  ]),
  ...of('POST', TMF_ORDER, '/productOrder', [
    asked(
      () => `${TMF_ORDER}/productOrder`,
      (x) => ({
        externalId: x.pon,
        agreement: [{ id: partnersAgreement(x) }],
        productOrderItem: [{ id: '01', action: 'add' }],
      }),
    ),
  ]),
  ...of('PATCH', TMF_ORDER, '/productOrder/:id', [
    asked(
      (x) => `${TMF_ORDER}/productOrder/${partnersOrder(x)}`,
      () => ({ requestedCompletionDate: '2026-12-10T00:00:00Z' }),
    ),
  ]),
  ...of('DELETE', TMF_ORDER, '/productOrder/:id', [
    asked((x) => `${TMF_ORDER}/productOrder/${partnersOrder(x)}`),
  ]),
  [`GET ${TMF_ORDER}/cancelProductOrder`]: listing(`${TMF_ORDER}/cancelProductOrder`),
  ...of('GET', TMF_ORDER, '/cancelProductOrder/:id', [
    asked((x) => `${TMF_ORDER}/cancelProductOrder/${partnersOrder(x)}~02`),
  ]),
  ...of('POST', TMF_ORDER, '/cancelProductOrder', [asked(() => `${TMF_ORDER}/cancelProductOrder`, orderRef)]),
  ...of('POST', TMF_ORDER, '/hub', [
    asked(
      () => `${TMF_ORDER}/hub`,
      (x) => ({ callback: 'http://127.0.0.1:9/x', query: `agreement=${partnersAgreement(x)}` }),
    ),
  ]),
  ...of('DELETE', TMF_ORDER, '/hub/:id', [asked((x) => `${TMF_ORDER}/hub/${x.webhook}`)]),
  [`GET ${TMF_AGREEMENT}/agreement`]: listing(`${TMF_AGREEMENT}/agreement`),
  ...of('GET', TMF_AGREEMENT, '/agreement/:id', [
    plain((x) => `${TMF_AGREEMENT}/agreement/${partnersAgreement(x)}`, ['clec', 200]),
  ]),
  [`GET ${TMF_AGREEMENT}/agreementSpecification`]: listing(`${TMF_AGREEMENT}/agreementSpecification`),
  ...of('GET', TMF_AGREEMENT, '/agreementSpecification/:id', [
    asked((x) => `${TMF_AGREEMENT}/agreementSpecification/${x.agreement.split('/')[0] ?? ''}`),
  ]),
  [`GET ${TMF_PRODUCT}/product`]: listing(`${TMF_PRODUCT}/product`, ['clec', 'circuit']),
  ...of('GET', TMF_PRODUCT, '/product/:id', [
    plain((x) => `${TMF_PRODUCT}/product/${partnersAgreement(x)}~${x.circuit}`, ['clec', 200]),
  ]),
  ...Object.fromEntries(
    ['checkServiceQualification', 'queryServiceQualification'].flatMap((resource) => [
      [`GET ${TMF_QUALIFICATION}/${resource}`, listing(`${TMF_QUALIFICATION}/${resource}`)],
      [
        `GET ${TMF_QUALIFICATION}/${resource}/:id`,
        [
          plain(
            (x) => `${TMF_QUALIFICATION}/${resource}/tmf-${resource.slice(0, 5)}-${x.answer}`,
            ['clec', 200],
          ),
        ],
      ],
      [
        `POST ${TMF_QUALIFICATION}/${resource}`,
        [
          asked(
            () => `${TMF_QUALIFICATION}/${resource}`,
            (x) => ({ agreement: [{ id: partnersAgreement(x) }], serviceQualificationItem: [{ id: '1' }] }),
          ),
        ],
      ],
    ]),
  ),
};

const MEF_PRODUCT = '/mefApi/sonata/productInventory/v7';
const MEF_TASKS = ['cancelProductOrder', 'modifyProductOrderItemRequestedDeliveryDate'];
export const MEF: Readonly<Record<string, Listing | readonly Probe[]>> = {
  [`GET ${MEF_ORDER}/productOrder`]: listing(`${MEF_ORDER}/productOrder`),
  ...of('GET', MEF_ORDER, '/productOrder/:id', [
    plain((x) => `${MEF_ORDER}/productOrder/${partnersOrder(x)}`, ['clec', 200]),
  ]),
  ...of('POST', MEF_ORDER, '/productOrder', [
    asked(
      () => `${MEF_ORDER}/productOrder`,
      (x) => ({ externalId: x.pon, agreementName: x.agreement, productOrderItem: [{ id: '01' }] }),
    ),
  ]),
  ...of('PATCH', MEF_ORDER, '/productOrder/:id', [
    asked(
      (x) => `${MEF_ORDER}/productOrder/${partnersOrder(x)}`,
      () => ({ externalId: 'OTHER' }),
    ),
  ]),
  ...Object.fromEntries(
    MEF_TASKS.flatMap((task) => [
      [`GET ${MEF_ORDER}/${task}`, listing(`${MEF_ORDER}/${task}`)],
      [`GET ${MEF_ORDER}/${task}/:id`, [asked((x) => `${MEF_ORDER}/${task}/${partnersOrder(x)}~02`)]],
      [`POST ${MEF_ORDER}/${task}`, [asked(() => `${MEF_ORDER}/${task}`, orderRef)]],
    ]),
  ),
  [`GET ${MEF_QUALIFICATION}/productOfferingQualification`]: listing(
    `${MEF_QUALIFICATION}/productOfferingQualification`,
  ),
  ...of('GET', MEF_QUALIFICATION, '/productOfferingQualification/:id', [
    plain((x) => `${MEF_QUALIFICATION}/productOfferingQualification/mef-poq-${x.answer}`, ['clec', 200]),
  ]),
  ...of('POST', MEF_QUALIFICATION, '/productOfferingQualification', [
    asked(
      () => `${MEF_QUALIFICATION}/productOfferingQualification`,
      (x) => ({ agreementName: x.agreement, productOfferingQualificationItem: [{ id: '1' }] }),
    ),
  ]),
  [`GET ${MEF_PRODUCT}/product`]: listing(`${MEF_PRODUCT}/product`, ['clec', 'circuit']),
  ...of('GET', MEF_PRODUCT, '/product/:id', [
    plain((x) => `${MEF_PRODUCT}/product/${partnersAgreement(x)}~${x.circuit}`, ['clec', 200]),
  ]),
  ...of('GET', MEF_ORDER, '/hub/:id', [asked((x) => `${MEF_ORDER}/hub/${x.webhook}`)]),
  [`GET ${MEF_ORDER}/charge`]: [asked(() => `${MEF_ORDER}/charge`)],
  ...of('GET', MEF_ORDER, '/charge/:id', [asked((x) => `${MEF_ORDER}/charge/${partnersOrder(x)}`)]),
  ...of('PATCH', MEF_ORDER, '/charge/:id', [
    asked(
      (x) => `${MEF_ORDER}/charge/${partnersOrder(x)}`,
      () => ({}),
    ),
  ]),
  ...Object.fromEntries(
    [MEF_ORDER, MEF_QUALIFICATION].flatMap((base) => [
      [
        `POST ${base}/hub`,
        [
          asked(
            () => `${base}/hub`,
            (x) => ({ callback: 'http://127.0.0.1:9/x', query: `agreementName=${x.agreement}` }),
          ),
        ],
      ],
      [`DELETE ${base}/hub/:id`, [asked((x) => `${base}/hub/${x.webhook}`)]],
    ]),
  ),
};

/**
 * What a published interface has and Meetpoint does not offer: answered alike whatever is sent. They ask to be signed in
 * and for no right.
 */
export const isNotOffered = (name: string, right: unknown): boolean =>
  right === 'signed-in' && /^(GET|POST|PUT|PATCH|DELETE) \/(tmf-api|mefApi)\//.test(name);
