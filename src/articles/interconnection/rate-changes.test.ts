import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { Charge } from '../../accounts/charge.ts';
import { ratesTable } from '../../accounts/rates.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { documentText } from '../../agreement/test-agreement.ts';
import { unwrap } from '../../base/result.ts';
import { listCalls } from '../../traffic/index.ts';
import { closeTest, emiFile } from '../../traffic/test-month.ts';
import type { Call } from '../../traffic/test-month.ts';
import { usageCharges } from './charges.ts';
import { interconnectionAgreement } from './test-agreement.ts';

const MINUTE_MS = 60_000;
const plain = interconnectionAgreement();

/** Calls into each priced bucket, both ways and on every day, none of whole minutes. */
const KINDS: readonly Call[] = [
  {},
  { toNumber: '5736571234' },
  { toNumber: '5737773999', fromNumber: '5738741234' },
  { toNumber: '6602631234', fromNumber: '5738741234', lrn: '5737770000' },
  { toNumber: '9136511234', fromNumber: '8168581234', lrn: '8168757000', trunkGroup: 'PC524001' },
  { toNumber: '5736341234', trunkGroup: 'CT521002' },
  { toNumber: '5736341234', trunkGroup: 'CT521002', fromNumber: '5738741234' },
];
const emi = emiFile(
  Array.from({ length: 31 * KINDS.length }, (_, n) => ({
    ...KINDS[n % KINDS.length],
    connectDate: `2026-10-${String(Math.floor(n / KINDS.length) + 1).padStart(2, '0')}`,
    conversationMs: 61_300 + 700 * n,
  })),
);

interface Closed {
  readonly charges: readonly Charge[];
  readonly callsParquet: string;
  readonly minutesByBucket: readonly unknown[];
}

async function close(agreement: Agreement): Promise<Closed> {
  const { month } = await closeTest({ emi: { 'a.emi': emi } }, agreement);
  const { callsParquet, minutesByBucket } = month;
  return { charges: unwrap(usageCharges(agreement, month.summaries)), callsParquet, minutesByBucket };
}

/** All of a line that a reader of the bill sees. */
const shown = ({ element, quantity, unit, rate, amount, from, to, source, sortKey }: Charge): string =>
  [sortKey, element, quantity, unit, rate, amount, from, to, source.id].join(' ');
const callsOf = ({ receipt }: Charge): number => Number((receipt.facts as { calls: number }).calls);
const of = (charges: readonly Charge[], moved: (charge: Charge) => boolean): string[] =>
  charges.filter(moved).map(shown);

/** The row with one cell pair of dates, and a dearer one from a day on. */
function datedRows(rates: string, id: string, from: string, to: string): string {
  const lines = rates.split('\n').filter((line) => line !== '');
  const old = lines.find((line) => line.startsWith(`${id},`)) ?? '';
  const cells = old.match(/("[^"]*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
  const dated = (changes: Readonly<Record<number, string>>): string =>
    cells
      .slice(0, 14)
      .map((cell, i) => changes[i] ?? cell)
      .join(',');
  const [FROM, TO, PRICE] = [10, 11, 6];
  const price = cells[PRICE] === '' ? {} : { [PRICE]: '$0.09 per minute' };
  return [
    ...lines.filter((line) => line !== old),
    dated({ [TO]: to }),
    dated({ 0: `${id}-2`, [FROM]: from, ...price }),
  ].join('\n');
}

const dated = (row: string, from: string, to: string): Agreement =>
  interconnectionAgreement({
    edit: (file, text) => (file === 'rates.csv' ? datedRows(text, row, from, to) : text),
  });

let base: Closed;
before(async () => {
  base = await close(plain);
});

/** Every line of another price is as it was; those of this price are cut on the day, and their calls add up. */
async function onlyMoves(changed: Closed, moves: (charge: Charge) => boolean, day: string): Promise<void> {
  assert.deepEqual(
    of(changed.charges, (charge) => !moves(charge)),
    of(base.charges, (charge) => !moves(charge)),
  );
  const own = changed.charges.filter(moves);
  const was = base.charges.filter(moves);
  assert.ok(was.length > 0);
  assert.equal(own.length, 2 * was.length);
  for (const charge of own) {
    assert.ok(charge.from === day || charge.to < day);
    const [trunkGroup = '', bucket = '', direction = '', period = ''] = charge.source.id.split('/');
    const [from = '', to = ''] = period.split('..');
    const found = await listCalls(changed.callsParquet, {
      trunkGroup,
      bucket,
      direction: direction as 'ilec-to-clec' | 'clec-to-ilec',
      period: { from, to },
    });
    assert.equal(charge.quantity, String(Math.ceil(found.conversationMs / MINUTE_MS)), charge.sortKey);
    assert.equal(found.total, callsOf(charge));
  }
  const calls = (charges: readonly Charge[]): number =>
    charges.reduce((sum, charge) => sum + callsOf(charge), 0);
  assert.equal(calls(own), calls(was));
}

const usageRows = plain
  .at('2026-10-01')
  .rows(ratesTable)
  .filter(({ value }) => value.charge === 'usage');

test('a price that changes within the month moves its element’s lines and no other, whichever and whenever', async () => {
  const billed = new Set(base.charges.map(({ element }) => element));
  const rows = usageRows.filter(({ value }) => billed.has(value.element) && value.element !== 'transit');
  assert.ok(rows.length >= 5);
  const days = fc.sample(fc.integer({ min: 2, max: 31 }), { seed: 1, numRuns: rows.length });
  for (const [index, row] of rows.entries()) {
    const day = Temporal.PlainDate.from('2026-10-01').with({ day: days[index] ?? 15 });
    const changed = await close(dated(row.id, day.toString(), day.subtract({ days: 1 }).toString()));
    await onlyMoves(changed, ({ element }) => element === row.value.element, day.toString());
    const counts = ({ minutesByBucket }: Closed) =>
      minutesByBucket.map((total) => ({ ...(total as object), minutes: '' }));
    assert.deepEqual(counts(changed), counts(base), 'each call is counted once');
  }
});

test('of two elements of one bucket, and of two directions, only the lines of the changed row move', async () => {
  const changed = await close(dated('transit', '2026-10-09', '2026-10-08'));
  const ilecBills = ({ element, biller }: Charge): boolean =>
    element === 'transit' && biller === plain.parties.ilec;
  await onlyMoves(changed, ilecBills, '2026-10-09');
});

test('an amendment that has effect within the month moves the lines of its row and no other', async () => {
  const changes = '  - set: rates#isp\n    value: { price: $0.0008 per minute }';
  const amendment = documentText({
    id: 'first',
    recordedAt: '2026-09-01T00:00:00Z',
    effectiveOn: '2026-10-02',
    changes,
  });
  const changed = await close(interconnectionAgreement({ amendment }));
  await onlyMoves(changed, ({ element }) => element === 'isp-bound-termination', '2026-10-02');
  const rates = changed.charges.filter(({ element }) => element === 'isp-bound-termination');
  assert.deepEqual([...new Set(rates.map(({ rate }) => rate))], ['0.0007', '0.0008']);
});

test('a compensation row that ends within the month cuts the lines of its bucket and no other', async () => {
  const changed = await close(
    interconnectionAgreement({
      edit: (file, text) => {
        if (file !== 'compensation.csv') return text;
        const row = text.split('\n').find((line) => line.startsWith('isp-bound,')) ?? '';
        const next = row.replace('isp-bound,isp-bound,,', 'isp-next,isp-bound,ilec-to-clec,');
        return `${text.trimEnd()}\n${next.replace('V §7.3,,,', 'V §7.3,,2026-10-20,')}\n`;
      },
    }),
  );
  await onlyMoves(changed, ({ element }) => element === 'isp-bound-termination', '2026-10-20');
});
