import type { Expr, Value } from '../../base/expr/ast.ts';
import { ORIGINATOR_CLASSES, findCompensation, sidesOf } from '../compensation.ts';
import { HELD } from '../jurisdiction.ts';
import { measuredExpr } from '../measured-time.ts';
import { DIRECTIONS } from '../tables.ts';
import type { PlanInput } from './build.ts';
import { firstOf, quoted, text, truth, whole } from './stages.ts';
import type { DraftStage } from './stages.ts';
import type { Cell, PlanTable } from './types.ts';

const constant = (value: Value): Expr => ({ kind: 'constant', value });

/** Where the rules put the call, who pays whom, and how long it counts. */
export function compensationStages({ terms, rules, periods, measurement }: PlanInput): DraftStage[] {
  const { damaged, faulty } = terms.unusableRecords.value;
  const ruleNo: Expr = {
    kind: 'case',
    branches: rules.map((rule, index) => ({ when: rule.when, then: constant(BigInt(index + 1)) })),
    otherwise: constant(null),
  };
  const ruled: Expr = {
    kind: 'case',
    branches: [{ when: { kind: 'missing', item: { kind: 'field', name: 'fault' } }, then: ruleNo }],
    otherwise: constant(null),
  };
  const key = `((rule_no * ${DIRECTIONS.length} + way_no) * ${ORIGINATOR_CLASSES.length} + class_no) * ${periods.length + 1} + period_no`;
  const periodNo: Expr = {
    kind: 'case',
    branches: periods.map(({ when }, index) => ({ when, then: constant(BigInt(index + 1)) })),
    otherwise: constant(0n),
  };
  return [
    {
      name: 'jurisdiction',
      doc: 'The first rule of the agreement that holds, where nothing keeps the record from it',
      columns: {
        rule_no: whole(
          {
            expr: ruled,
            text: firstOf(rules.map((rule, index) => [rule.text, `${index + 1}`])),
          },
          'Place of the rule in its order',
        ),
        rule: text('ruling(rule_no).rule', 'The rule'),
        rule_bucket: text('ruling(rule_no).bucket', 'The bucket that it names'),
      },
    },
    {
      name: 'compensation',
      doc: 'What is paid for a call of the bucket, direction and kind of originator',
      columns: {
        way_no: whole(
          firstOf([
            ["originator_party = 'ilec'", String(DIRECTIONS.indexOf('ilec-to-clec'))],
            ["originator_party = 'clec'", String(DIRECTIONS.indexOf('clec-to-ilec'))],
            ["terminator_party = 'clec'", String(DIRECTIONS.indexOf('ilec-to-clec'))],
            ["terminator_party = 'ilec'", String(DIRECTIONS.indexOf('clec-to-ilec'))],
          ]),
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
              periods.map(({ text: when }, no) => [when, `${no + 1}`]),
              '0',
            ),
          },
          'Period of the day and week; 0: none',
        ),
        rate_period: text(
          firstOf(periods.map(({ id }, no) => [`period_no = ${no + 1}`, quoted(id)])),
          'Its name',
        ),
        pay_no: whole(key, 'Bucket, direction, originator and period as one number'),
        row: text('pay(pay_no).row', 'Row of the compensation table'),
        outcome: text(
          firstOf(
            [
              ["status = 'damaged'", quoted(damaged)],
              ["status = 'rejected'", quoted(faulty)],
              ["fault in ('duplicate', 'recorded-elsewhere')", "'duplicate'"],
              ["fault = 'unanswered'", "'non-billable'"],
              ['fault is present or row is missing', "'held'"],
            ],
            'pay(pay_no).outcome',
          ),
          'What becomes of the record',
        ),
      },
    },
    {
      name: 'outcome',
      doc: 'The call as it is summed',
      columns: {
        billed: truth(
          "outcome in ('rated', 'zero-rated') or (outcome = 'non-billable' and fault is missing)",
          'Whether the call has a bucket',
        ),
        reason_code: text(
          firstOf([
            ['fault is present', 'fault'],
            ['rule_no is missing', "'no-rule'"],
            ['rule_bucket is missing', 'rule'],
            ['row is missing', "'no-compensation'"],
          ]),
          'Why the call has no bucket',
        ),
        bucket: text(firstOf([['billed', 'rule_bucket']]), 'Where the call goes'),
        direction: text(
          firstOf(DIRECTIONS.map((one, index) => [`billed and way_no = ${index}`, quoted(one)])),
          'Who sent the call to whom',
        ),
        regime: text(firstOf([['billed', 'pay(pay_no).regime']]), 'How such calls are paid'),
        compensation: text(firstOf([['billed', 'row']]), 'Row of the compensation table'),
        payer: text(
          firstOf([["outcome in ('rated', 'zero-rated')", 'pay(pay_no).payer']]),
          'Party that pays',
        ),
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

/** The rules by number, and the rows of compensation by bucket, direction, originator and period as one number. */
export function compensationTables({ agreement, days, rules, periods }: PlanInput): PlanTable[] {
  const view = agreement.at(days.from);
  const pay = rules.flatMap((rule, index) =>
    DIRECTIONS.flatMap((direction, way) =>
      ORIGINATOR_CLASSES.flatMap((originator, who) =>
        [undefined, ...periods.map(({ id }) => id)].flatMap((period, at): Cell[][] => {
          if (rule.then === HELD) return [];
          const asked = { bucket: rule.then, direction, originator };
          const row = findCompensation(view, period === undefined ? asked : { ...asked, period });
          if (!row) return [];
          const side = sidesOf(row.value, direction)?.payer;
          const sides = ((index + 1) * DIRECTIONS.length + way) * ORIGINATOR_CLASSES.length + who;
          const payer = side === undefined ? null : agreement.parties[side];
          const no = sides * (periods.length + 1) + at;
          return [[no, row.id, row.value.regime, payer, OUTCOME[row.value.regime]]];
        }),
      ),
    ),
  );
  return [
    {
      name: 'ruling',
      doc: 'Jurisdiction rules in their order',
      keys: { no: 'integer' },
      columns: { rule: 'text', bucket: 'text' },
      rows: rules.map((rule, index) => [index + 1, rule.id, rule.then === HELD ? null : rule.then]),
    },
    {
      name: 'pay',
      doc: 'Compensation by rule, direction and kind of originator',
      keys: { no: 'integer' },
      columns: { row: 'text', regime: 'text', payer: 'text', outcome: 'text' },
      rows: pay,
    },
  ];
}
