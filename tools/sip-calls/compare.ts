/** Holds the call detail records against the callers' own trace and against the calls that were planned. */

import type { PlannedCall } from './plan.ts';
import type { CallRecord } from './records.ts';
import type { TraceRow } from './trace.ts';

/** Largest difference between a record's conversation time and the caller's. */
export const TOLERANCE_MS = 100;

export interface Comparison {
  readonly answered: number;
  readonly unanswered: number;
  readonly maxDifferenceMs: number;
  readonly meanDifferenceMs: number;
  /** One sentence each; empty when the records are right. */
  readonly problems: readonly string[];
}

export function compareWithTrace(records: readonly CallRecord[], trace: readonly TraceRow[]): Comparison {
  const problems: string[] = [];
  const seen = new Map(trace.map((row) => [row.record_id, row]));
  if (seen.size !== trace.length) problems.push('A call is twice in the trace.');
  if (new Set(records.map((record) => record.record_id)).size !== records.length) {
    problems.push('A call has two records.');
  }
  if (records.length !== seen.size) {
    problems.push(`There are ${records.length} records and ${seen.size} traced calls.`);
  }
  const differences: number[] = [];
  for (const { record_id: id, answer_at: answerAt, conversation_ms: conversationMs } of records) {
    const row = seen.get(id);
    if (row === undefined) {
      problems.push(`${id} is not in the trace.`);
    } else if ((answerAt === '') !== (row.ok_at === '' || row.bye_at === '')) {
      problems.push(`${id} is answered in only one of record and trace.`);
    } else if (answerAt === '') {
      if (conversationMs !== '0') problems.push(`${id} was not answered and has ${conversationMs} ms.`);
    } else {
      const difference = Math.abs(Number(conversationMs) - Number(row.talk_ms));
      differences.push(difference);
      if (!(difference <= TOLERANCE_MS)) {
        problems.push(`${id} has ${conversationMs} ms and its caller talked ${row.talk_ms} ms.`);
      }
    }
  }
  const sum = differences.reduce((total, difference) => total + difference, 0);
  return {
    answered: differences.length,
    unanswered: records.filter((record) => record.answer_at === '').length,
    maxDifferenceMs: Math.max(0, ...differences),
    meanDifferenceMs: differences.length === 0 ? 0 : sum / differences.length,
    problems,
  };
}

const RELEASE_CODE = { caller: '200', callee: '200', busy: '486', away: '480', cancelled: '487' } as const;

/** What the records, which Kamailio read from the signalling, say otherwise than the plan. */
export function compareWithPlan(records: readonly CallRecord[], plan: readonly PlannedCall[]): string[] {
  const recorded = new Map(records.map((record) => [record.record_id, record]));
  return plan.flatMap((call) => {
    const record = recorded.get(call.recordId);
    if (record === undefined) return [`${call.recordId} was planned and has no record.`];
    const pairs = [
      ['trunk_group', call.trunkGroup],
      ['calling', call.calling],
      ['called', call.called],
      ['lrn', call.lrn],
      ['originating_ocn', call.originatingOcn],
      ['recorded_by', call.recordedBy],
      ['release_code', RELEASE_CODE[call.ending]],
    ] as const;
    return pairs
      .filter(([column, planned]) => record[column] !== planned)
      .map(([column, planned]) => `${call.recordId}: ${column} is ${record[column]}, planned ${planned}.`);
  });
}
