import { callsRelation } from './calls.ts';
import { createTable, select, withDuckDb } from './duck.ts';

const HOUR_MS = 3_600_000;
const HOURS = 24;
const LINES_OF_A_CODE = 10_000;

/** What a trunk group carried in one hour of its clock. */
export interface HourlyLoad {
  readonly trunkGroup: string;
  /** Date and hour on the clock of the group: `2026-10-05T09`. */
  readonly hour: string;
  /** Milliseconds for which its trunks were held, all trunks together. */
  readonly usageMs: number;
  /** Calls that began in the hour, answered or not. */
  readonly attempts: number;
}

/** What a trunk group, or the calls on it to and from one place, carried in the busy hours of some days. */
export interface BusyHour {
  readonly trunkGroup: string;
  /** Null where the calls of the whole group are meant. */
  readonly place: string | null;
  /** Hour of the day, 0 to 23; null where each day has its own. */
  readonly hour: number | null;
  /** Days over which it is averaged, with calls or without. */
  readonly days: number;
  /** Of the busy hours of all these days together. */
  readonly usageMs: number;
  readonly attempts: number;
}

/** `time-consistent`: the one hour of the day with the highest sum; `bouncing`: the highest hour of each day. Of equals the earliest. */
export type BusyHourMethod = 'time-consistent' | 'bouncing';

export interface BusyHourQuestion {
  /** ISO dates on the clocks of the groups. */
  readonly days: readonly string[];
  readonly method: BusyHourMethod;
  /**
   * Area code and central office code (`573777`) to the place at the incumbent's end; with it calls are told apart by place. A call without
   * a direction, such as one that nobody answered, is of the end that has a place here: the called one of two.
   */
  readonly placeOf?: ReadonlyMap<string, string>;
  /** Only these groups. */
  readonly trunkGroups?: readonly string[];
}

/**
 * A trunk is held from seizure to release: for the elapsed time up to the disconnect, or from the attempt on where nobody answered. A
 * record without elapsed time held it for the conversation. Copies of a record are of calls that count already; a record of a call that
 * another switch recorded too is of another group, and counts. What is rejected has no times that can be trusted. Integers throughout.
 */
const heldCalls = (callsWithPlace: string, only = ''): string => `
  timed AS (
    SELECT trunk_group, place, connect_ms, coalesce(conversation_ms, 0)::BIGINT AS spoken,
           greatest(coalesce(elapsed_ms, conversation_ms, 0), coalesce(conversation_ms, 0))::BIGINT AS held
      FROM ${callsWithPlace}
     WHERE trunk_group IS NOT NULL AND connect_ms IS NOT NULL AND outcome <> 'rejected'
       AND reason IS DISTINCT FROM 'duplicate' ${only}),
  calls AS (
    SELECT trunk_group, place, released - held AS seized, released
      FROM (SELECT *, connect_ms + CASE WHEN spoken > 0 THEN spoken ELSE held END AS released FROM timed)),
  pieces AS (
    SELECT trunk_group, place, seized, released,
           unnest(range(seized // ${HOUR_MS}, greatest(released - 1, seized) // ${HOUR_MS} + 1)) AS hour
      FROM calls),
  hourly AS (
    SELECT trunk_group, place, hour,
           sum(least(released, (hour + 1) * ${HOUR_MS}) - greatest(seized, hour * ${HOUR_MS}))::BIGINT AS usage_ms,
           count(*) FILTER (hour = seized // ${HOUR_MS}) AS attempts
      FROM pieces GROUP BY ALL)`;

/** Seconds of use by trunk group and hour of its clock; a call that lasts beyond an hour loads each with its part. */
export async function hourlyLoads(callsParquet: string): Promise<HourlyLoad[]> {
  const rows = await withDuckDb(undefined, (db) =>
    select(
      db,
      `WITH ${heldCalls(`(SELECT *, NULL AS place FROM ${callsRelation(callsParquet)})`)}
       SELECT trunk_group, hour, usage_ms, attempts FROM hourly ORDER BY trunk_group, hour`,
    ),
  );
  return rows.map((row) => ({
    trunkGroup: String(row['trunk_group']),
    hour: new Date(Number(row['hour']) * HOUR_MS).toISOString().slice(0, 13),
    usageMs: Number(row['usage_ms']),
    attempts: Number(row['attempts']),
  }));
}

/** The busy hour of each group, or of each place on it. A group without calls on these days has none. */
export async function busyHours(callsParquet: string, question: BusyHourQuestion): Promise<BusyHour[]> {
  const { days, method, placeOf, trunkGroups } = question;
  const calls = callsRelation(callsParquet);
  const withPlace = placeOf
    ? `(SELECT c.*, CASE direction WHEN 'clec-to-ilec' THEN called.place WHEN 'ilec-to-clec' THEN calling.place
            ELSE coalesce(called.place, calling.place) END AS place
          FROM ${calls} c LEFT JOIN places called ON called.code = c.to_number // ${LINES_OF_A_CODE}
          LEFT JOIN places calling ON calling.code = c.from_number // ${LINES_OF_A_CODE})`
    : `(SELECT *, NULL::VARCHAR AS place FROM ${calls})`;
  const rows = await withDuckDb(undefined, async (db) => {
    await createTable(
      db,
      'study_days',
      { day: 'BIGINT' },
      days.map((day) => [dayNumber(day)]),
    );
    await createTable(
      db,
      'places',
      { code: 'BIGINT', place: 'VARCHAR' },
      [...(placeOf ?? [])].map(([code, name]) => [Number(code), name]),
    );
    await createTable(
      db,
      'study_groups',
      { name: 'VARCHAR' },
      (trunkGroups ?? []).map((name) => [name]),
    );
    const only = trunkGroups ? 'AND trunk_group IN (SELECT name FROM study_groups)' : '';
    const somewhere = placeOf ? 'AND place IS NOT NULL' : '';
    return select(
      db,
      `WITH ${heldCalls(withPlace, only)},
       studied AS (
         SELECT trunk_group, place, hour // ${HOURS} AS day, hour % ${HOURS} AS hour_of_day, usage_ms, attempts
           FROM hourly WHERE hour // ${HOURS} IN (SELECT day FROM study_days) ${somewhere}),
       ${method === 'bouncing' ? BOUNCING : TIME_CONSISTENT}
       SELECT trunk_group, place, hour_of_day, usage_ms, attempts FROM busy ORDER BY trunk_group, place`,
    );
  });
  return rows.map((row) => ({
    trunkGroup: String(row['trunk_group']),
    place: row['place'] === null ? null : String(row['place']),
    hour: row['hour_of_day'] === null ? null : Number(row['hour_of_day']),
    days: days.length,
    usageMs: Number(row['usage_ms']),
    attempts: Number(row['attempts']),
  }));
}

const TIME_CONSISTENT = `
       sums AS (
         SELECT trunk_group, place, hour_of_day, sum(usage_ms)::BIGINT AS usage_ms, sum(attempts)::BIGINT AS attempts
           FROM studied GROUP BY ALL),
       busy AS (
         SELECT * FROM sums
          QUALIFY row_number() OVER (PARTITION BY trunk_group, place ORDER BY usage_ms DESC, hour_of_day) = 1)`;

const BOUNCING = `
       peaks AS (
         SELECT * FROM studied
          QUALIFY row_number() OVER (PARTITION BY trunk_group, place, day ORDER BY usage_ms DESC, hour_of_day) = 1),
       busy AS (
         SELECT trunk_group, place, NULL::BIGINT AS hour_of_day, sum(usage_ms)::BIGINT AS usage_ms,
                sum(attempts)::BIGINT AS attempts
           FROM peaks GROUP BY ALL)`;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / (HOURS * HOUR_MS);
