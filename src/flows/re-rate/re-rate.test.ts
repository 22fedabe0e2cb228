import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { correctionCharges, readCorrectionRows } from '../../accounts/corrections.ts';
import { readInvoices } from '../../accounts/read-invoices.ts';
import type { Invoice } from '../../accounts/invoice.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents, parseCents, sumCents } from '../../base/money.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { closeMonth } from '../close-month/close-month.ts';
import { usageFolder } from '../close-month/landing.ts';
import { reRate } from './re-rate.ts';
import type { ReRated } from './re-rate.ts';

const EXAMPLE = 'examples/october-2026';
const MONTH = '2026-10';
const TOLL = '$0.0235 per minute,"Intrastate intraLATA toll, terminating access"';
const DEARER = '$0.0300 per minute,"Intrastate intraLATA toll, terminating access"';

let work: string;
let db: Database;
let inputDir: string;
const usageDir = (): string => path.join(work, 'usage');
const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const monthDir = (): string => usageFolder(usageDir(), agreement, MONTH);

/** The agreement with a dearer price of toll calls, in a folder of its own. */
function corrected(): Agreement {
  const folder = path.join(work, 'agreements', 'corrected');
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  cpSync('law', path.join(work, 'law'), { recursive: true });
  const rates = path.join(folder, 'rates.csv');
  const text = readFileSync(rates, 'utf8');
  assert.ok(text.includes(TOLL));
  writeFileSync(rates, text.replace(TOLL, DEARER));
  return unwrap(loadAgreement(folder, { vocabulary, variant: 'centurytel' }));
}

const again = (more: Partial<Parameters<typeof reRate>[0]> = {}): Promise<Result<ReRated>> =>
  reRate({
    db,
    agreement,
    month: MONTH,
    usageDir: usageDir(),
    reason: 'The price of toll was wrong',
    clock: fixedClock('2026-11-20T12:00:00Z'),
    ...more,
  });

const close = (issue: boolean) =>
  closeMonth({
    db,
    agreement,
    month: MONTH,
    inputDir,
    usageDir: usageDir(),
    numberingDir: 'reference/numbering',
    clock: fixedClock('2026-11-02T15:00:00Z'),
    issue,
  });

const invoices = (): Promise<Invoice[]> =>
  db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
    readInvoices(tx, agreement.id, { month: MONTH }),
  );

/** Hash of every file of the month but its later versions. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*', { cwd: monthDir() }).sort()) {
    if (/^v\d|^\./.test(file) || file.endsWith('.lock')) continue;
    const whole = path.join(monthDir(), file);
    if (existsSync(whole) && globSync('*', { cwd: whole }).length === 0)
      hash.update(file).update(readFileSync(whole));
  }
  return hash.digest('hex');
}

before(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-re-rate-'));
  inputDir = path.join(work, 'october');
  cpSync(EXAMPLE, inputDir, {
    recursive: true,
    filter: (file) => !/truth|their-bill|[/\\]sip|[/\\]emi[/\\].*2026-10-(?!01)/.test(file),
  });
  db = await testDatabase(migrations);
  await registerAgreement(db, agreement, []);
});
after(async () => {
  await db.close();
  rmSync(work, { recursive: true, force: true });
});

const ids = (result: Result<unknown>): string[] => (result.ok ? [] : result.problems.map(({ id }) => id));

describe('a month that is rated again', { concurrency: false }, () => {
  it('is one that is issued, for a reason', async () => {
    assert.deepEqual(ids(await again({ reason: ' ' })), [
      're-rate/no-reason',
      're-rate/not-issued',
      're-rate/no-calls',
    ]);
    unwrap(await close(false));
    assert.deepEqual(ids(await again()), ['re-rate/not-issued']);
    unwrap(await close(true));
    assert.deepEqual(ids(await again({ networkDir: path.join(work, 'nowhere') })), ['re-rate/no-file']);
  });

  it('under the same agreement and tables differs in nothing', async () => {
    const same = unwrap(await again({ reason: 'To see that nothing moves' }));
    assert.equal(same.version, 2);
    assert.deepEqual([same.usage.moved, same.money.lines, same.adjustments, same.unplaced], [[], [], [], []]);
    assert.ok(same.usage.buckets.length > 3);
    for (const bucket of same.usage.buckets) assert.equal(bucket.callsBefore, bucket.callsAfter);
    for (const bucket of same.money.buckets) assert.equal(bucket.difference, '0.00');
  });

  it('at another price differs in the lines of that price, to the cent, and leaves what was issued', async () => {
    const [billed, before] = [await invoices(), fingerprint()];
    const dearer = unwrap(await again({ agreement: corrected() }));
    assert.deepEqual([dearer.version, dearer.comparedWith, dearer.usage.moved], [3, 2, []]);
    assert.notEqual(dearer.agreement.hash, dearer.agreementBefore.hash);
    const toll = billed.flatMap(({ lines }) =>
      lines.filter(({ element, quantity }) => element === 'intrastate-access' && quantity !== '0'),
    );
    assert.ok(toll.length > 0);
    // Minutes are whole: minutes × $0.0300 less minutes × $0.0235, each rounded half up to a cent.
    const centsAt = (minutes: string, tenThousandths: bigint): bigint =>
      (BigInt(minutes) * tenThousandths + 50n) / 100n;
    const expected = toll
      .map(({ quantity }) => formatCents((centsAt(quantity, 300n) - centsAt(quantity, 235n)) as never))
      .sort();
    assert.deepEqual(dearer.money.lines.map(({ difference }) => difference).sort(), expected);
    const total = sumCents(expected.map((text) => parseCents(text) ?? assert.fail()));
    for (const view of [dearer.money.buckets, dearer.money.directions, dearer.money.trunkGroups])
      assert.equal(sumCents(view.map(({ difference }) => parseCents(difference) ?? assert.fail())), total);
    const others = dearer.money.buckets.filter(({ key }) => key !== 'intrastate-intralata');
    assert.ok(others.length > 0 && others.every(({ difference }) => difference === '0.00'));
    assert.equal(
      sumCents(dearer.adjustments.map(({ amount }) => parseCents(amount) ?? assert.fail())),
      total,
    );
    assert.deepEqual(await invoices(), billed);
    assert.equal(fingerprint(), before);
  });

  it('proposes what the next month takes as corrections', async () => {
    const folder = path.join(monthDir(), 'v3');
    const rows = unwrap(readCorrectionRows(folder));
    assert.ok(rows.length > 0);
    const charges = unwrap(
      await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, (tx) =>
        correctionCharges(tx, agreement, '2026-11', rows),
      ),
    );
    const version = JSON.parse(readFileSync(path.join(folder, 'difference.json'), 'utf8')) as ReRated;
    assert.deepEqual(
      charges.map(({ amount, correctionOf }) => [
        correctionOf?.invoice,
        correctionOf?.line,
        formatCents(amount),
      ]),
      version.adjustments.map(({ bill, line, amount }) => [bill, line, amount]),
    );
    assert.ok(charges.every(({ description }) => description.includes('The price of toll was wrong')));
  });

  it('by other tables moves calls between buckets, and every call and second stays', async () => {
    const networkDir = path.join(work, 'network');
    mkdirSync(networkDir);
    cpSync(path.join(EXAMPLE, 'network'), networkDir, { recursive: true });
    const [header] = readFileSync(path.join(networkDir, 'isp-numbers.csv'), 'utf8').split('\n');
    writeFileSync(path.join(networkDir, 'isp-numbers.csv'), `${header}\n`);
    const version = unwrap(await again({ networkDir, reason: 'Those numbers are no dial-up numbers' }));
    assert.equal(version.version, 4);
    assert.ok(version.usage.moved.length > 0);
    assert.ok(version.usage.moved.every(({ from, to }) => from === 'isp-bound' && to !== 'isp-bound'));
    const { buckets } = version.usage;
    const sum = (
      field: 'callsBefore' | 'callsAfter' | 'conversationMsBefore' | 'conversationMsAfter',
    ): number => buckets.reduce((total, bucket) => total + bucket[field], 0);
    assert.equal(sum('callsBefore'), version.counts.read);
    assert.equal(sum('callsBefore'), sum('callsAfter'));
    assert.equal(sum('conversationMsBefore'), sum('conversationMsAfter'));
    const gone = version.usage.moved.reduce((total, { calls }) => total + calls, 0);
    const isp = buckets.find(({ key }) => key === 'isp-bound');
    assert.equal((isp?.callsBefore ?? 0) - (isp?.callsAfter ?? 0), gone);
    // Issued bills and what is proposed come to the new version.
    const billed = (await invoices()).flatMap(({ lines }) =>
      lines.filter(({ source }) => source.kind === 'usage'),
    );
    const lines = (
      JSON.parse(readFileSync(path.join(version.folder, 'version.json'), 'utf8')) as {
        lines: { amount: string }[];
      }
    ).lines;
    const sumOf = (amounts: readonly string[]) =>
      sumCents(amounts.map((text) => parseCents(text) ?? assert.fail()));
    assert.equal(
      sumCents(billed.map(({ amount }) => amount)) +
        sumOf(version.adjustments.map(({ amount }) => amount)) +
        sumOf(version.unplaced.map(({ amount }) => amount)),
      sumOf(lines.map(({ amount }) => amount)),
    );
    assert.ok(existsSync(path.join(monthDir(), 'v2', 'version.json')));
  });
});
