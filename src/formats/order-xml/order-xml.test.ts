import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Result } from '../../base/result.ts';
import { unwrap } from '../../base/result.ts';
import type { OrderFile } from '../order-file/file-order.ts';
import { ASR_FORMS, LSR_FORMS } from '../order-forms/document.ts';
import type { OrderDocument } from '../order-forms/document.ts';
import { formsFolder, shippedForms } from '../order-forms/shipped.ts';
import { elementName, orderSchema, readOrderXml, writeOrderXml } from './index.ts';

const { fields } = shippedForms();
const bases = parse(readFileSync(path.join(formsFolder, 'bases.yaml'), 'utf8')) as Record<
  string,
  OrderDocument
>;
const read = (text: string): Result<OrderFile> => readOrderXml(Buffer.from(text));
const documents = (text: string): (OrderDocument | undefined)[] =>
  unwrap(read(text)).orders.map(({ document }) => document);
const refusal = (input: string | Uint8Array): string[] => {
  const result = readOrderXml(typeof input === 'string' ? Buffer.from(input) : input);
  return result.ok ? [] : result.problems.map(({ id }) => id);
};

describe('orders as XML', () => {
  test('every field has an element of its own, which is a name in XML', () => {
    assert.equal(elementName('D/TSENT'), 'DTSENT');
    assert.equal(elementName('TEL NO (INIT)'), 'TELNO_INIT');
    for (const [form, ofForm] of fields) {
      const names = [...ofForm.keys()].map(elementName);
      assert.equal(new Set(names).size, names.length, `elements of ${form}`);
      for (const name of names) assert.match(name, /^[A-Z_][A-Z0-9_]*$/);
    }
  });

  test('the clean documents come back as they were written', () => {
    const all = Object.values(bases);
    assert.ok(all.length > 10);
    assert.deepEqual(documents(unwrap(writeOrderXml(all))), all);
  });

  test('any document that is written is read again as it was', () => {
    const text = fc
      .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 30 })
      // oxlint-disable-next-line no-control-regex
      .filter((one) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(one));
    const section = (form: string) => {
      const names = [...(fields.get(form as 'LSR')?.keys() ?? [])];
      return fc
        .uniqueArray(fc.tuple(fc.constantFrom(...names), text), { maxLength: 6, selector: ([name]) => name })
        .map((pairs) => Object.fromEntries(pairs));
    };
    const kind = fc.constantFrom(LSR_FORMS, ASR_FORMS).chain(([first, ...others]) =>
      fc
        .tuple(
          section(first),
          fc.uniqueArray(fc.constantFrom(...others), { maxLength: 3 }),
          fc.array(section('LS'), { minLength: 1, maxLength: 3 }),
        )
        .chain(([page, forms]) =>
          fc
            .tuple(...forms.map((form) => fc.array(section(form), { minLength: 1, maxLength: 3 })))
            .map((sections): OrderDocument => ({
              [first]: [page],
              ...Object.fromEntries(forms.map((form, at) => [form, sections[at] ?? []])),
            })),
        ),
    );
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 4 }), (orders) => {
        assert.deepEqual(documents(unwrap(writeOrderXml(orders))), orders);
      }),
    );
  });

  test('the schema that is shipped is that of the catalogue, with an element for each field', () => {
    const shipped = readFileSync(path.join(formsFolder, 'orders.xsd'), 'utf8');
    assert.equal(shipped, orderSchema(fields), 'run node bin/meetpoint.cjs node tools/order-schema.ts');
    const elements = shipped.match(/<xs:element name="[^"]+" minOccurs="0">/g) ?? [];
    assert.equal(
      elements.length,
      [...fields.values()].reduce((sum, ofForm) => sum + ofForm.size, 0),
    );
  });

  test('all that is wrong with an order is told, with line and column, and the next is read', () => {
    const text = [
      '<orders xmlns="urn:meetpoint:orders:1">',
      '  <order><LSR><CCNA>SKT</CCNA><PON>A1</PON><VER>01</VER><DTSEN>x</DTSEN><PON>A2</PON></LSR>',
      '    <LZ/> stray',
      '    <LS><LNUM a="1">0<b/>1</LNUM></LS></order>',
      '  <order><LSR><CCNA>SKT</CCNA><PON>B1</PON><VER>01</VER></LSR></order>',
      '</orders>',
    ].join('\n');
    const [first, second] = unwrap(read(text)).orders;
    assert.deepEqual(
      first?.problems.map(({ id, line, field }) => `${line} ${id} ${field}`),
      [
        '2 order-xml/unknown-element LSR[1]',
        '2 order-xml/field-twice LSR[1].PON',
        '3 order-xml/unknown-element LSR[1]',
        '3 order-xml/stray-text LSR[1]',
        '4 order-xml/attribute LS[1]',
        '4 order-xml/unknown-element LS[1]',
      ],
    );
    assert.equal(first?.document, undefined);
    assert.match(first?.problems[0]?.cure ?? '', /Did you mean "DTSENT"/);
    // Two blanks, <order>, <LSR>, 3 fields of 16, 13 and 13 signs: the tag begins at 2 + 7 + 5 + 42 + 1.
    assert.match(first?.problems[0]?.sentence ?? '', /line 2, column 57/);
    assert.deepEqual([second?.pon, second?.problems, second?.lines], ['B1', [], [5]]);
  });

  test('what cannot be an order file is refused as a whole', () => {
    const bomb = `<!DOCTYPE x [${Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')}]><orders>&l9;</orders>`;
    assert.deepEqual(refusal(bomb), ['order-xml/doctype']);
    assert.deepEqual(refusal('<!DOCTYPE x SYSTEM "file:///etc/passwd"><orders/>'), ['order-xml/doctype']);
    assert.deepEqual(refusal('<orders>&xxe;</orders>'), ['order-xml/malformed']);
    assert.deepEqual(refusal(`<orders>${'<order>'.repeat(200_000)}`), ['order-xml/depth']);
    assert.deepEqual(refusal('<orders><order></orders>'), ['order-xml/malformed']);
    assert.deepEqual(refusal(''), ['order-xml/malformed']);
    assert.deepEqual(refusal('<lsr/>'), ['order-xml/root']);
    assert.deepEqual(refusal('<orders xmlns="urn:other"/>'), ['order-xml/namespace']);
    assert.deepEqual(refusal('<orders><LSR/></orders>'), ['order-xml/not-an-order']);
    assert.deepEqual(refusal('<?xml version="1.0" encoding="ISO-8859-1"?><orders/>'), ['order-xml/encoding']);
    assert.deepEqual(refusal(Buffer.from('\ufeff<orders/>', 'utf16le')), ['order-file/utf-16']);
    assert.deepEqual(refusal(Buffer.from('<?xml version="1.0"?><orders/>', 'utf16le')), [
      'order-file/utf-16',
    ]);
    assert.deepEqual(refusal(Buffer.from('<orders>\n<order>\n<EU><NAME>Müller', 'latin1')), [
      'order-file/not-utf-8',
    ]);
  });

  test('the line of a byte that is not UTF-8 is told', () => {
    const result = readOrderXml(Buffer.from('<orders>\n<order>\n<EU><NAME>Müller', 'latin1'));
    assert.equal(result.ok ? 0 : result.problems[0]?.line, 3);
  });

  test('what is too much is refused before it is looked at', () => {
    const order = '<order><LSR><PON>A</PON></LSR></order>';
    const few = readOrderXml(Buffer.from(`<orders>${order.repeat(3)}</orders>`), { maxLines: 2 });
    assert.deepEqual(few.ok ? [] : few.problems.map(({ id }) => id), ['order-file/too-many-lines']);
    const small = readOrderXml(Buffer.from(`<orders>${order}</orders>`), { maxBytes: 20 });
    assert.deepEqual(small.ok ? [] : small.problems.map(({ id }) => id), ['order-file/too-large']);
  });

  test('a thousand faults of one order are told by the first hundred', () => {
    const strays = '<X/>'.repeat(1000);
    const [order] = unwrap(read(`<order><LSR><PON>A</PON>${strays}</LSR></order>`)).orders;
    assert.equal(order?.problems.length, 101);
    assert.match(order?.problems.at(-1)?.sentence ?? '', /900 more/);
  });

  test('a character that XML cannot hold is a problem of the writer', () => {
    const result = writeOrderXml([{ LSR: [{ PON: 'A\u0001' }] }]);
    assert.deepEqual(result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field}`), [
      'order-xml/character LSR[1].PON',
    ]);
  });
});
