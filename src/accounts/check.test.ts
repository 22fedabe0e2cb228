import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { cases } from '../cases/index.ts';
import { loadPart } from '../cases/test-partial-agreement.ts';
import { parties } from '../parties/index.ts';
import { accounts } from './index.ts';

const problemsAfter = (file: string, from: string | RegExp, to: string): string[] => {
  const result = loadPart({
    dir: path.join(import.meta.dirname, '..', '..', 'agreements', 'missouri-2006'),
    articles: ['03-general-provisions.md'],
    tables: ['parties', 'holidays', 'rates'],
    vocabulary: [accounts, cases, parties],
    edit: (name, text) => {
      if (name !== file) return text;
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      return changed;
    },
  });
  return result.ok ? [] : result.problems.map(({ id, field }) => `${id} ${field}`);
};

describe('what meetpoint check says of money', () => {
  test('a late payment rate per month does not compound daily', () => {
    assert.deepEqual(
      problemsAfter('03-general-provisions.md', 'method: simple-prorated', 'method: daily-compound'),
      ['accounts/late-rate accounts.late-payment'],
    );
  });

  test('a method by the month needs the days of a month', () => {
    assert.deepEqual(problemsAfter('03-general-provisions.md', '  monthDays: 30\n', ''), [
      'accounts/late-month-days accounts.late-payment',
    ]);
  });

  test('a price has a unit that fits its kind of charge', () => {
    assert.deepEqual(problemsAfter('rates.csv', '$110.00 per month', '$110.00 per order'), [
      'accounts/rate-unit rates#loop-ds1',
    ]);
    assert.deepEqual(problemsAfter('rates.csv', '$45.00 per order', '$45.00'), [
      'accounts/rate-unit rates#expedite',
    ]);
    assert.deepEqual(problemsAfter('rates.csv', '$45.00 per order', '$45.00 per month'), [
      'accounts/rate-unit rates#expedite',
    ]);
  });

  test('a priced rate has a price and another has none', () => {
    assert.deepEqual(problemsAfter('rates.csv', '$45.00 per order', ''), [
      'accounts/rate-price rates#expedite',
    ]);
    assert.deepEqual(
      problemsAfter('rates.csv', 'bill-and-keep,,"Local', 'bill-and-keep,$1.00 per minute,"Local'),
      ['accounts/rate-price rates#local'],
    );
  });
});
