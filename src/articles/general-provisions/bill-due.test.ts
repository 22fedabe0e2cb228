import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { accounts } from '../../accounts/index.ts';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import { billDue } from './bill-due.ts';

const folder = (name: string): string => path.join(import.meta.dirname, '..', '..', '..', 'agreements', name);
const part = {
  dir: folder('tiny'),
  articles: ['a-general.md'],
  tables: ['parties', 'holidays', 'rates'],
  vocabulary: [accounts, cases, parties],
};
const tiny = unwrap(loadPart(part));
const dated = unwrap(loadPart({ ...part, edit: (_, text) => text.replace('bill.mailed', 'bill.dated') }));
const other = unwrap(loadPart({ ...part, edit: (_, text) => text.replace('bill.mailed', 'bill.posted') }));

const ask = (agreement: typeof tiny, facts: Readonly<Record<string, string>>) =>
  runDecision(billDue, agreement, facts, { asOf: '2026-11-12' });
const days = { billOn: '2026-11-01', mailedOn: '2026-11-03' };

test('the agreement says from which day a bill is counted', () => {
  // 45 days: 27 of November after the 3rd and 18 of December; 29 after the 1st and 16.
  assert.equal(unwrap(ask(tiny, days)).value, '2026-12-18');
  assert.equal(unwrap(ask(dated, days)).value, '2026-12-16');
  assert.match(unwrap(ask(tiny, days)).steps[0]?.sentence ?? '', /day of mailing/);
});

test('the billed party’s business days count', () => {
  // 45 days after Thursday 12 November is Sunday 27 December; the 28th is a holiday of the incumbent only.
  const bill = { billOn: '2026-11-12', mailedOn: '2026-11-12' };
  assert.equal(unwrap(ask(tiny, { ...bill, billed: 'clec' })).value, '2026-12-28');
  assert.equal(unwrap(ask(tiny, { ...bill, billed: 'ilec' })).value, '2026-12-29');
});

test('a day that the clock needs and nobody gave, and a start that is no day of a bill, are refused', () => {
  const noMailing = ask(tiny, { billOn: '2026-11-01' });
  assert.deepEqual(noMailing.ok ? [] : noMailing.problems.map(({ id, field }) => [id, field]), [
    ['general-provisions/bill-day', 'mailedOn'],
  ]);
  const posted = ask(other, days);
  assert.equal(posted.ok ? '' : posted.problems[0]?.id, 'general-provisions/bill-clock');
});
