import type { TrafficByDay } from '../../src/gateways/http-api/shapes/traffic.ts';

type Row = TrafficByDay['days'][number];

/** Calls and conversation time of what is alike. */
export interface TrafficSum {
  readonly name: string;
  readonly calls: number;
  readonly conversationMs: number;
}

/** A day of a chart: minutes by the name of a series. */
export type ChartDay = { readonly day: string } & Readonly<Record<string, number | string>>;

const MINUTE_MS = 60_000;

/** Whole minutes of conversation, for charts and overviews; bills measure as the agreement says. */
export const minutesOf = (milliseconds: number): number => Math.round(milliseconds / MINUTE_MS);

/** Sums by what `nameOf` says, the longest conversation first. */
export function sumBy(rows: readonly Row[], nameOf: (row: Row) => string): TrafficSum[] {
  const sums = new Map<string, TrafficSum>();
  for (const row of rows) {
    const name = nameOf(row);
    const before = sums.get(name);
    sums.set(name, {
      name,
      calls: (before?.calls ?? 0) + row.calls,
      conversationMs: (before?.conversationMs ?? 0) + row.conversationMs,
    });
  }
  return [...sums.values()].sort((a, b) => b.conversationMs - a.conversationMs);
}

/** A row a day with the minutes of each series; days without calls in between are there, too. */
export function chartDays(rows: readonly Row[], nameOf: (row: Row) => string): ChartDay[] {
  const days = new Map<string, Record<string, number>>();
  const names = new Set(rows.map(nameOf));
  const sorted = rows.map(({ day }) => day).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  for (let day = first; day <= last; day = nextDay(day))
    days.set(day, Object.fromEntries([...names].map((name) => [name, 0])));
  for (const row of rows) {
    const day = days.get(row.day);
    const name = nameOf(row);
    if (day) day[name] = (day[name] ?? 0) + row.conversationMs;
  }
  return [...days].map(([day, sums]) => ({
    day,
    ...Object.fromEntries(Object.entries(sums).map(([name, ms]) => [name, minutesOf(ms)])),
  }));
}

const DAY_MS = 86_400_000;
const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
