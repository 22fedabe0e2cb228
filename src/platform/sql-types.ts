import pg from 'pg';

const TEXT_ARRAY = 1009;

/** How columns come back, by type: exact, and never a JavaScript Date. */
const SCALARS: Readonly<Record<number, (text: string) => unknown>> = {
  20: BigInt, // int8
  1700: asText, // numeric
  1082: asText, // date, as YYYY-MM-DD
  1083: asText, // time
  1114: asText, // timestamp without time zone
  1184: instantText, // timestamptz, as an ISO instant in UTC
  1186: asText, // interval
};

/** The array types of the above. */
const ARRAYS: Readonly<Record<number, (text: string) => unknown>> = {
  1016: BigInt,
  1231: asText,
  1182: asText,
  1183: asText,
  1115: asText,
  1185: instantText,
  1187: asText,
};

/**
 * Column readers of the program's own connections: int8 as bigint; numeric, date, time, interval as text;
 * timestamptz as an ISO instant (`2006-07-03T12:00:00Z`); everything else as the driver does it. Handed to a pool,
 * so that other users of the driver keep its own.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const scalar = SCALARS[oid];
    if (scalar !== undefined) return scalar;
    const element = ARRAYS[oid];
    if (element !== undefined) return arrayOf(element);
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

type Nested<T> = T | null | Nested<T>[];

function arrayOf(element: (text: string) => unknown): (text: string) => unknown {
  const reader = pg.types.getTypeParser as (oid: number, format: 'text') => (text: string) => Nested<string>;
  const read = reader(TEXT_ARRAY, 'text');
  const each = (value: Nested<string>): unknown =>
    value === null ? null : Array.isArray(value) ? value.map(each) : element(value);
  return (text) => each(read(text));
}

function asText(text: string): string {
  return text;
}

function instantText(text: string): string {
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  return text.includes('infinity') ? text : Temporal.Instant.from(text).toString();
}

/** A value as the driver must send it: `Temporal` values in SQL's spelling, everything else untouched. */
export function sqlValue(value: unknown): unknown {
  if (value instanceof Temporal.ZonedDateTime) return value.toInstant().toString();
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  if (value instanceof Temporal.PlainDateTime || value instanceof Temporal.PlainTime) return value.toString();
  if (Array.isArray(value)) return value.map(sqlValue);
  return value;
}
