/** Agreements that nobody made, written from a seed: their numbers, parties, dates and text differ, and what they say is known. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Synthetic {
  readonly dir: string;
  readonly id: string;
  /** Calendar days from the bill date, or from the mailing. */
  readonly dueDays: number;
  readonly dueFrom: 'bill.dated' | 'bill.mailed';
  readonly method: 'simple-prorated' | 'per-month-or-fraction' | 'daily-compound';
  /** Percent as written, per month or per day. */
  readonly rate: string;
  readonly disputeDays: number;
  /** Day from which another late rate holds, with that rate; undefined: none. */
  readonly amended?: { readonly on: string; readonly rate: string };
}

/** mulberry32: the same numbers from the same seed on every machine. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes `count` agreement folders under `root`. */
export function writeAgreements(root: string, count: number, seed: number): Synthetic[] {
  const next = numbersFrom(seed);
  const pick = <const T>(from: readonly [T, ...T[]]): T => from[Math.floor(next() * from.length)] ?? from[0];
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return Array.from({ length: count }, (_, index) => {
    const id = `synthetic-${String(index + 1).padStart(4, '0')}`;
    const method = pick(['simple-prorated', 'per-month-or-fraction', 'daily-compound']);
    const percent = (): string =>
      method === 'daily-compound'
        ? `0.0${between(200, 600)} % per day`
        : `${pick([1, 2])}.${between(0, 9)} % per month`;
    const made: Synthetic = {
      dir: path.join(root, id),
      id,
      dueDays: pick([20, 25, 30, 31, 45]),
      dueFrom: pick(['bill.dated', 'bill.mailed']),
      method,
      rate: percent(),
      disputeDays: between(20, 180),
      ...(next() < 0.25 ? { amended: { on: `20${between(10, 26)}-07-01`, rate: percent() } } : {}),
    };
    write(made, index);
    return made;
  });
}

function write(made: Synthetic, index: number): void {
  mkdirSync(path.join(made.dir, 'amendments'), { recursive: true });
  const file = (name: string, text: string): void => writeFileSync(path.join(made.dir, name), text);
  file(
    'agreement.yaml',
    `id: ${made.id}
title: Interconnection Agreement ${index + 1}
status: draft
version: 1.0.0
state: CO
timeZone: America/Denver
variants:
  only: { title: Valley ${index + 1} Telephone and Juniper Example Networks, ilec: valley-${index + 1}, clec: juniper }
articles:
  - { number: GT, file: general.md, title: General Terms }
`,
  );
  const ilec = `valley-${index + 1}`;
  const source = 'GT §1,assumed,Generated';
  file(
    'parties.csv',
    `id,party,name,kind,ocn,clause,provenance,source
${ilec},${ilec},Valley ${index + 1} Telephone,ilec,${String(index + 1).padStart(4, '0')},${source}
juniper,juniper,Juniper Example Networks,clec,9J01,${source}
`,
  );
  const holidays = ['2026-01-01', '2026-07-03', '2026-12-25'];
  const rows = [ilec, 'juniper'].flatMap((party) =>
    holidays.map((date) => `${party}-${date},${party},${date},Holiday,${source}\n`),
  );
  file('holidays.csv', `id,party,date,name,clause,provenance,source\n${rows.join('')}`);
  const monthDays = made.method === 'daily-compound' ? '' : '\n  monthDays: 30';
  const thirty = made.method === 'daily-compound' ? '' : ' A month counts as 30.';
  file(
    'general.md',
    `# General Terms

## 1 Payment

A bill is due ${made.dueDays} calendar days after it is ${made.dueFrom === 'bill.dated' ? 'dated' : 'mailed'}.

\`\`\`terms
clock.bill-due:
  starts: ${made.dueFrom}
  stops: [bill.paid]
  length: ${made.dueDays} calendar days
  roll: none
  calendarOf: billed
  usually: clec
  provenance: assumed
  source: Generated
\`\`\`

## 2 Late payment

What is paid late bears ${made.rate} from the day after the due date.${thirty}

\`\`\`terms
accounts.late-payment:
  rate: ${made.rate}
  method: ${made.method}${monthDays}
  from: day-after-due
  provenance: assumed
  source: Generated
\`\`\`

## 3 Disputes

A bill is disputed within ${made.disputeDays} calendar days of its date, as Section 1 counts them.

\`\`\`terms
clock.dispute-window:
  starts: bill.dated
  stops: [dispute.raised]
  length: ${made.disputeDays} calendar days
  roll: none
  calendarOf: billed
  usually: clec
  provenance: assumed
  source: Generated
\`\`\`
`,
  );
  if (made.amended)
    file(
      'amendments/late-rate.yaml',
      `id: late-rate
title: Another late rate
kind: amendment
effectiveOn: ${made.amended.on}
recordedAt: ${made.amended.on}T12:00:00Z
provenance: assumed
source: Generated
text: From that day the late payment charge is ${made.amended.rate}.
changes:
  - set: accounts.late-payment
    value: { rate: ${made.amended.rate} }
`,
    );
}
