import type { Traffic } from './parts/dispositions.tsx';

/** What of a month's summary the pages show in their own way; the rest is shown as it is. */
export interface MonthSummary {
  readonly traffic?: Traffic & { readonly minutesByBucket?: unknown };
  readonly orders?: unknown;
  readonly measures?: unknown;
  readonly credits?: unknown;
  readonly verification?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Rows of a part of the summary, whether it is a list, a list inside, or numbers by name. */
export function rowsOf(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.filter(isFields);
  if (!isFields(value)) return [];
  const list = Object.values(value).find((inner) => Array.isArray(inner));
  return list === undefined ? [] : rowsOf(list);
}

/** One row a bucket: `{local: "12"}`, `{local: {minutes, calls}}` and rows all come out alike. */
export function bucketRows(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.filter(isFields);
  if (!isFields(value)) return [];
  return Object.entries(value).map(([bucket, inner]) => ({
    bucket,
    ...(isFields(inner) ? inner : { minutes: inner }),
  }));
}
