import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { parseArticle } from '../agreement/article.ts';
import { jsonSchemaOf } from '../agreement/json-schema.ts';
import type { SchemaName } from '../agreement/json-schema.ts';
import { FORMS } from '../agreement/schema.ts';
import { vocabulary } from './vocabulary.ts';

const compile = (name: SchemaName): ValidateFunction =>
  new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
    jsonSchemaOf(name, vocabulary),
  );
const folders = readdirSync('agreements', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => path.join('agreements', entry.name));
const accepts = (validate: ValidateFunction, value: unknown, where: string): void =>
  assert.ok(validate(value), `${where}: ${JSON.stringify(validate.errors)}`);

test('every terms block of the agreements and the law is as its schema says', () => {
  const validate = compile('terms');
  const law = readdirSync('law', { recursive: true }).map((file) => path.join('law', String(file)));
  const articles = folders.flatMap((dir) => readdirSync(dir).map((file) => path.join(dir, file)));
  let count = 0;
  for (const file of [...articles, ...law].filter((name) => name.endsWith('.md'))) {
    for (const section of parseArticle(file, 'X', readFileSync(file, 'utf8')).sections) {
      for (const block of section.blocks) {
        accepts(validate, parse(block.yaml), `${file}:${block.line}`);
        count += 1;
      }
    }
  }
  assert.ok(count >= 40, `${count} blocks`);
});

test('a terms block that the loader refuses is refused', () => {
  const validate = compile('terms');
  const good = { rate: '1.5 % per month', method: 'simple-prorated', monthDays: 30, from: 'day-after-due' };
  const refused = (change: object, key = 'accounts.late-payment'): void => {
    const value = { [key]: { ...good, provenance: 'assumed', source: 'a test', ...change } };
    assert.equal(validate(value), false, JSON.stringify(value));
  };
  accepts(validate, { 'accounts.late-payment': { ...good, provenance: 'seed' } }, 'good');
  refused({}, 'accounts.late-pament');
  refused({ rate: 1.5 });
  refused({ rate: '1.5' });
  refused({ rat: '1.5 %' });
  refused({ method: 'simpel' });
  refused({ provenance: 'rumour' });
  refused({ source: undefined });
  refused({ effectiveTo: 'soon' });
  // A member of a family has a name.
  refused({}, 'clock.');
});

test('manifests and amendments are as their schemas say', () => {
  const [manifest, amendment] = [compile('agreement'), compile('amendment')];
  for (const dir of folders)
    accepts(manifest, parse(readFileSync(path.join(dir, 'agreement.yaml'), 'utf8')), dir);
  const file = 'examples/october-2026/amendments/change-of-law-analog-loops.yaml';
  const text = readFileSync(file, 'utf8');
  accepts(amendment, parse(text), file);
  const refused = (from: string, to: string): void => {
    assert.ok(text.includes(from), from);
    assert.equal(amendment(parse(text.replace(from, to))), false, to);
  };
  refused('effectiveOn: 2026-09-01\n', '');
  refused('effectiveOn: 2026-09-01', 'effectiveOn: September');
  refused('newOrders: not-offered', 'newOrders: never');
  refused('newOrders: not-offered', 'newOrder: not-offered');
  refused('kind: amendment', 'kind: letter');
  accepts(
    amendment,
    parse(text.replace('newOrders: not-offered', 'newOrders: null')),
    'null takes a field away',
  );
});

test('rows of tables', () => {
  const schema = jsonSchemaOf('tables', vocabulary) as { $defs: Record<string, object> };
  const validate = new Ajv2020({ strictTypes: false }).compile(schema.$defs['rates'] ?? {});
  const row = {
    id: 'a',
    element: 'loop',
    price: '$1 per month',
    clause: 'III §1',
    provenance: 'seed',
    source: 'x y',
  };
  assert.equal(validate({ ...row, colour: 'red' }), false);
  assert.equal(validate({ ...row, clause: undefined }), false);
});

test('a price, a share and an amount of insurance are not negative', () => {
  for (const [form, texts] of [
    ['price', ['$-3.10', '$-3.10 per month']],
    ['percent', ['-1 %', '-1.5 % per month']],
    ['positive decimal', ['-10000000', '0', '0.00']],
  ] as const)
    for (const text of texts) {
      assert.equal(FORMS[form]?.test(text), false, text);
      assert.equal(new RegExp(FORMS[form].pattern ?? '', 'u').test(text), text.startsWith('0'), text);
    }
  assert.ok(FORMS['price']?.test('$0') && FORMS['positive decimal']?.test('0.01'));
});

test('a pattern accepts what its form accepts', () => {
  const texts =
    '30 calendar days|1 Business Day|1,000 clock hours|2 months|30calendar days| 5 business hours |1.5 % per month|2%|-1 %|' +
    '$0.0007 per minute|$ 5|$5,000,000|$-3.10|1 minute|6 seconds|10000.00|-12.50|+3|13:00|24:00|2026-02-28|2026-02-30|' +
    '2026-10-31T13:00:00Z|2026-10-31T13:00:00-05:00|P1D|soon||30|45 fortnights';
  for (const [name, { test: accepted, example, pattern }] of Object.entries(FORMS)) {
    if (pattern === undefined) continue;
    const form = new RegExp(pattern, 'u');
    assert.ok(accepted(example) && form.test(example), name);
    for (const text of texts.split('|')) assert.ok(!accepted(text) || form.test(text), `${name}: ${text}`);
    assert.equal(form.test('soon'), false, name);
  }
});
