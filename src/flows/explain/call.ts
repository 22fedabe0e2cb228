import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { explainRatedCall } from '../../articles/interconnection/explain-call.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { recordAudit } from '../../platform/audit.ts';
import { CALLS_PARQUET, listCalls } from '../../traffic/index.ts';
import type { Direction } from '../../traffic/index.ts';
import { usageFolder } from '../close-month/close-month.ts';
import { clausesOf } from './clauses.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './explain.ts';

const CALL = /^([\w./-]+):(\d+)$/;
const GROUP = /^([^/]*)\/([a-z0-9-]+)\/(ilec-to-clec|clec-to-ilec)\/(\d{4}-\d{2}-\d{2})$/;
/** Calls listed under a group; the count is of all. */
const LISTED = 50;

/** `<file>:<line>`: a usage record. `<trunk group>/<bucket>/<direction>/<first day>`: the calls behind a bill line. */
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
  return group ? explainGroup(question, months, group) : explainCall(question, months);
}

async function explainCall(question: Question, months: readonly string[]): Promise<Result<Explanation>> {
  let last: Result<Explanation> | undefined;
  for (const calls of months) {
    const found = await explainRatedCall(calls, question.id, question.agreement);
    if (!found.ok) {
      last ??= found;
      continue;
    }
    const { receipt, record } = found.value;
    return ok({
      id: question.id,
      kind: 'call',
      title: `Usage record ${question.id}: ${receipt.value ?? 'no bucket'}`,
      value: receipt.value,
      receipt,
      clauses: clausesOf(question.agreement, receipt),
      records: [record],
      related: [],
    });
  }
  return last ?? fail();
}

async function explainGroup(
  question: Question,
  months: readonly string[],
  [, trunkGroup = '', bucket = '', direction = '', from = '']: RegExpExecArray,
): Promise<Result<Explanation> | undefined> {
  const month = from.slice(0, 7);
  const calls = months.find((file) => path.basename(path.dirname(file)) === month);
  if (!calls) return undefined;
  const to = Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .add({ months: 1 })
    .subtract({ days: 1 });
  const found = await listCalls(calls, {
    ...(trunkGroup === '' ? {} : { trunkGroup }),
    bucket,
    direction: direction as Direction,
    period: { from, to: to.toString() },
    limit: LISTED,
  });
  return ok({
    id: question.id,
    kind: 'call',
    title: `${found.total} calls, ${found.conversationMs} ms of conversation: ${bucket}, ${direction}${trunkGroup === '' ? '' : ` on ${trunkGroup}`}, from ${from}`,
    value: found.total,
    clauses: [],
    records: found.calls,
    related: found.calls.slice(0, 3).map(({ id }) => id),
  });
}

/** Landed calls of the agreement's months, latest first. */
function closedMonths({ usageDir, agreement }: Question): string[] {
  const folder = path.dirname(usageFolder(usageDir, agreement, 'any'));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}$/.test(name))
    .sort()
    .reverse()
    .map((month) => path.join(folder, month, CALLS_PARQUET))
    .filter((file) => existsSync(file));
}
