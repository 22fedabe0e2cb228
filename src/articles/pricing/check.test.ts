import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accounts } from '../../accounts/index.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { inventory } from '../../inventory/index.ts';
import { network } from '../../network/index.ts';
import { parties } from '../../parties/index.ts';
import { resale } from '../resale/index.ts';
import { pricing } from './index.ts';

const load = (edit: (file: string, text: string) => string): string[] => {
  const result = loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['03-general-provisions.md', '06-resale.md', 'appendix-une-pricing.md'],
    tables: ['parties', 'holidays', 'rates', 'products', 'wire-centers'],
    law: ['FCC 19-72'],
    vocabulary: [accounts, cases, inventory, network, parties, pricing, resale],
    edit,
  });
  return result.ok ? [] : [...new Set(result.problems.map(({ id, field }) => `${id} ${field ?? ''}`))];
};

test('a product that is priced by the mile needs to know how miles are counted', () => {
  assert.deepEqual(
    load((_file, text) => text),
    [],
  );
  const without = load((file, text) =>
    file === 'appendix-une-pricing.md'
      ? text
          .replace(/at least 1 mile is billed\./, 'no fewer are billed.')
          .replace(/```terms\npricing\.mileage:[^`]*```\n/, '')
      : text,
  );
  assert.deepEqual(without, ['pricing/no-mileage per_mile_element']);
});

test('a product that is resold is of a class that has a discount', () => {
  const without = load((file, text) =>
    file === 'products.csv' ? text.replace('residence-line,general', 'residence-line,staff') : text,
  );
  assert.deepEqual(without, ['resale/no-discount discount_class']);
});
