import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSpans } from '../../agreement/changed-spans.ts';
import { documentText, folder, write } from '../../agreement/test-agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { formatCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { decidesUsage, repriceUsage } from './reprice-usage.ts';
import type { RepricedUsage } from './reprice-usage.ts';
import { interconnectionAgreement, vocabulary } from './test-agreement.ts';

const plain = interconnectionAgreement();
/** 12345.6 minutes that one party's end users sent to Internet providers of the other. */
const line = {
  element: 'isp-bound-termination',
  quantity: '12345.6',
  unit: 'minute',
  rate: '0.0007',
  from: '2026-10-01',
  to: '2026-10-31',
  receipt: {
    decision: 'usage-charge',
    agreement: plain.ref,
    asOf: '2026-10-01',
    asKnown: null,
    facts: { bucket: 'isp-bound', direction: 'ilec-to-clec', calls: 900 },
    steps: [],
    value: '8.64',
    clause: 'V §7.3',
  },
};

function reprice(changes: string, effectiveOn = '2026-09-01'): Result<RepricedUsage> {
  const text = documentText({ id: 'amended', effectiveOn, recordedAt: '2026-11-15T00:00:00Z', changes });
  const file = write(folder(), 'amended.yaml', text);
  const amended = unwrap(loadAgreement(plain.dir, { vocabulary, amendments: [file] }));
  const [before, after] = [plain.at(line.from), amended.at(line.from)];
  const changed = changedSpans(before, after).filter(({ key }) => {
    const entry = amended.timeline.find(key, line.from) ?? plain.timeline.find(key, line.from);
    return key.startsWith('rates#') || decidesUsage(key, entry?.value ?? {}, line);
  });
  return repriceUsage(before, after, line, plain.parties.clec, changed);
}

test('another price times the minutes of the line, rounded at the line', () => {
  // 12345.6 × $0.0010 = $12.3456 → $12.35; at $0.0007 it was $8.64192.
  const { amount, rate } = unwrap(reprice('  - set: rates#isp\n    value: { price: $0.0010 per minute }'));
  assert.deepEqual([formatCents(amount), rate], ['12.35', '0.001']);
});

test('bill-and-keep from now on is nothing', () => {
  const row = [...plain.timeline.keys()].find((key) => key.startsWith('compensation#isp')) ?? '';
  const { amount } = unwrap(
    reprice(
      `  - set: ${row}\n    value: { regime: bill-and-keep }\n  - set: rates#isp\n    value: { status: bill-and-keep, price: null }`,
    ),
  );
  assert.equal(formatCents(amount), '0.00');
});

test('what changes the minutes, or changes within the days, is not computed and says so', () => {
  const within = reprice('  - set: rates#isp\n    value: { price: $0.0010 per minute }', '2026-10-15');
  assert.ok(!within.ok);
  assert.match(within.problems[0]?.sentence ?? '', /rated again: "rates#isp" changes within its days/);
  const measured = reprice('  - set: traffic.measurement\n    value: { roundUpTo: 60 seconds }');
  assert.ok(!measured.ok);
  assert.equal(measured.problems[0]?.id, 'interconnection/rate-calls-again');
});

test('a row of another bucket or direction does not decide the line', () => {
  assert.ok(!decidesUsage('compensation#local', { bucket: 'local' }, line));
  assert.ok(!decidesUsage('compensation#isp', { bucket: 'isp-bound', direction: 'clec-to-ilec' }, line));
  assert.ok(decidesUsage('compensation#isp', { bucket: 'isp-bound' }, line));
  assert.ok(decidesUsage('jurisdiction#any', {}, line));
  assert.ok(!decidesUsage('clock.bill-due', {}, line));
});
