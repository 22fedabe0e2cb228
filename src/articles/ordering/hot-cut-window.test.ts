import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { hotCutWindow } from './hot-cut-window.ts';
import { loadMissouri } from './test-ground.ts';

const withWindows = (edit: (text: string) => string) =>
  loadMissouri([elements, performance], {
    edit: (file, text) => (file === 'hot-cut-windows.csv' ? edit(text) : text),
  });

describe('windows of cuts', () => {
  test('a cut says from when to when it may take', () => {
    const receipt = unwrap(
      runDecision(
        hotCutWindow,
        unwrap(withWindows((text) => text)),
        { lines: 24, start: '10:30' },
        { asOf: '2026-03-02' },
      ),
    );
    // 10–49 lines have 2 hours.
    assert.equal(receipt.value, 120);
    assert.deepEqual(receipt.details, { from: '10:30', until: '12:30' });
  });

  test('a gap between bands, and a window in days, are faults of the agreement', () => {
    const gap = withWindows((text) => text.replace('lines-50,50,', 'lines-50,51,'));
    assert.deepEqual(gap.ok ? [] : gap.problems.map(({ id, line }) => [id, line]), [
      ['ordering/window-bands', 4],
    ]);
    const days = withWindows((text) => text.replace('8 clock hours', '1 business days'));
    assert.deepEqual(days.ok ? [] : days.problems.map(({ id, line }) => [id, line]), [
      ['ordering/window-unit', 6],
    ]);
  });

  test('more lines than any band has no window', () => {
    const short = unwrap(withWindows((text) => text.replace('lines-200,200,,', 'lines-200,200,300,')));
    const answer = runDecision(hotCutWindow, short, { lines: 301 }, { asOf: '2026-03-02' });
    assert.equal(answer.ok || answer.problems[0]?.id, 'ordering/no-window');
  });
});
