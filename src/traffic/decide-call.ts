import type { AgreementView, TableRow } from '../agreement/agreement.ts';
import type { Row } from '../base/expr/ast.ts';
import { decideRow } from '../base/expr/interpret.ts';
import type { Step } from '../base/receipt.ts';
import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { findCompensation, sidesOf } from './compensation.ts';
import type { OriginatorClass } from './compensation.ts';
import { HELD, jurisdictionRules } from './jurisdiction.ts';
import type { JurisdictionRule } from './jurisdiction.ts';
import { ratePeriodOf, ratePeriods } from './rate-periods.ts';
import type { RatePeriod } from './rate-periods.ts';
import type { CompensationRow, Direction } from './tables.ts';

/** Where the rules of the agreement put a call, and what is paid for it. */
export interface RuledCall {
  /** A bucket, or `held`. */
  readonly bucket: string;
  /** Undefined when no rule holds. */
  readonly rule?: JurisdictionRule;
  readonly direction?: Direction;
  readonly compensation?: TableRow<CompensationRow>;
  /** Party ids. */
  readonly payer?: string;
  readonly payee?: string;
  /** Each rule tried, in order, with its answer; then the compensation. */
  readonly steps: readonly Step[];
}

/** The same rules as the plan of a month runs, on one call. */
export function decideCall(view: AgreementView, facts: Row): Result<RuledCall> {
  const rules = jurisdictionRules(view);
  if (!rules.ok) return rules;
  const periods = ratePeriods(view);
  if (!periods.ok) return periods;
  const period = ratePeriodOf(periods.value, facts);
  const { rule, tried } = decideRow(rules.value, facts);
  const steps: Step[] = [
    ...(tried as readonly JurisdictionRule[]),
    ...(rule ? [rule as JurisdictionRule] : []),
  ].map((step) => ({
    id: step.id,
    sentence: `${step.reason}: ${step.text}`,
    out: step === rule,
    clause: step.clause,
    term: { key: step.row.key, value: step.then, provenance: step.provenance },
  }));
  const bucket = rule?.then ?? HELD;
  const direction = directionOf(facts);
  if (!rule || bucket === HELD || !direction)
    return ok({ bucket, steps, ...(rule ? { rule: rule as JurisdictionRule } : {}) });
  const compensation = findCompensation(view, {
    bucket,
    direction,
    originator: classOf(facts),
    ...(period ? { period: period.id } : {}),
  });
  const sides = compensation && sidesOf(compensation.value, direction);
  const { parties } = view.agreement;
  return ok({
    bucket,
    rule: rule as JurisdictionRule,
    direction,
    ...(compensation ? { compensation } : {}),
    ...(sides ? { payer: parties[sides.payer], payee: parties[sides.payee] } : {}),
    steps: [
      ...steps,
      ...(period ? [periodStep(period)] : []),
      ...(compensation ? [compensationStep(compensation, direction, sides && parties[sides.payer])] : []),
    ],
  });
}

const periodStep = ({ id, row, text }: RatePeriod): Step => ({
  id: 'rate-period',
  sentence: `Period of the day and week: ${text}`,
  out: id,
  clause: row.citation,
  term: { key: row.key, value: id, provenance: row.provenance },
});

const compensationStep = (
  row: TableRow<CompensationRow>,
  direction: Direction,
  payer: string | undefined,
): Step => ({
  id: 'compensation',
  sentence: `${row.value.bucket} traffic ${direction}${payer === undefined ? '' : `, paid by ${payer}`}`,
  out: row.value.regime,
  clause: row.citation,
  term: { key: row.key, value: row.value.regime, provenance: row.provenance },
});

/** The sender of the call over the trunk group first; undefined when no end is a party. */
function directionOf(facts: Row): Direction | undefined {
  const [from, to] = [facts['originator_party'], facts['terminator_party']];
  if (from === 'ilec' || (from !== 'clec' && to === 'clec')) return 'ilec-to-clec';
  return from === 'clec' || to === 'ilec' ? 'clec-to-ilec' : undefined;
}

const classOf = (facts: Row): OriginatorClass =>
  (facts['originator'] ?? null) === null
    ? 'unidentified'
    : (facts['originator_party'] ?? null) === null
      ? 'third-party'
      : 'party';
