import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import type { RateTier } from '../../accounts/rates.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { runDecision } from '../../agreement/decision.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { formatCents, sumCents } from '../../base/money.ts';
import { add, rational, toText } from '../../base/rational.ts';
import { unwrap } from '../../base/result.ts';
import type { UsageSummary } from '../../traffic/index.ts';
import { usageCharges } from './charges.ts';
import { tierSlices } from './tier-slices.ts';
import { usageCharge } from './usage-charge.ts';

const work = mkdtempSync(path.join(tmpdir(), 'meetpoint-usage-rates-'));
after(() => rmSync(work, { recursive: true, force: true }));
cpSync('law', path.join(work, 'law'), { recursive: true });

let copies = 0;
/** A copy of the Missouri agreement, its files changed. */
function load(changes: Readonly<Record<string, (text: string) => string>>) {
  const folder = path.join(work, 'agreements', String(++copies));
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const name = path.join(folder, file);
    const text = readFileSync(name, 'utf8');
    assert.notEqual(change(text), text, file);
    writeFileSync(name, change(text));
  }
  return loadAgreement(folder, { vocabulary, variant: 'centurytel' });
}

/** A CSV with a column more, empty but in the rows that begin with `id,`. */
const withColumn = (column: string, cells: Readonly<Record<string, string>>) => (text: string) => {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const wider = rows.map((row) => `${row},${cells[row.slice(0, row.indexOf(','))] ?? ''}`);
  return [`${head},${column}`, ...wider, ''].join('\n');
};

/** Interstate toll: $0.0055 for the first 1,000 minutes of the month, $0.0040 after them and $0.0020 after 3,000. */
const tiered = unwrap(
  load({
    'rates.csv': (text) => {
      const row = /^interstate-access,.*$/m.exec(text)?.[0] ?? '';
      const tier = (id: string, price: string): string =>
        row.replace('interstate-access,', `${id},`).replace('$0.0055', price);
      const more = `${text.trimEnd()}\n${tier('tier-2', '$0.0040')}\n${tier('tier-3', '$0.0020')}\n`;
      return withColumn('tier_from', { 'tier-2': '1000', 'tier-3': '3000' })(more);
    },
  }),
);

const month = (trunkGroup: string, minutes: string, more: Partial<UsageSummary> = {}): UsageSummary => ({
  trunkGroup,
  bucket: 'interstate-intralata',
  direction: 'clec-to-ilec',
  payer: 'socket',
  payee: 'centurytel',
  regime: 'per-minute',
  elements: ['interstate-access'],
  callsAgain: false,
  connectedFrom: '2026-10-01',
  periodFrom: '2026-10-01',
  periodTo: '2026-10-31',
  calls: 10,
  callsWithNumber: 10,
  conversationMs: 60_000,
  minutes,
  clause: 'V §7.4',
  compensation: 'interstate',
  provenance: 'assumed',
  steps: [],
  ...more,
});

/** Interstate toll of the competitor's customer. */
const CALL = {
  connect_date: '2026-10-05',
  trunk_group_kind: 'lec-to-lec',
  originator: '9S01',
  originator_kind: 'clec',
  originator_party: 'clec',
  terminator: '9C01',
  terminator_kind: 'ilec',
  terminator_party: 'ilec',
  origin_rate_centre: 'EASTON',
  origin_state: 'ZZ',
  origin_lata: '999',
  terminating_rate_centre: 'WESTON',
  terminating_state: 'YY',
  terminating_lata: '999',
};

describe('volume tiers', () => {
  test('each tier prices its minutes of the month, over all trunk groups', () => {
    const charges = unwrap(usageCharges(tiered, [month('A', '800'), month('B', '2500')]));
    // A: 800 × 0.0055 = 4.40. B: 200 × 0.0055 = 1.10, 2,000 × 0.0040 = 8.00, 300 × 0.0020 = 0.60.
    assert.deepEqual(
      charges.map(({ quantity, rate, amount }) => `${quantity} ${rate} ${formatCents(amount)}`),
      ['800 0.0055 4.40', '200 0.0055 1.10', '2000 0.004 8.00', '300 0.002 0.60'],
    );
    assert.equal(new Set(charges.map(({ sortKey }) => sortKey)).size, 4);
    const tier = charges[2]?.receipt.steps.find(({ id }) => id === 'tier');
    assert.equal(tier?.sentence, 'After 800 minutes of the month, 2000 of 2500 are in the tier after 1000');
    assert.equal(tier?.term?.key, 'rates#tier-2');
  });

  test('the other side counts for itself, and earlier days of the month come first', () => {
    const back = { direction: 'ilec-to-clec', payer: 'centurytel', payee: 'socket' } as const;
    const charges = unwrap(
      usageCharges(tiered, [
        month('A', '1000', { periodFrom: '2026-10-16', connectedFrom: '2026-10-16' }),
        month('A', '1000', { periodTo: '2026-10-15' }),
        month('A', '1000', back),
      ]),
    );
    // The later half is after 1,000 minutes of the earlier one; the other side's are its first.
    assert.deepEqual(
      charges.map(({ biller, from, rate }) => [biller, from, rate]),
      [
        ['centurytel', '2026-10-16', '0.004'],
        ['centurytel', '2026-10-01', '0.0055'],
        ['socket', '2026-10-01', '0.0055'],
      ],
    );
  });

  test('the price of some minutes is asked with its tiers', () => {
    const asked = runDecision(usageCharge, tiered, { call: CALL, minutes: '4000' }, { asOf: '2026-10-05' });
    // 1,000 × 0.0055 + 2,000 × 0.0040 + 1,000 × 0.0020 = 5.50 + 8.00 + 2.00.
    assert.equal(unwrap(asked).value, '15.50');
  });

  test('slices are all the minutes, in order, and the same however a month is cut', () => {
    const tiers = [0, 700, 1500].map((after): RateTier => ({ after }) as RateTier);
    const cents = (slices: ReturnType<typeof tierSlices>) =>
      tiers.map(({ after }) =>
        toText(
          slices
            .filter(({ tier }) => tier.after === after)
            .map(({ minutes }) => minutes)
            .reduce(add, rational(0)),
        ),
      );
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 6 }), (parts) => {
        let before = rational(0);
        const cut = parts.flatMap((part) => {
          const slices = tierSlices(tiers, before, rational(part));
          before = add(before, rational(part));
          return slices;
        });
        assert.deepEqual(cents(cut), cents(tierSlices(tiers, rational(0), before)));
      }),
    );
  });
});

describe('access by tariff', () => {
  const page = (id: string, price: string, from: string, to: string): string =>
    `${id},interstate-access,,,usage,priced,${price},"Interstate access, tariff",Sample Tariff No. 1 §7.1,,${from},${to},assumed,Written for a test`;
  const byTariff = (mode: string) =>
    load({
      'compensation.csv': withColumn('prices', { interstate: 'tariff' }),
      'tariff-references.csv': (text) =>
        `${text.trimEnd()}\nmade-access,interstate-access,general-exchange,7.1,${mode},Appendix UNE Pricing §3.3,centurytel,,,assumed,Written for a test\n`,
      'tariffs/general-exchange/rates.csv': (text) =>
        `${text.trimEnd()}\n${page('access-1', '$0.0070 per minute', '1990-01-01', '2026-10-15')}\n${page('access-2', '$0.0060 per minute', '2026-10-16', '')}\n`,
    });

  test('a frozen reference bills the pages of its day', () => {
    const [charge] = unwrap(usageCharges(unwrap(byTariff('frozen,2026-10-01')), [month('A', '1000')]));
    // 1,000 × $0.0070, whatever the tariff says later.
    assert.deepEqual([charge?.amount, charge?.clause], [700n, 'Sample Tariff No. 1 §7.1']);
  });

  test('a floating one bills the pages of the days, and a line over two prices is refused with the way out', () => {
    const agreement = unwrap(byTariff('floating,'));
    const half = { periodFrom: '2026-10-16', connectedFrom: '2026-10-16' };
    assert.equal(
      sumCents(unwrap(usageCharges(agreement, [month('A', '1000', half)])).map(({ amount }) => amount)),
      600n,
    );
    const refused = usageCharges(agreement, [month('A', '1000')]);
    assert.deepEqual(refused.ok ? [] : refused.problems.map(({ id, field }) => [id, field]), [
      ['interconnection/tariff-changes', 'interstate-access'],
    ]);
  });

  test('a tariff applies by no silence: without the reference the agreement is refused', () => {
    const refused = load({ 'compensation.csv': withColumn('prices', { interstate: 'tariff' }) });
    const found = refused.ok ? [] : refused.problems.map(({ id, sentence }) => `${id} ${sentence}`);
    assert.ok(
      found.some((one) => /interconnection\/rate .*interstate-access/.test(one)),
      found.join('\n'),
    );
  });
});

test('a call is paid by its period of the day and week, and at all times where no row is of the period', () => {
  const agreement = load({
    'compensation.csv': (text) => {
      const row = /^interstate,.*$/m.exec(text)?.[0] ?? '';
      const night = row
        .replace('interstate,', 'interstate-night,')
        .replace(',interstate-access,', ',transit,');
      return withColumn('period', { 'interstate-night': 'night' })(`${text.trimEnd()}\n${night}\n`);
    },
    'tariff-references.csv': (text) => {
      const rows = path.join(work, 'agreements', String(copies), 'rate-periods.csv');
      const head = 'id,order,when,clause,variant,effective_from,effective_to,provenance,source';
      const when = 'connect_minute >= 1260 or connect_minute < 420 or weekday = 7';
      writeFileSync(rows, `${head}\nnight,10,${when},V §7.4,,,,assumed,Written for a test\n`);
      return `${text.trimEnd()}\n\n`;
    },
  });
  const cost = (connect_minute: number, weekday: number, called: string): unknown => {
    const call = { ...CALL, connect_minute, weekday, terminating_state: called };
    const asked = { call, minutes: '1000' };
    return unwrap(runDecision(usageCharge, unwrap(agreement), asked, { asOf: '2026-10-05' })).value;
  };
  // 1,000 × $0.0015 at night and on Sundays, 1,000 × $0.0055 otherwise; intrastate toll at $0.0235 at all times.
  assert.deepEqual(
    [cost(1260, 1, 'YY'), cost(419, 1, 'YY'), cost(600, 7, 'YY'), cost(420, 1, 'YY'), cost(1259, 6, 'YY')],
    ['1.50', '1.50', '1.50', '5.50', '5.50'],
  );
  assert.equal(cost(1260, 1, 'ZZ'), '23.50');
});
