import { readBillChecks } from '../../accounts/bill-check.ts';
import { readMonthClose } from '../../accounts/month-close.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { MonthDetails, VerificationTable } from '../close-month/summary.ts';
import { clausesOf } from './clauses.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './explain.ts';

/** `<YYYY-MM>/F-007` or, of the latest month, `F-007`: a finding. `<measure>/<YYYY-MM>`: a measure. */
export async function explainMonthItem(question: Question): Promise<Result<Explanation> | undefined> {
  const finding = /^(?:(\d{4}-\d{2})\/)?(F-\d+)$/.exec(question.id);
  if (finding) return explainFinding(question, finding[1], finding[2] ?? '');
  const measure = /^(.+)\/(\d{4}-\d{2})$/.exec(question.id);
  return measure ? explainMeasure(question, measure[1] ?? '', measure[2] ?? '') : undefined;
}

async function explainFinding(
  question: Question,
  month: string | undefined,
  id: string,
): Promise<Result<Explanation> | undefined> {
  const checks = await readBillChecks<VerificationTable>(question.tx, question.agreement.id, month);
  const check = checks.find(({ checked }) => checked.findings.some((finding) => finding.id === id));
  const row = check?.checked.findings.find((finding) => finding.id === id);
  if (!check || !row) return undefined;
  const receipt = check.receipts[id];
  return ok({
    id: question.id,
    kind: 'finding',
    title: `${row.outcome}: ${row.description}. ${row.reason}`,
    value: row.difference,
    ...(receipt ? { receipt } : {}),
    clauses: clausesOf(question.agreement, receipt, [row.clause]),
    records: [row],
    related: row.invoice === undefined ? [] : [`${row.invoice}/${row.line}`],
  });
}

async function explainMeasure(
  question: Question,
  measure: string,
  month: string,
): Promise<Result<Explanation> | undefined> {
  const details = await monthDetails(question, month);
  const row = details?.measures.find((candidate) => candidate.measure === measure);
  if (!details || !row) return undefined;
  const receipt = details.receipts[question.id];
  return ok({
    id: question.id,
    kind: 'measure',
    title: `${row.name}, ${month}: ${row.numerator} of ${row.denominator}, ${row.shown} against ${row.benchmark}: ${row.outcome}`,
    value: row.outcome,
    ...(receipt ? { receipt } : {}),
    clauses: clausesOf(question.agreement, receipt, [row.clause]),
    records: details.measured[question.id] ?? [],
    related: details.credits.map(({ line }) => line),
  });
}

async function monthDetails({ tx, agreement }: Question, month: string): Promise<MonthDetails | undefined> {
  const close = await readMonthClose(tx, agreement.id, month);
  return close?.summary as MonthDetails | undefined;
}
