/** From SIPp's short message trace, which the callers wrote themselves, to the rows of `trace.csv`. */

import { localTime } from './records.ts';

/** One row of `trace.csv`: what the caller saw of an answered call; empty times when nobody answered. */
export interface TraceRow {
  /** The Call-ID. */
  readonly record_id: string;
  /** 200 OK to the INVITE received. */
  readonly ok_at: string;
  /** BYE sent or received. */
  readonly bye_at: string;
  /** `bye_at` less `ok_at`, 0 when nobody answered. */
  readonly talk_ms: string;
}

export const TRACE_COLUMNS = [
  'record_id',
  'ok_at',
  'bye_at',
  'talk_ms',
] as const satisfies readonly (keyof TraceRow)[];

interface Seen {
  readonly invite: number;
  ok?: number;
  bye?: number;
}

/**
 * The rows in the order in which the calls began. A message counts when it is first seen, not when it is repeated.
 * @param messages lines of date, time, seconds of the epoch, S or R, Call-ID, CSeq and first line, between tabs
 */
export function traceRows(messages: string): TraceRow[] {
  const calls = new Map<string, Seen>();
  for (const line of messages.split('\n')) {
    const [, , epoch, , callId, cseq, firstLine] = line.split('\t');
    if (epoch === undefined || callId === undefined || cseq === undefined || firstLine === undefined)
      continue;
    const at = Math.round(Number(epoch) * 1000);
    const seen = calls.get(callId);
    if (seen === undefined) calls.set(callId, { invite: at });
    else if (cseq.endsWith(' INVITE') && firstLine.startsWith('SIP/2.0 200')) seen.ok ??= at;
    else if (firstLine.startsWith('BYE ')) seen.bye ??= at;
  }
  return [...calls]
    .sort(([a, first], [b, second]) => first.invite - second.invite || (a < b ? -1 : 1))
    .map(([recordId, { ok, bye }]) => ({
      record_id: recordId,
      ok_at: ok === undefined ? '' : localTime(ok),
      bye_at: bye === undefined ? '' : localTime(bye),
      talk_ms: String(ok === undefined || bye === undefined ? 0 : bye - ok),
    }));
}
