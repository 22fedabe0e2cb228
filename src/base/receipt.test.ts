import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatProblem, sortProblems } from './problem.ts';
import { Trace, formatReceipt } from './receipt.ts';
import type { Receipt } from './receipt.ts';
import { fail, ok, unwrap } from './result.ts';

test('a receipt is a tree down to clause and term', () => {
  const trace = new Trace();
  trace.nest({ id: 'days', sentence: 'Days late', out: 9 }, (inner) => {
    inner.add({ id: 'from', sentence: 'First day late', out: '2026-10-02' });
    inner.add({ id: 'to', sentence: 'Paid on', out: '2026-10-10' });
  });
  trace.nest({ id: 'empty', sentence: 'Nothing inside' }, () => undefined);
  trace.add({
    id: 'rate',
    sentence: 'Charge',
    clause: 'III §9.4',
    term: { key: 'accounts.late-payment', value: { rate: '1.5 % per month' }, provenance: 'assumed' },
    out: '45.00',
  });
  const receipt: Receipt = {
    decision: 'late-payment-charge',
    agreement: { id: 'a', variant: 'v', version: '1.0.0', hash: '0123456789abcdef' },
    asOf: '2026-10-10',
    asKnown: null,
    facts: { principal: '10000' },
    steps: trace.steps,
    value: '45.00',
    clause: 'III §9.4',
  };
  assert.equal(
    formatReceipt(receipt),
    [
      'late-payment-charge = 45.00   (III §9.4)',
      'agreement a/v 1.0.0 0123456789ab, as of 2026-10-10',
      'facts {"principal":"10000"}',
      '├─ Days late → 9',
      '│  ├─ First day late → 2026-10-02',
      '│  └─ Paid on → 2026-10-10',
      '├─ Nothing inside',
      '└─ Charge → 45.00  [III §9.4]',
      'terms',
      '  accounts.late-payment (assumed): rate: 1.5 % per month',
    ].join('\n'),
  );
  assert.match(formatReceipt({ ...receipt, asKnown: '2026-11-01T00:00:00Z' }), /as known 2026-11-01/);
  assert.deepEqual(trace.steps[1], { id: 'empty', sentence: 'Nothing inside' });
});

test('problems say where, what and how to cure it, in reading order', () => {
  const problem = { id: 'a/b', sentence: 'It is wrong.', cure: 'Mend it.' };
  assert.equal(formatProblem(problem), 'a/b It is wrong. Mend it.');
  assert.equal(
    formatProblem({ ...problem, file: 'x.md', line: 3, field: 'f', clause: 'I' }),
    'x.md:3: a/b [f] It is wrong. Mend it. (I)',
  );
  const sorted = sortProblems([
    { ...problem, file: 'b', line: 1 },
    { ...problem, file: 'a', line: 10 },
    { ...problem, file: 'a', line: 9 },
    problem,
  ]);
  assert.deepEqual(
    sorted.map((p) => [p.file, p.line]),
    [
      [undefined, undefined],
      ['a', 9],
      ['a', 10],
      ['b', 1],
    ],
  );
  assert.equal(unwrap(ok(3)), 3);
  assert.throws(() => unwrap(fail(problem)), /a\/b: It is wrong\./);
});
