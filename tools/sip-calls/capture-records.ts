/** From Kamailio's accounting lines to CSV with the names of its own columns. */

import { epochMilliseconds } from './records.ts';

export const CAPTURE_COLUMNS = [
  'record_id',
  'trunk_group',
  'calling',
  'from_user',
  'called',
  'lrn',
  'invite_at',
  'start_time',
  'end_time',
  'duration',
  'release_code',
] as const;
type Column = (typeof CAPTURE_COLUMNS)[number];
export type CaptureRow = Readonly<Record<Column, string>>;

/**
 * Cells as Kamailio wrote them but for two things: its fraction of a second may be `1000` thousandths, which is the next second; and
 * an attempt that was refused ends with the refusal (`final_at`), where its own end_time is its beginning.
 */
export function captureRow(line: string): CaptureRow {
  const facts = new Map(
    line.split('; ').map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
  const fact = (name: string): string => {
    const value = facts.get(name);
    if (value === undefined) throw new Error(`Kamailio left ${name} out: ${line}`);
    return value === '<null>' ? '' : value;
  };
  const seconds = (text: string): string => (epochMilliseconds(text) / 1000).toFixed(3);
  const answered = fact('release_code') === '200';
  const cells = Object.fromEntries(
    CAPTURE_COLUMNS.map((name) => [name, facts.get(name) === undefined ? '' : fact(name)]),
  ) as Record<Column, string>;
  return {
    ...cells,
    start_time: answered ? seconds(fact('start_time')) : '',
    end_time: seconds(fact(answered ? 'end_time' : 'final_at')),
  };
}

/** Rows in the order in which the attempts began. */
export function captureRows(lines: readonly string[]): CaptureRow[] {
  const key = (row: CaptureRow): string => `${row.invite_at} ${row.record_id}`;
  return lines.map(captureRow).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
