import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { accounts } from '../../accounts/index.ts';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { billDate } from './bill-date.ts';

const tiny = unwrap(
  loadPart({
    dir: path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'tiny'),
    articles: ['a-general.md'],
    tables: ['parties', 'holidays', 'rates'],
    vocabulary: [accounts, cases, parties],
  }),
);
const ask = (month: string) => runDecision(billDate, tiny, { month }, { asOf: '2026-10-31' });

test('bills bear the bill day of the month that follows, over the end of a year too', () => {
  assert.equal(unwrap(ask('2026-10')).value, '2026-11-12');
  assert.equal(unwrap(ask('2026-12')).value, '2027-01-12');
  assert.equal(unwrap(ask('2026-10')).clause, 'A §2');
});

test('what is no month is refused', () => {
  for (const month of ['2026-13', 'October', '2026-10-01']) {
    const wrong = ask(month);
    assert.equal(wrong.ok ? '' : wrong.problems[0]?.id, 'calendar/month');
  }
});
