import type { Span } from '../spans.ts';
import type { PlanInput } from './build.ts';
import { offsetOfLocal, offsetOfUtc } from './clock.ts';
import { text, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';

/** Milliseconds of a day and of a minute; days of a week, of which 1970-01-01 was the fourth. */
export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;
const FIRST_WEEKDAY = 4;
/** Lines of a file are counted in 32 bits. */
export const LINES = 2 ** 32;

/** Days before a month on which its calls may begin, where a call is of the month of its end; a longer call is held. */
export const LONGEST_CALL_DAYS = 7;

/** First day on which a call of a month may begin. */
export const reachOf = ({ from }: Span): string =>
  Temporal.PlainDate.from(from).subtract({ days: LONGEST_CALL_DAYS }).toString();

/** Where the record stands, and when the call was, on the clock of its trunk group. */
export function clockStage({ terms, zones, month }: PlanInput): DraftStage {
  const day = (days: number, of: string): string => Temporal.PlainDate.from(of).add({ days }).toString();
  const range = { from: day(-LONGEST_CALL_DAYS, month.from), to: day(LONGEST_CALL_DAYS, month.to) };
  const { monthOfCall } = terms;
  const ends = 'start_utc_ms + conversation_ms';
  const atConnect = monthOfCall.value.by === 'connect';
  return {
    name: 'clock',
    doc: 'Where the record stands, and when the call was on the clock of its trunk group',
    columns: {
      file_no: whole('file_order(file).no', 'Place of the file in the order of names'),
      seq: whole(`file_no * ${LINES} + line`, 'Position in the order of file names and lines'),
      file_name: text('file_order(file).name', 'Name of the file'),
      reader_reason: text("case when status != 'record' then reason end", 'Why it could not be read'),
      zone: text('clock(trunk_group).zone', 'Time zone of the trunk group’s clock'),
      connect_ms: whole(
        `case when utc_ms is missing then local_ms
          when zone is present then utc_ms + ${offsetOfUtc(zones, range, 'utc_ms')}
          when local_ms is present then local_ms else utc_ms end`,
        'Connect time in milliseconds since 1970 on that clock',
      ),
      connect_day: whole(`connect_ms div ${DAY_MS}`, 'Connect date in days since 1970-01-01'),
      connect_time: whole(`connect_ms - connect_day * ${DAY_MS}`, 'Connect time in milliseconds of the day'),
      start_utc_ms: whole(
        `case when utc_ms is present then utc_ms else local_ms - (${offsetOfLocal(zones, range, 'local_ms')}) end`,
        'Connect time in UTC',
      ),
      month_day: whole(
        atConnect
          ? 'connect_day'
          : `case when start_utc_ms is present and zone is present
              then (${ends} + ${offsetOfUtc(zones, range, `(${ends})`)}) div ${DAY_MS}
              else (connect_ms + conversation_ms) div ${DAY_MS} end`,
        'Day that decides the month of the call',
        monthOfCall.citation,
      ),
    },
  };
}

/** Parts of the connect time that rules may name. */
export function dateStages({ days }: PlanInput): DraftStage[] {
  const first = Temporal.PlainDate.from(days.from);
  const count = first.until(days.to).days + 1;
  const dates = Array.from({ length: count }, (_, index) => first.add({ days: index }).toString());
  const branches = dates.map((date) => `when connect_day = ${dayNumber(date)} then '${date}'`);
  return [
    {
      name: 'date',
      doc: 'Date, minute and weekday of the connect time',
      columns: {
        connect_date: text(`case ${branches.join(' ')} end`, 'Connect date'),
        connect_minute: whole(`connect_time div ${MINUTE_MS}`, 'Minute of the day of the connect time'),
        weekday: whole(
          `(connect_day + ${FIRST_WEEKDAY - 1}) - ((connect_day + ${FIRST_WEEKDAY - 1}) div ${WEEK_DAYS}) * ${WEEK_DAYS} + 1`,
          'Day of the week: 1 is Monday',
        ),
      },
    },
  ];
}

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
