import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { explainRatedCall } from '../../articles/interconnection/explain-call.ts';
import { isDate } from '../../agreement/schema.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { recordAudit } from '../../platform/audit.ts';
import { CALLS_PARQUET, UNKNOWN_CALL, listCalls } from '../../traffic/index.ts';
import type { CallFilter, Direction } from '../../traffic/index.ts';
import { usageFolder } from '../close-month/close-month.ts';
import { clausesOf } from './clauses.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './explain.ts';

const CALL = /^([\w./-]+):(\d+)$/;
const MONTH_PREFIX = /^(\d{4}-\d{2})\/(.+)$/;
const GROUP =
  /^([^/]*)\/([a-z0-9-]+(?:@[a-z0-9-]+)?)\/(ilec-to-clec|clec-to-ilec)\/(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?(?:\/[a-z][a-z0-9-]*)?$/;
/** Calls listed under a group; the count is of all. */
const LISTED = 50;

interface Days {
  readonly from: string;
  readonly to: string;
}

/** A month's landed calls. */
interface ClosedMonth {
  readonly month: string;
  readonly calls: string;
}

/**
 * `<file>:<line>`, with `<YYYY-MM>/` before it where several months have the record: a usage record.
 * `<trunk group>/<bucket>/<direction>/<first day>..<last day>`: the calls behind a bill line; of minutes that the month's sums
 * put into another bucket that one follows, `…/isp-bound`, and the calls are those of the bucket where they were.
 */
export async function explainUsage(question: Question): Promise<Result<Explanation> | undefined> {
  const call = CALL.exec(question.id);
  const group = GROUP.exec(question.id);
  if (!call && !group) return undefined;
  const months = closedMonths(question);
  if (months.length === 0) {
    return fail({
      id: 'explain/no-usage',
      field: question.id,
      sentence: 'No usage is landed in this data folder.',
      cure: 'Close the month here first.',
    });
  }
  // Usage shows customers' calls (47 USC 222): each view is on record.
  await recordAudit(question.tx, question.clock, {
    who: question.scope.kind === 'party' ? question.scope.user : 'command line',
    what: 'viewed usage',
    subject: `${question.agreement.id} ${question.id}`,
    purpose: 'explain',
  });
  return group ? explainGroup(question, months) : explainCall(question, months);
}

/** A record by its month, or the one month that has it; of several months the reader says which. */
async function explainCall(question: Question, months: readonly ClosedMonth[]): Promise<Result<Explanation>> {
  const [, month, own] = MONTH_PREFIX.exec(question.id) ?? [];
  const named = months.find((closed) => closed.month === month);
  if (named && own !== undefined) {
    const answer = await explainIn(question, named, own);
    if (answer.ok || !isUnknown(answer)) return answer;
    // A folder of usage files may be named like a month.
    const plain = await explainInAny(question, months);
    return isUnknown(plain) ? answer : plain;
  }
  return explainInAny(question, months);
}

async function explainInAny(
  question: Question,
  months: readonly ClosedMonth[],
): Promise<Result<Explanation>> {
  const answers: { readonly month: string; readonly answer: Result<Explanation> }[] = [];
  for (const closed of months)
    answers.push({ month: closed.month, answer: await explainIn(question, closed, question.id) });
  const found = answers.filter(({ answer }) => !isUnknown(answer));
  if (found.length < 2) return (found[0] ?? answers[0])?.answer ?? fail();
  const candidates = found.map(({ month }) => `${month}/${question.id}`).sort();
  return fail({
    id: 'explain/several-months',
    field: question.id,
    sentence: `${found.length} months have a usage record ${question.id}.`,
    cure: `Ask for one of them: ${candidates.join(', ')}.`,
  });
}

const isUnknown = (answer: Result<Explanation>): boolean =>
  !answer.ok && answer.problems.every(({ id }) => id === UNKNOWN_CALL);

async function explainIn(
  { id, agreement, asKnown }: Question,
  { month, calls }: ClosedMonth,
  record: string,
): Promise<Result<Explanation>> {
  const found = await explainRatedCall(calls, record, agreement, asKnown);
  if (!found.ok) return found;
  const { receipt, record: raw } = found.value;
  return ok({
    id,
    kind: 'call',
    title: `Usage record ${record} of ${month}: ${receipt.value ?? 'no bucket'}`,
    value: receipt.value,
    receipt,
    clauses: clausesOf(agreement, receipt),
    records: [raw],
    related: [],
  });
}

/** The calls that the source of a usage line names; undefined for another id. */
export function groupFilter(id: string): (CallFilter & { readonly period: Days }) | undefined {
  const [, trunkGroup = '', group = '', direction = '', from = '', last] = GROUP.exec(id) ?? [];
  const [bucket = '', ratePeriod] = group.split('@');
  const period = bucket === '' ? undefined : daysOf(from, last);
  if (!period) return undefined;
  return {
    ...(trunkGroup === '' ? {} : { trunkGroup }),
    bucket,
    ...(ratePeriod === undefined ? {} : { ratePeriod }),
    direction: direction as Direction,
    period,
    between: 'parties',
  };
}

async function explainGroup(
  question: Question,
  months: readonly ClosedMonth[],
): Promise<Result<Explanation> | undefined> {
  const filter = groupFilter(question.id);
  if (!filter) return undefined;
  const { trunkGroup = '', bucket, direction, period } = filter;
  // A call may be of the month after its connect date: the month of its end.
  const candidates = new Set([monthAfter(period.to, 0), monthAfter(period.to, 1)]);
  const own = months.filter(({ month }) => candidates.has(month)).reverse();
  let answer: Result<Explanation> | undefined;
  for (const { month, calls } of own) {
    const found = await listCalls(calls, { ...filter, limit: LISTED });
    const records = found.calls.map((call) => ({ ...call, id: `${month}/${call.id}` }));
    answer ??= ok({
      id: question.id,
      kind: 'call',
      title: `${found.total} calls, ${found.conversationMs} ms of conversation: ${bucket}, ${direction}${trunkGroup === '' ? '' : ` on ${trunkGroup}`}, ${period.from} to ${period.to}`,
      value: found.total,
      clauses: [],
      records,
      related: records.slice(0, 3).map(({ id }) => id),
    });
    if (found.total > 0) return answer;
  }
  return answer;
}

/** Without a last day, as bills had it once, a period lasts to the end of its month; undefined for days that do not exist. */
function daysOf(from: string, last: string | undefined): Days | undefined {
  if (!isDate(from) || (last !== undefined && !isDate(last))) return undefined;
  const first = Temporal.PlainDate.from(from);
  return { from, to: last ?? first.with({ day: first.daysInMonth }).toString() };
}

const monthAfter = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).toPlainYearMonth().add({ months }).toString();

/** Landed calls of the agreement's months, latest first. */
function closedMonths({ usageDir, agreement }: Question): ClosedMonth[] {
  const folder = path.dirname(usageFolder(usageDir, agreement, 'any'));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}$/.test(name))
    .sort()
    .reverse()
    .map((month) => ({ month, calls: path.join(folder, month, CALLS_PARQUET) }))
    .filter(({ calls }) => existsSync(calls));
}
