import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../base/result.ts';
import { fromPartner, readDateFormats, toPartner } from './date-format.ts';
import type { FormCode, OrderDocument } from './document.ts';
import { ASR_FORMS, LSR_FORMS } from './document.ts';
import { checkOrderDocument, readOrderDocument } from './read.ts';
import { shippedForms } from './shipped.ts';
import { writeOrderDocument } from './write.ts';

const { fields } = shippedForms();
const wrong = (input: unknown, maxBytes?: number): string[] => {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const read = readOrderDocument(text, maxBytes === undefined ? {} : { maxBytes });
  return read.ok ? [] : read.problems.map(({ id, field }) => `${id} ${field}`);
};

/** Sections of any texts in any fields of a form. */
const sectionOf = (form: FormCode): fc.Arbitrary<Record<string, string>> => {
  const names = [...(fields.get(form)?.keys() ?? [])];
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.string({ minLength: 1, unit: 'grapheme' })), {
      maxLength: 6,
      selector: ([name]) => name,
    })
    .map((entries) => Object.fromEntries(entries));
};

const documents: fc.Arbitrary<OrderDocument> = fc
  .constantFrom([...LSR_FORMS], [...ASR_FORMS])
  .chain(([first = 'LSR', ...others]) =>
    fc
      .tuple(
        sectionOf(first),
        fc
          .subarray(others as FormCode[])
          .chain((forms) =>
            fc.tuple(
              ...forms.map((form) =>
                fc
                  .array(sectionOf(form), { minLength: 1, maxLength: 3 })
                  .map((sections) => [form, sections] as const),
              ),
            ),
          ),
      )
      .map(([page, more]) => Object.fromEntries([[first, [page]], ...more]) as OrderDocument),
  );

describe('an order as its forms', () => {
  test('what is printed reads back as it was, and prints the same again', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const text = writeOrderDocument(document);
        const read = unwrap(readOrderDocument(Buffer.from(text)));
        assert.deepEqual(read, document);
        assert.equal(writeOrderDocument(read), text);
      }),
      { numRuns: 200 },
    );
  });

  test('fields that are empty are not printed; forms and fields have one order', () => {
    assert.equal(
      writeOrderDocument({ EU: [{ NAME: 'A' }], LSR: [{ PON: 'P-1', CCNA: 'SKT', VER: '' }] }),
      '{\n  "LSR": [\n    {\n      "CCNA": "SKT",\n      "PON": "P-1"\n    }\n  ],\n  "EU": [\n    {\n      "NAME": "A"\n    }\n  ]\n}\n',
    );
  });

  test('all that is wrong is told at once, with the nearest name', () => {
    const document = { LSR: [{ PONN: 'P-1', VER: 1 }, 'x'], LSS: [], EU: { NAME: 'A' } };
    assert.deepEqual(wrong(document), [
      'forms/unknown-field LSR[1].PONN',
      'forms/not-text LSR[1].VER',
      'forms/shape LSR[2]',
      'forms/unknown-form LSS',
      'forms/shape EU',
      'forms/first-page document',
    ]);
    const read = checkOrderDocument(document);
    assert.match(read.ok ? '' : (read.problems[0]?.cure ?? ''), /^Did you mean "PON"\?/);
  });

  test('an order has one first page', () => {
    assert.deepEqual(wrong({ EU: [{ NAME: 'A' }] }), ['forms/first-page document']);
    assert.deepEqual(wrong({ LSR: [{ PON: 'A' }], ASR: [{ PON: 'A' }] }), ['forms/first-page document']);
    assert.deepEqual(wrong({ LSR: [] }), ['forms/first-page document']);
    assert.deepEqual(wrong([]), ['forms/shape document']);
    assert.deepEqual(wrong('{'), ['forms/json document']);
  });

  test('a name that every object has is no field', () => {
    assert.deepEqual(wrong('{"LSR":[{"__proto__":"x","toString":"y"}]}'), [
      'forms/unknown-field LSR[1].__proto__',
      'forms/unknown-field LSR[1].toString',
    ]);
    assert.deepEqual(wrong('{"LSR":[{}],"constructor":[]}'), ['forms/unknown-form constructor']);
  });

  test('an order of 50 MB is refused before it is read', () => {
    const input = Buffer.alloc(50 * 2 ** 20, 0x7b);
    const started = performance.now();
    const read = readOrderDocument(input, { maxBytes: 2 ** 20 });
    assert.ok(performance.now() - started < 50);
    assert.deepEqual(read.ok ? [] : read.problems.map(({ sentence }) => sentence), [
      'The order has 52428800 bytes, and orders of up to 1048576 are read.',
    ]);
  });

  test('of very many problems, the first are told and the others counted', () => {
    const stray = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`STRAY ${at}`, '']));
    const read = readOrderDocument(JSON.stringify({ LSR: [stray] }));
    assert.ok(!read.ok);
    assert.deepEqual(
      [read.problems.length, read.problems.at(-1)?.sentence],
      [101, 'There are 4900 more problems of the same kinds.'],
    );
  });

  test('bytes that are no UTF-8 are no order', () => {
    const read = readOrderDocument(Uint8Array.of(0x7b, 0xff, 0x7d));
    assert.deepEqual(read.ok ? [] : read.problems.map(({ id }) => id), ['forms/json']);
  });
});

describe('dates as partners write them', () => {
  const text = [
    'name,date,datetime,source,provenance',
    'packed,CCYYMMDD,CCYYMMDDHHMMAM,here,assumed',
    'short,DDMM,DDMMHHMM,here,assumed',
  ].join('\n');
  const { formats, problems } = readDateFormats('formats.csv', text);

  test('a pattern that leaves something out is no format', () => {
    assert.deepEqual(
      problems.map(({ id, line }) => `${id} ${line}`),
      ['forms/date-format 3'],
    );
    assert.deepEqual([...formats.keys()], ['packed']);
  });

  const packed = formats.get('packed');
  assert.ok(packed);

  test('a date and its time are read and written back; what is no date stays', () => {
    assert.equal(fromPartner(packed, 'datetime', '200702060800AM'), '02-06-2007-0800AM');
    assert.equal(toPartner(packed, 'datetime', '02-06-2007-0800AM'), '200702060800AM');
    assert.equal(fromPartner(packed, 'date', '20070206'), '02-06-2007');
    assert.equal(fromPartner(packed, 'date', 'soon'), 'soon');
  });

  test('only fields of dates are rewritten', () => {
    const sent = { LSR: [{ PON: '20070206', DDD: '20070206' }] };
    const read = unwrap(checkOrderDocument(sent, { dateFormat: packed }));
    assert.deepEqual(read, { LSR: [{ PON: '20070206', DDD: '02-06-2007' }] });
    assert.deepEqual(JSON.parse(writeOrderDocument(read, { dateFormat: packed })), sent);
  });
});
