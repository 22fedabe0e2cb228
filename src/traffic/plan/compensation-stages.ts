import type { Expr, Value } from '../../base/expr/ast.ts';
import { ORIGINATOR_CLASSES, findCompensation, sidesOf } from '../compensation.ts';
import { HELD } from '../jurisdiction.ts';
import { measuredExpr } from '../measured-time.ts';
import { DIRECTIONS } from '../tables.ts';
import type { PlanInput } from './build.ts';
import type { Fault } from './fault-stage.ts';
import { firstOf, text, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';
import type { Cell, PlanTable } from './types.ts';

const constant = (value: Value): Expr => ({ kind: 'constant', value });

/** Results of different plans have different numbers, so that a month's can stand in one table. */
const RESULTS_OF_A_PLAN = 1_000_000;

/** Name of the table of results. */
export const RESULT = 'result';

const WAYS = [...DIRECTIONS, undefined];

/** Where the rules put the call, who pays whom, and how long it counts. */
export function compensationStages(input: PlanInput, faults: readonly Fault[]): DraftStage[] {
  const { rules, periods, measurement, no } = input;
  const chosen: Expr = {
    kind: 'case',
    branches: rules.map((rule, index) => ({ when: rule.when, then: constant(BigInt(index + 1)) })),
    otherwise: constant(0n),
  };
  const periodNo: Expr = {
    kind: 'case',
    branches: periods.map(({ when }, index) => ({ when, then: constant(BigInt(index + 1)) })),
    otherwise: constant(0n),
  };
  const ruled: Expr = {
    kind: 'case',
    branches: [{ when: { kind: 'missing', item: { kind: 'field', name: 'fault_no' } }, then: chosen }],
    otherwise: constant(null),
  };
  const key = `((rule_no * ${WAYS.length} + way_no) * ${ORIGINATOR_CLASSES.length} + class_no) * ${periods.length + 1} + period_no`;
  const first = no * RESULTS_OF_A_PLAN;
  return [
    {
      name: 'jurisdiction',
      doc: 'The first rule of the agreement that holds, where nothing keeps the record from it',
      columns: {
        rule_no: whole(
          {
            expr: ruled,
            text: firstOf(
              rules.map((rule, index) => [rule.text, `${index + 1}`]),
              '0',
            ),
          },
          'Place of the rule in its order; 0: none holds',
        ),
      },
    },
    {
      name: 'compensation',
      doc: 'What is paid for a call of the bucket, direction, kind of originator and period',
      columns: {
        way_no: whole(
          firstOf(
            [
              ["originator_party = 'ilec'", String(DIRECTIONS.indexOf('ilec-to-clec'))],
              ["originator_party = 'clec'", String(DIRECTIONS.indexOf('clec-to-ilec'))],
              ["terminator_party = 'clec'", String(DIRECTIONS.indexOf('ilec-to-clec'))],
              ["terminator_party = 'ilec'", String(DIRECTIONS.indexOf('clec-to-ilec'))],
            ],
            String(DIRECTIONS.length),
          ),
          'Direction: the sender of the call over the trunk group first',
        ),
        class_no: whole(
          firstOf(
            [
              ['originator is missing', String(ORIGINATOR_CLASSES.indexOf('unidentified'))],
              ['originator_party is missing', String(ORIGINATOR_CLASSES.indexOf('third-party'))],
            ],
            String(ORIGINATOR_CLASSES.indexOf('party')),
          ),
          'Whose call it is',
        ),
        period_no: whole(
          {
            expr: periodNo,
            text: firstOf(
              periods.map(({ text: when }, at) => [when, `${at + 1}`]),
              '0',
            ),
          },
          'Period of the day and week; 0: none',
        ),
        result_no: whole(
          firstOf([['fault_no is present', `${first} + fault_no`]], `${first + faults.length + 1} + ${key}`),
          'All that follows from fault, rule, direction, originator and period, as one number',
        ),
      },
    },
    {
      name: 'outcome',
      doc: 'The call as it is summed',
      columns: {
        outcome: text('result(result_no).outcome', 'What becomes of the record'),
        reason_code: text(
          firstOf([["status != 'record'", 'reason']], 'result(result_no).reason'),
          'Why the call has no bucket',
        ),
        rule: text('result(result_no).rule', 'Rule that holds'),
        bucket: text('result(result_no).bucket', 'Where the call goes'),
        direction: text('result(result_no).direction', 'Who sent the call to whom'),
        regime: text('result(result_no).regime', 'How such calls are paid'),
        compensation: text('result(result_no).compensation', 'Row of the compensation table'),
        payer: text('result(result_no).payer', 'Party that pays'),
        rate_period: text('result(result_no).rate_period', 'Period of the day and week'),
        measured_ms: whole(
          measurement.term.value.roundUp === 'call'
            ? {
                expr: measuredExpr({ kind: 'field', name: 'conversation_ms' }, measurement.rounding),
                text: `conversation_ms, each call rounded up to ${measurement.term.value.roundUpTo}`,
              }
            : 'conversation_ms',
          'Time that is summed',
          measurement.term.citation,
        ),
      },
    },
  ];
}

const OUTCOME = {
  'per-minute': 'rated',
  'bill-and-keep': 'zero-rated',
  'not-between-parties': 'non-billable',
} as const;

/** Every result that a call can have under the plan. */
export function resultTable(input: PlanInput, faults: readonly Fault[]): PlanTable {
  const { agreement, days, rules, periods, no } = input;
  const view = agreement.at(days.from);
  const first = no * RESULTS_OF_A_PLAN;
  const held = (at: number, outcome: string, reason: string | null, rule: string | null): Cell[] => [
    at,
    outcome,
    reason,
    rule,
    ...Array.from({ length: 6 }, () => null),
  ];
  const rows: Cell[][] = faults.map((fault) =>
    held(first + fault.no, fault.outcome, fault.reason ?? null, null),
  );
  let at = first + faults.length;
  for (const rule of [undefined, ...rules])
    for (const direction of WAYS)
      for (const originator of ORIGINATOR_CLASSES)
        for (const period of [undefined, ...periods.map(({ id }) => id)]) {
          at += 1;
          if (!rule || rule.then === HELD) {
            rows.push(held(at, 'held', rule?.id ?? 'no-rule', rule?.id ?? null));
            continue;
          }
          const row =
            direction &&
            findCompensation(view, {
              bucket: rule.then,
              direction,
              originator,
              ...(period === undefined ? {} : { period }),
            });
          if (!row) {
            rows.push(held(at, 'held', 'no-compensation', rule.id));
            continue;
          }
          const side = sidesOf(row.value, direction)?.payer;
          const payer = side === undefined ? null : agreement.parties[side];
          rows.push([
            at,
            OUTCOME[row.value.regime],
            null,
            rule.id,
            rule.then,
            direction,
            row.value.regime,
            row.id,
            payer,
            period ?? null,
          ]);
        }
  return {
    name: RESULT,
    doc: 'Results by fault, or by rule, direction, kind of originator and period',
    keys: { no: 'integer' },
    columns: {
      outcome: 'text',
      reason: 'text',
      rule: 'text',
      bucket: 'text',
      direction: 'text',
      regime: 'text',
      compensation: 'text',
      payer: 'text',
      rate_period: 'text',
    },
    rows,
  };
}
