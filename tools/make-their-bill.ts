/**
 * Makes the other side's bill of the example from our own bills, with errors planted in it, for `verify` to find:
 *
 *     node bin/meetpoint.cjs node tools/make-their-bill.ts out examples/october-2026 centurytel
 *
 * First a closed month's folder (its `invoices/*.csv`), then the month's inputs (`accounts.csv` says which accounts
 * the biller has; `their-bill/` is written there), then the biller. Same bills, same bytes. Each error takes the first line
 * that suits it and that no other error took, so the list survives other prices, circuits and elements.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { stringify as yaml } from 'yaml';
import { cents, formatCents, formatRate, parseCents, roundToCents } from '../src/base/money.ts';
import { add, decimal, multiply, rational, toFixed } from '../src/base/rational.ts';

/** A line of one of our bills, as its CSV has it. */
interface Line {
  readonly ban: string;
  readonly bill: string;
  readonly line: string;
  readonly description: string;
  readonly quantity: string;
  readonly rate: string;
  readonly amount: string;
  readonly kind: string;
  readonly element: string;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly source: string;
}

/** One error: which line it takes, what their bill shows instead, and what `verify` must say. */
interface Plant {
  readonly name: string;
  readonly outcome: 'over' | 'under' | 'missing' | 'unknown';
  readonly suits: (line: Line) => boolean;
  readonly rows: (line: Line) => Line[];
}

const price = (line: Line, quantity: string, rate: string): Line => ({
  ...line,
  quantity,
  rate,
  amount: formatCents(roundToCents(multiply(decimal(quantity), decimal(rate)), 'half-up')),
});
const times = (text: string, num: number, den: number, places: number): string =>
  toFixed(multiply(decimal(text), rational(num, den)), places, 'half-up');
const isPositive = ({ amount }: Line): boolean => (parseCents(amount) ?? 0n) > 0n;
const isAdvance = (line: Line): boolean => line.kind === 'recurring' && line.source.includes('/');
const isCircuit = ({ source }: Line): boolean => source.startsWith('circuit:') && !source.includes('/');

const PLANTS: readonly Plant[] = [
  {
    name: 'a wrong rate',
    outcome: 'over',
    suits: isAdvance,
    rows: (line) => [price(line, line.quantity, formatRate(add(decimal(line.rate), rational(3, 4))))],
  },
  {
    name: 'a wrong quantity',
    outcome: 'over',
    suits: isAdvance,
    rows: (line) => [
      price(line, formatRate(add(decimal(line.quantity), rational(2))).replace('.00', ''), line.rate),
    ],
  },
  {
    name: 'a line missing',
    outcome: 'missing',
    suits: (line) => line.kind === 'one-time' && isPositive(line),
    rows: () => [],
  },
  {
    name: 'a line billed twice',
    outcome: 'unknown',
    suits: (line) => line.kind === 'one-time' && isPositive(line),
    rows: (line) => [line, line],
  },
  {
    name: 'a disconnected circuit still billed',
    outcome: 'unknown',
    suits: (line) => line.kind === 'credit' && isCircuit(line),
    rows: (line) => [
      line,
      { ...price(line, '1', line.rate), ...monthAfter(line), description: 'Loop, monthly charge' },
    ],
  },
  {
    name: 'a late payment charge that is wrong',
    outcome: 'over',
    suits: (line) => line.kind === 'late-payment',
    rows: (line) => [price(line, '1', times(line.amount, 2, 1, 2))],
  },
  {
    name: 'an undercharge',
    outcome: 'under',
    suits: (line) => line.kind === 'usage' && (parseCents(line.amount) ?? 0n) > 100n,
    rows: (line) => [price(line, times(line.quantity, 9, 10, 0), line.rate)],
  },
];

const COLUMNS = {
  account: 'BILL_ACCT',
  code: 'CHG_CODE',
  reference: 'CKT_OR_REF',
  description: 'CHG_TEXT',
  quantity: 'QTY',
  rate: 'UNIT_RATE',
  amount: 'CHG_AMT',
  from: 'FROM_DT',
  to: 'THRU_DT',
};

const [closedDir = 'out', inputDir = 'examples/october-2026', biller = 'centurytel'] = process.argv.slice(2);
const lines = readLines();
const codes = chargeCodes(lines);
const { rows, planted } = plantErrors(lines);
const outDir = path.join(inputDir, 'their-bill');
mkdirSync(outDir, { recursive: true });
writeFileSync(path.join(outDir, 'bill.csv'), billText(rows));
writeFileSync(path.join(outDir, 'mapping.yaml'), mappingText());
writeFileSync(path.join(outDir, 'planted.json'), `${JSON.stringify(planted, null, 2)}\n`);
console.log(`${rows.length} rows and ${planted.length} errors in ${outDir}`);

function readLines(): Line[] {
  const accounts = parse(readFileSync(path.join(inputDir, 'accounts.csv'), 'utf8'), { columns: true }) as {
    ban: string;
    biller: string;
  }[];
  const invoices = path.join(closedDir, 'invoices');
  const summary = JSON.parse(readFileSync(path.join(closedDir, 'summary.json'), 'utf8')) as {
    invoices: { number: string; ban: string }[];
  };
  return summary.invoices
    .filter(({ ban }) => accounts.some((account) => account.ban === ban && account.biller === biller))
    .flatMap(({ number, ban }) => {
      const file = path.join(invoices, `${number}.csv`);
      if (!existsSync(file)) throw new Error(`${file} is not there: close the month first.`);
      const read = parse(readFileSync(file, 'utf8'), { columns: true }) as Omit<Line, 'ban' | 'bill'>[];
      return read.map((line) => ({ ...line, ban, bill: number }));
    });
}

/** `loop-2w-xdsl` in zone 1 → `L2X1`; a number tells equal ones apart. */
function chargeCodes(all: readonly Line[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const key of [...new Set(all.map(codeKey))].sort()) {
    const [element = '', zone = ''] = key.split('|');
    const initials = element
      .split('-')
      .map((word) => word[0])
      .join('');
    const code = `${initials}${zone[0] ?? ''}`.toUpperCase();
    const taken = new Set(found.values());
    let free = code;
    for (let n = 2; taken.has(free); n++) free = `${code}-${n}`;
    found.set(key, free);
  }
  return found;
}

function codeKey({ element, zone }: Line): string {
  return `${element}|${zone}`;
}

function plantErrors(all: readonly Line[]): { rows: Line[]; planted: Record<string, string>[] } {
  const changed = new Map<Line, Line[]>();
  const planted = PLANTS.map((plant) => {
    const line = all.find((candidate) => !changed.has(candidate) && plant.suits(candidate));
    if (!line) throw new Error(`No line suits "${plant.name}".`);
    const rows = plant.rows(line);
    changed.set(line, rows);
    const billed = rows.reduce((sum, { amount }) => sum + (parseCents(amount) ?? 0n), 0n);
    return {
      name: plant.name,
      outcome: plant.outcome,
      invoice: line.bill,
      line: line.line,
      element: line.element,
      difference: formatCents(cents(billed - (parseCents(line.amount) ?? 0n))),
    };
  });
  return { rows: all.flatMap((line) => changed.get(line) ?? [line]), planted };
}

/** The calendar month after the one that a line ends in. */
function monthAfter(line: Line): { from: string; to: string } {
  const month = Temporal.PlainDate.from(line.to).toPlainYearMonth().add({ months: 1 });
  return {
    from: month.toPlainDate({ day: 1 }).toString(),
    to: month.toPlainDate({ day: month.daysInMonth }).toString(),
  };
}

function billText(all: readonly Line[]): string {
  const body = all.map((line) => [
    line.ban,
    codes.get(codeKey(line)) ?? '',
    isAdvance(line) ? '' : line.source.slice(line.source.indexOf(':') + 1),
    line.description.toUpperCase().slice(0, 60),
    theirNumber(line.quantity),
    theirNumber(line.rate),
    theirNumber(line.amount),
    theirDate(line.from),
    theirDate(line.to),
  ]);
  return stringify([Object.values(COLUMNS), ...body], { record_delimiter: '\n' });
}

/** `1,860.00`, `12.50-` */
function theirNumber(text: string): string {
  const [whole = '', fraction] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`}${text.startsWith('-') ? '-' : ''}`;
}

function theirDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${month}/${day}/${year}`;
}

function mappingText(): string {
  const known = [...codes].map(([key, code]) => {
    const [element = '', zone = ''] = key.split('|');
    return [code, zone === '' ? { element } : { element, zone }];
  });
  const mapping = {
    biller,
    columns: COLUMNS,
    dates: 'MM/DD/YYYY',
    amounts: { decimal: '.', thousands: ',', negative: 'trailing-minus' },
    codes: Object.fromEntries(known),
  };
  return `# How this bill is written: its columns, codes and formats. The bill is made up, with errors planted (planted.json).\n${yaml(mapping)}`;
}
