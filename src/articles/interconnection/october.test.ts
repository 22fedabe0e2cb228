import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { sumCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import { closeTraffic, listCalls, writeOutcomes } from '../../traffic/index.ts';
import type { Direction, TrafficMonth } from '../../traffic/index.ts';
import { EXAMPLE } from '../../traffic/test-agreement.ts';
import { usageCharges } from './charges.ts';
import { explainRatedCall } from './explain-call.ts';
import { interconnectionAgreement } from './test-agreement.ts';

const agreement = interconnectionAgreement();
const workDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-october-'));
let month: TrafficMonth;

before(async () => {
  month = unwrap(await closeTraffic({ agreement, month: '2026-10', inputDir: EXAMPLE, workDir }));
});

const rowsOf = (text: string): Map<string, string[]> => {
  const [, ...lines] = text.trimEnd().split('\n');
  return new Map(lines.map((line) => line.split(',')).map((cells) => [`${cells[0]}:${cells[1]}`, cells]));
};

test('every record has the bucket, payer and disposition of the independent truth', async () => {
  const truth = rowsOf(gunzipSync(readFileSync(path.join(EXAMPLE, 'truth/records.csv.gz'))).toString());
  const target = path.join(workDir, 'outcomes.csv');
  await writeOutcomes(month.callsParquet, target);
  const own = rowsOf(readFileSync(target, 'utf8'));
  const different: string[] = [];
  for (const [id, [, , bucket, payer, disposition, tenths]] of truth) {
    const got = own.get(id);
    const wanted = [bucket, payer, disposition, String(Number(tenths) * 100)].join(',');
    if (got?.slice(2, 6).join(',') !== wanted)
      different.push(`${id}: ${got?.slice(2).join(',')} for ${wanted}`);
  }
  assert.deepEqual(different.slice(0, 10), []);
  const emi = [...own.keys()].filter((id) => !id.startsWith('sip/'));
  assert.equal(emi.length, truth.size);
  assert.equal(truth.size, 257_049);
});

test('read is the sum of the six outcomes, and the files have no problems', () => {
  const { read, ...six } = month.counts;
  assert.equal(
    read,
    Object.values(six).reduce((sum, n) => sum + n, 0),
  );
  assert.deepEqual(
    month.files.flatMap(({ problems }) => problems),
    [],
  );
  for (const file of month.files)
    for (const control of file.controls) assert.equal(control.declared, control.counted);
});

test('the calls behind a line are found again and add up to it', async () => {
  const summary = month.summaries.find((s) => s.bucket === 'isp-bound' && s.trunkGroup === 'CO521001');
  assert.ok(summary);
  const { bucket, trunkGroup, direction, periodFrom, periodTo } = summary;
  const found = await listCalls(month.callsParquet, {
    bucket,
    trunkGroup,
    direction,
    period: { from: periodFrom, to: periodTo },
    limit: 3,
  });
  assert.deepEqual([found.total, found.conversationMs], [summary.calls, summary.conversationMs]);
  const explained = unwrap(await explainRatedCall(month.callsParquet, found.calls[0]?.id ?? '', agreement));
  assert.equal(explained.receipt.value, 'isp-bound');
  assert.equal(explained.receipt.steps.at(-1)?.out, '0.0007');
});

test('the id of every line names its calls', async () => {
  for (const charge of unwrap(usageCharges(agreement, month.summaries))) {
    const [trunkGroup = '', bucket = '', direction = '', days = ''] = charge.source.id.split('/');
    const [from = '', to = ''] = days.split('..');
    const found = await listCalls(month.callsParquet, {
      trunkGroup,
      bucket,
      direction: direction as Direction,
      period: { from, to },
      between: 'parties',
      limit: 1,
    });
    assert.equal(found.total, (charge.receipt.facts as { calls: number }).calls, charge.source.id);
  }
});

test('bill lines are minutes times rate, rounded once, and sum up', () => {
  const charges = unwrap(usageCharges(agreement, month.summaries));
  for (const charge of charges) {
    const cents = Math.floor(Number(charge.quantity) * Number(charge.rate) * 100 + 0.5 + 1e-7);
    assert.equal(Number(charge.amount), cents, charge.sortKey);
    assert.ok(charge.clause !== '' && charge.receipt.steps.length >= 5);
    assert.ok(charge.element !== 'local-termination' || (charge.amount === 0n && charge.rate === '0.00'));
  }
  assert.ok(charges.some((charge) => charge.element === 'local-termination'));
  assert.ok(charges.some((charge) => charge.element === 'tandem-switching'));
  assert.equal(new Set(charges.map((charge) => charge.sortKey)).size, charges.length);
});

test('a changed price moves its element’s lines and no other', () => {
  const dearer = interconnectionAgreement({
    edit: (file, text) =>
      file === 'rates.csv' ? text.replace('$0.0007 per minute', '$0.0008 per minute') : text,
  });
  const [a, b] = [agreement, dearer].map((each) => unwrap(usageCharges(each, month.summaries)));
  const moved = a?.filter((charge, index) => charge.amount !== b?.[index]?.amount) ?? [];
  assert.ok(moved.length > 0);
  assert.deepEqual([...new Set(moved.map((charge) => charge.element))], ['isp-bound-termination']);
});

test('real SIP calls: the charges are the sums of the call detail', async () => {
  const inputDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-sip-'));
  mkdirSync(path.join(inputDir, 'usage'));
  for (const part of ['usage/sip', 'network'])
    cpSync(path.join(EXAMPLE, part), path.join(inputDir, part), { recursive: true });
  const closed = unwrap(
    await closeTraffic({ agreement, month: '2026-10', inputDir, workDir: path.join(inputDir, 'work') }),
  );
  const [, ...lines] = readFileSync(path.join(EXAMPLE, 'usage/sip/cdr.csv'), 'utf8').trimEnd().split('\n');
  const isp = readFileSync(path.join(EXAMPLE, 'network/isp-numbers.csv'), 'utf8');
  const sums = new Map<string, number>();
  let answered = 0;
  for (const line of lines) {
    const [, trunkGroup, , called = '', , originator, , answer, , ms] = line.split(',');
    if (answer === '' || Number(ms) === 0) continue;
    answered += 1;
    if (!isp.includes(`\n${called},`)) continue;
    const key = `${trunkGroup} ${originator}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(ms));
  }
  const tenThousandths = [...sums.values()].map((ms) => Math.ceil(ms / 60_000) * 7);
  const wanted = tenThousandths.reduce((sum, amount) => sum + Math.floor((amount + 50) / 100), 0);
  const charges = unwrap(usageCharges(agreement, closed.summaries));
  assert.equal(sumCents(charges.map(({ amount }) => amount)), BigInt(wanted));
  assert.equal(closed.counts.read, lines.length);
  assert.equal(closed.counts.rated + closed.counts.zeroRated, answered);
  assert.equal(closed.counts.nonBillable, lines.length - answered);
});
