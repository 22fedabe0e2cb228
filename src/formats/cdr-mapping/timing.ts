import { readDuration } from './duration.ts';
import { cellReader, isFault, yesNoField } from './fields.ts';
import type { FindColumn, Read, Row } from './fields.ts';
import type { MappedCall, MappedFault } from './record.ts';
import type { CdrMapping, DurationRule } from './schema.ts';
import { timeReader } from './time.ts';
import type { ReadTime } from './time.ts';

type Timing = Pick<MappedCall, 'localMs' | 'utcMs' | 'conversationMs' | 'elapsedMs' | 'answered'>;
type TimeName = 'start' | 'answer' | 'end';

/** One clock change; clocks without a zone may be off by it between two times of a call. */
const CLOCK_CHANGE_MS = 3_600_000;

/** A time of a call: on the clock that wrote it, and in UTC where the zone is known. */
interface Settled {
  readonly localMs?: number;
  readonly utcMs?: number;
  /** For differences: UTC, else the clock's own. */
  readonly ms: number;
}

/** Reads when a call connected, whether it was answered and how long it was, and holds the parts against each other. */
export function timing(
  mapping: CdrMapping,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): (row: Row) => Timing | MappedFault {
  const { times } = mapping;
  const zoned = times.zone !== 'recording-point';
  const time = (name: TimeName): ((row: Row) => Read<ReadTime>) => {
    const rule = times[name];
    if (!rule) return () => undefined;
    const cell = cellReader(rule.column, find, nothing, rule.nothing);
    const read = timeReader(rule.form ?? times.form, times.zone, times.finer === 'cut');
    return (row) => {
      const text = cell.read(row);
      const value = text === undefined ? undefined : read(text);
      return typeof value === 'string' ? fault(value, cell.index + 1, name) : value;
    };
  };
  const [readStart, readAnswer, readEnd] = [time('start'), time('answer'), time('end')];
  const answeredField = mapping.answered && yesNoField('answered', mapping.answered, find, nothing);
  const conversation = durationField('conversation', mapping.conversation, find, nothing);
  const elapsed = mapping.elapsed && durationField('elapsed', mapping.elapsed, find, nothing);
  const at = (name: TimeName): number => (find(times[name]?.column ?? '') ?? -1) + 1;
  const where = conversation.index + 1;

  return (row) => {
    const [startText, answerText, endText] = [readStart(row), readAnswer(row), readEnd(row)];
    if (isFault(startText)) return startText;
    if (isFault(answerText)) return answerText;
    if (isFault(endText)) return endText;
    const start = settle(startText, undefined);
    const answer = settle(answerText, start);
    const end = settle(endText, answer ?? start);
    const said = answeredField ? answeredField(row) : answer !== undefined;
    if (isFault(said)) return said;
    const answered = said === true;
    if (answered && times.answer && answer === undefined)
      return fault('answer-without-time', at('answer'), 'answer');
    const connect = (answered ? answer : undefined) ?? start ?? answer;
    if (connect === undefined) return fault('empty', at(times.start ? 'start' : 'answer'), 'start');
    const late = ordered(start, answered ? answer : undefined, end, zoned);
    if (late) return fault('times-out-of-order', at(late), late);

    const between = answered && answer && end ? end.ms - answer.ms : undefined;
    const talked = mapping.conversation.fromTimes
      ? (between ?? (answered ? undefined : 0))
      : conversation.read(row);
    if (isFault(talked)) return talked;
    if (talked === undefined && answered) return fault('empty', where, 'conversation');
    const conversationMs = talked ?? 0;
    if (!answered && conversationMs > 0) return fault('conversation-without-answer', where, 'conversation');
    const within = mapping.conversation.withinMs;
    if (within !== undefined && between !== undefined && apart(between, conversationMs, zoned) >= within)
      return fault('conversation-differs', where, 'conversation');
    const { longestMs } = mapping.conversation;
    if (longestMs !== undefined && conversationMs > longestMs)
      return fault('absurd-duration', where, 'conversation');

    const whole = start && end && zoned ? end.ms - start.ms : undefined;
    const lasted = elapsed && !mapping.elapsed?.fromTimes ? elapsed.read(row) : whole;
    if (isFault(lasted)) return lasted;
    const elapsedAt = elapsed ? elapsed.index + 1 : at('end');
    const longest = mapping.elapsed?.longestMs ?? mapping.conversation.longestMs;
    if (longest !== undefined && lasted !== undefined && lasted > longest)
      return fault('absurd-duration', elapsedAt, 'elapsed');
    const near = mapping.elapsed?.withinMs;
    if (
      near !== undefined &&
      lasted !== undefined &&
      start &&
      end &&
      apart(end.ms - start.ms, lasted, zoned) >= near
    )
      return fault('elapsed-differs', elapsedAt, 'elapsed');
    if (lasted !== undefined && conversationMs >= lasted + (mapping.elapsed?.withinMs ?? within ?? 1))
      return fault('conversation-over-elapsed', where, 'conversation');
    return {
      answered,
      conversationMs,
      ...(connect.localMs === undefined ? {} : { localMs: connect.localMs }),
      ...(connect.utcMs === undefined ? {} : { utcMs: connect.utcMs }),
      ...(lasted === undefined ? {} : { elapsedMs: lasted }),
    };
  };
}

const DAMAGE = ['empty', 'not-a-time', 'not-a-duration'] as const;
type Damage = (typeof DAMAGE)[number];
type Reject = Extract<MappedFault, { kind: 'rejected' }>['reason'];

function fault(reason: Damage | Reject, column: number, field: string): MappedFault {
  const damage = DAMAGE.find((name) => name === reason);
  return damage
    ? { kind: 'damaged', reason: damage, column, field }
    : { kind: 'rejected', reason: reason as Reject, column, field };
}

function durationField(
  field: string,
  rule: DurationRule,
  find: FindColumn,
  nothing: ReadonlySet<string>,
): { readonly index: number; readonly read: (row: Row) => Read<number> } {
  const { column, unit = 's', longestMs } = rule;
  if (column === undefined) return { index: -1, read: () => undefined };
  const cell = cellReader(column, find, nothing);
  return {
    index: cell.index,
    read: (row) => {
      const text = cell.read(row);
      const ms = text === undefined ? undefined : readDuration(text, unit, longestMs);
      return typeof ms === 'string' ? fault(ms, cell.index + 1, field) : ms;
    },
  };
}

/** In the hour that comes twice the earlier instant, unless only the later one is not before the time that went before. */
function settle(time: ReadTime | undefined, after: Settled | undefined): Settled | undefined {
  if (time === undefined) return undefined;
  const local = time.localMs === undefined ? {} : { localMs: time.localMs };
  const [first] = time.utcMs;
  if (first === undefined) return { ...local, ms: time.localMs ?? 0 };
  const utcMs = time.utcMs.find((ms) => after?.utcMs === undefined || ms >= after.utcMs) ?? first;
  return { ...local, utcMs, ms: utcMs };
}

/** The first time that is before the one that must go before it. */
function ordered(
  start: Settled | undefined,
  answer: Settled | undefined,
  end: Settled | undefined,
  zoned: boolean,
): TimeName | undefined {
  const slack = zoned ? 0 : CLOCK_CHANGE_MS;
  if (start && answer && answer.ms + slack < start.ms) return 'answer';
  const before = answer ?? start;
  return before && end && end.ms + slack < before.ms ? 'end' : undefined;
}

/** How far two durations are apart, a clock change between two unzoned times forgiven. */
function apart(between: number, conversationMs: number, zoned: boolean): number {
  const shifts = zoned ? [0] : [0, CLOCK_CHANGE_MS, -CLOCK_CHANGE_MS];
  return Math.min(...shifts.map((shift) => Math.abs(between + shift - conversationMs)));
}
