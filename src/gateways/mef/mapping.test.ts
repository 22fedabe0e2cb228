import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { orderOfForms } from '../../articles/ordering/forms/order-of-forms.ts';
import { unwrap } from '../../base/result.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { shippedForms } from '../../formats/order-forms/shipped.ts';
import type { Circuit } from '../../inventory/circuit.ts';
import { productsTable } from '../../inventory/products.ts';
import { partyOn } from '../../parties/party-on.ts';
import { configurationOf, fieldsOf } from './configuration.ts';
import { configurationProblems } from './documents.ts';
import { FAMILIES, familyOfForms, familyOfType } from './families.ts';
import { itemsOfForms } from './items-of-forms.ts';
import { documentOfOrder } from './order-of-mef.ts';
import type { ItemSubject } from './order-of-mef.ts';
import type { Configuration, OrderItemCreate, ProductOrderCreate } from './shapes.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
// Monday, November 2, 2026, 8:30 in Missouri: when the clean documents were sent (reference/forms/README.md).
const now = Temporal.Instant.from('2026-11-02T14:30:00Z');
const orderer = partyOn(agreement, agreement.parties.clec, '2026-11-02')?.value;
const { bases } = readBases();
const products = agreement.at('2026-11-02').rows(productsTable);

/** What an item of an order is about, as the record would say it. */
function subjectOf({ product }: OrderItemCreate): ItemSubject {
  const family = familyOfType(product?.productConfiguration?.['@type']);
  const row = products.find(({ value }) => value.product === product?.productOffering?.id);
  assert.ok(family && row, `${product?.productOffering?.id}`);
  const ecckt = product?.id;
  const circuit: Circuit | undefined =
    ecckt === undefined
      ? undefined
      : {
          ecckt,
          product: row.value.product,
          wireCenter: 'CLMAMOXA',
          address: '',
          inServiceOn: '2026-01-05',
          source: 'opening',
        };
  return { family, product: row.value, ...(circuit === undefined ? {} : { circuit }) };
}

function toMef(document: OrderDocument): ProductOrderCreate {
  const { order } = orderOfForms(agreement, document, { channel: 'electronic', receivedAt: now.toString() });
  const page = document.LSR?.[0] ?? document.ASR?.[0] ?? {};
  return {
    externalId: order.pon,
    ...(order.project === undefined ? {} : { projectId: order.project }),
    relatedContactInformation: [
      {
        role: 'productOrderContact',
        name: page['INIT'] ?? '',
        emailAddress: 'orders@socket.example',
        number: page['TEL NO (INIT)'] ?? page['TEL NO'] ?? '',
      },
    ],
    productOrderItem: itemsOfForms(agreement, document, { product: order.product, productIdOf: (id) => id }),
  };
}

describe('orders over LSO Sonata', () => {
  assert.ok(orderer);
  for (const [name, document] of bases) {
    const { order } = orderOfForms(agreement, document, {
      channel: 'electronic',
      receivedAt: now.toString(),
    });
    // A listing and a switch port are ordered by forms alone.
    if (order.product === '' || familyOfForms(document) === undefined) continue;
    test(`${name}: forms, to items, to the same forms`, () => {
      const mef = toMef(document);
      for (const { product } of mef.productOrderItem) {
        const family = familyOfType(product?.productConfiguration?.['@type']);
        assert.ok(family);
        assert.deepEqual(configurationProblems(family, product?.productConfiguration, ''), []);
      }
      const subjects = mef.productOrderItem.map((item) => subjectOf(item));
      const back = unwrap(documentOfOrder(mef, { agreement, orderer, now, subjects }));
      const [form, page] = document.LSR
        ? (['LSR', document.LSR[0]] as const)
        : (['ASR', document.ASR?.[0]] as const);
      // It is sent when it is sent.
      const sent = '11-02-2026-0830AM';
      assert.deepEqual(same(back), same({ ...document, [form]: [{ ...page, 'D/TSENT': sent }] }));
    });
  }

  test('what a configuration says is on the forms, and read from them again', () => {
    const { fields } = shippedForms();
    for (const family of FAMILIES) {
      const values = Object.fromEntries(
        family.properties.map((property) => {
          const form =
            property.on === 'page'
              ? family.page
              : property.on === 'line'
                ? family.line
                : (family.user ?? family.line);
          const field = fields.get(form)?.get(property.field);
          assert.ok(field);
          const text =
            field.values.length > 0
              ? fc.constantFrom(...field.values)
              : fc.stringMatching(/^[A-Z0-9]{1,8}$/).filter((one) => one.length <= field.max);
          const value: fc.Arbitrary<unknown> = {
            text,
            flag: fc.constant(true),
            date: fc.constantFrom('2026-11-02', '2028-02-29', '2026-12-31'),
            time: fc.constantFrom('00:00', '09:30', '12:00', '23:59'),
          }[property.kind ?? 'text'];
          return [property.name, fc.option(value, { nil: undefined })];
        }),
      );
      fc.assert(
        fc.property(fc.record(values), (said) => {
          const configuration = defined({ '@type': family.type, ...said }) as Configuration;
          assert.deepEqual(configurationProblems(family, configuration, ''), []);
          const document = Object.fromEntries(
            Object.entries(fieldsOf(family, configuration)).map(([form, section]) => [form, [section]]),
          );
          assert.deepEqual(configurationOf(family, document, 0), configuration);
        }),
        { numRuns: 40 },
      );
    }
  });
});

const defined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

/** Forms with their fields in one order; numbers of lines and places in one spelling, as `1` and `001` are one. */
const same = (document: OrderDocument): unknown =>
  Object.fromEntries(
    Object.entries(document)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([form, sections]) => [
        form,
        sections.map((section) =>
          Object.fromEntries(
            Object.entries(section)
              .filter(([, text]) => text !== '')
              .map(([field, text]) => [field, field === 'LOCNUM' ? String(Number(text)) : text] as const)
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        ),
      ]),
  );
