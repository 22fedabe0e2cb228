/** From Kamailio's accounting lines to the call detail records of `cdr.csv`. */

/** One row of `cdr.csv`; the columns are these keys, in this order. */
export interface CallRecord {
  readonly record_id: string;
  readonly trunk_group: string;
  readonly calling: string;
  readonly called: string;
  /** Location routing number, empty when the number is not ported. */
  readonly lrn: string;
  readonly originating_ocn: string;
  readonly invite_at: string;
  /** 200 OK to the INVITE, empty when nobody answered. */
  readonly answer_at: string;
  /** BYE, or the refusal of a call that nobody answered. */
  readonly end_at: string;
  /** `end_at` less `answer_at`, 0 when nobody answered. */
  readonly conversation_ms: string;
  /** SIP status that ended the INVITE: 200 answered, 480 away, 486 busy, 487 the caller gave up. */
  readonly release_code: string;
  /** The carrier whose terminating switch took the call. */
  readonly recorded_by: string;
}

export const RECORD_COLUMNS = [
  'record_id',
  'trunk_group',
  'calling',
  'called',
  'lrn',
  'originating_ocn',
  'invite_at',
  'answer_at',
  'end_at',
  'conversation_ms',
  'release_code',
  'recorded_by',
] as const satisfies readonly (keyof CallRecord)[];

/**
 * Milliseconds of Kamailio's `seconds.fraction`. Its acc module writes rounded milliseconds, which can be `1000`, and
 * in later versions microseconds (`acc_cdr.c`, `time2string`); `$TV(Sn)` always writes microseconds.
 */
export function epochMilliseconds(text: string): number {
  const [seconds = '', fraction = ''] = text.split('.');
  const milliseconds =
    fraction.length > 4 ? Math.round(Number(fraction.padEnd(6, '0')) / 1000) : Number(fraction);
  const total = Number(seconds) * 1000 + milliseconds;
  if (seconds === '' || fraction === '' || !Number.isSafeInteger(total))
    throw new Error(`Not a time: ${text}`);
  return total;
}

/** Local time of Missouri with its offset, as `2026-10-14T09:12:33.127-05:00`. */
export function localTime(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    .toZonedDateTimeISO('America/Chicago')
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

/** The accounting lines among what Kamailio printed, without its own prefix. */
export function accountingLines(proxyLog: string): string[] {
  return [...proxyLog.matchAll(/start_time=.*release_code=\d+$/gm)].map(([line]) => line);
}

function recordOf(line: string): CallRecord {
  const facts = new Map(
    line.split('; ').map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
  const fact = (name: string): string => {
    const value = facts.get(name);
    if (value === undefined || value === '<null>') throw new Error(`Kamailio left ${name} out: ${line}`);
    return value;
  };
  const answered = fact('release_code') === '200';
  const answer = epochMilliseconds(fact('start_time'));
  const end = epochMilliseconds(fact(answered ? 'end_time' : 'final_at'));
  return {
    record_id: fact('record_id'),
    trunk_group: fact('trunk_group'),
    calling: fact('calling'),
    called: fact('called'),
    lrn: fact('lrn'),
    originating_ocn: fact('originating_ocn'),
    invite_at: localTime(epochMilliseconds(fact('invite_at'))),
    answer_at: answered ? localTime(answer) : '',
    end_at: localTime(end),
    conversation_ms: String(answered ? end - answer : 0),
    release_code: fact('release_code'),
    recorded_by: fact('recorded_by'),
  };
}

/** The records in the order in which the calls began. */
export function callRecords(proxyLog: string): CallRecord[] {
  const key = (record: CallRecord) => `${record.invite_at} ${record.record_id}`;
  return accountingLines(proxyLog)
    .map(recordOf)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
