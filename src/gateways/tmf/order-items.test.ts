import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readBases } from '../../articles/ordering/forms/bases.ts';
import { unwrap } from '../../base/result.ts';
import { ASR_FORMS, LSR_FORMS } from '../../formats/order-forms/document.ts';
import type { FormCode, OrderDocument } from '../../formats/order-forms/document.ts';
import { shippedForms } from '../../formats/order-forms/shipped.ts';
import { documentOfItems, itemsOf } from './order-items.ts';

/** Any document of one first page: sections of any forms, with any text in their fields. */
const anyDocument: fc.Arbitrary<OrderDocument> = fc
  .constantFrom('LSR' as const, 'ASR' as const)
  .chain((page) => {
    const section = (form: FormCode) => {
      const fields = [...(shippedForms().fields.get(form)?.keys() ?? [])];
      return fc.dictionary(fc.constantFrom(...fields), fc.string({ unit: 'grapheme', maxLength: 12 }), {
        maxKeys: 6,
        noNullPrototype: true,
      });
    };
    const others = (page === 'LSR' ? LSR_FORMS : ASR_FORMS).filter((form) => form !== page);
    return fc
      .tuple(
        section(page),
        ...others.map((form) => fc.option(fc.array(section(form), { minLength: 1, maxLength: 3 }))),
      )
      .map(([first, ...rest]) => ({
        [page]: [first],
        ...Object.fromEntries(
          others.flatMap((form, at) => (rest[at] === null ? [] : [[form, rest[at]] as const])),
        ),
      }));
  });

const back = (document: OrderDocument): OrderDocument =>
  unwrap(
    documentOfItems(JSON.parse(JSON.stringify(itemsOf(document))), {
      page: document.ASR === undefined ? 'LSR' : 'ASR',
      line: undefined,
    }),
  );

describe('items of a product order', () => {
  test('an order that goes out as items and comes back says the same', () => {
    fc.assert(fc.property(anyDocument, (document) => assert.deepEqual(back(document), document)));
  });

  test('so does every order on which edits are tried', () => {
    const { bases } = readBases();
    assert.ok(bases.size > 5);
    for (const [name, document] of bases) assert.deepEqual(back(document), document, name);
  });

  test('an item is a line: the second has the second section of the line form', () => {
    const items = itemsOf({ LSR: [{ PON: 'A', ACT: 'D' }], LS: [{ LNUM: '00001' }, { LNUM: '00002' }] });
    assert.deepEqual(
      items.map(({ id, action, product }) => [
        id,
        action,
        product?.productCharacteristic?.map(({ name }) => name),
      ]),
      [
        ['01', 'delete', ['LSR.PON', 'LSR.ACT', 'LS.LNUM']],
        ['02', 'delete', ['LS.LNUM']],
      ],
    );
  });

  test('a field alone is looked for on the form of the line, then on the first page', () => {
    const read = documentOfItems(
      [
        {
          id: '1',
          action: 'add',
          product: {
            productCharacteristic: [
              { name: 'CFA', value: 'CLMAMOXA-C1-0001' },
              { name: 'PON', value: 'A1' },
              { name: 'EXP', value: true },
            ],
          },
        },
      ],
      { page: 'LSR', line: 'LS' },
    );
    assert.deepEqual(unwrap(read), { LS: [{ CFA: 'CLMAMOXA-C1-0001' }], LSR: [{ PON: 'A1', EXP: 'Y' }] });
  });

  test('all that is wrong comes back at once: names that no form has, values that are no text, contradictions', () => {
    const item = (id: string, ...productCharacteristic: { name: string; value: unknown }[]) => ({
      id,
      action: 'add' as const,
      product: { productCharacteristic },
    });
    const read = documentOfItems(
      [
        item(
          '1',
          { name: 'LSR.PONN', value: 'A' },
          { name: 'LSR.PON', value: { a: 1 } },
          { name: 'LSR.VER', value: '01' },
        ),
        item('2', { name: 'LSR.VER', value: '02' }, { name: 'constructor', value: 'x' }),
      ],
      { page: 'LSR', line: 'LS' },
    );
    assert.deepEqual(read.ok ? [] : read.problems.map(({ id, field }) => [id, field]), [
      ['tmf/characteristic', 'productOrderItem[0].product.productCharacteristic[0].name'],
      ['tmf/value', 'productOrderItem[0].product.productCharacteristic[1].value'],
      ['tmf/contradiction', 'productOrderItem[1].product.productCharacteristic[0].value'],
      ['tmf/characteristic', 'productOrderItem[1].product.productCharacteristic[1].name'],
    ]);
    assert.match(read.ok ? '' : (read.problems[0]?.cure ?? ''), /LSR\.PON\b/);
  });
});
