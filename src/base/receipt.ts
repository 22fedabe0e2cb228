/** The answer of a decision: one plain value. Money is a decimal string, times are ISO strings. */
export type Scalar = string | number | boolean | null;

/** A term as a step used it. */
export interface TermUse {
  readonly key: string;
  readonly value: unknown;
  readonly provenance: string;
}

/** One thing that was done on the way to a value. */
export interface Step {
  readonly id: string;
  readonly sentence: string;
  readonly clause?: string;
  readonly term?: TermUse;
  readonly out?: Scalar;
  readonly steps?: readonly Step[];
}

/** Which agreement, at which content, decided. */
export interface AgreementRef {
  readonly id: string;
  readonly variant: string;
  readonly version: string;
  readonly hash: string;
}

/** A value with all that made it: enough to do the decision again and get the same bytes. */
export interface Receipt {
  readonly decision: string;
  readonly agreement: AgreementRef;
  /** Contract time: the date whose terms apply. */
  readonly asOf: string;
  /** Record time: what was known then; null means all that is recorded. */
  readonly asKnown: string | null;
  readonly facts: unknown;
  readonly steps: readonly Step[];
  readonly value: Scalar;
  readonly details?: unknown;
  readonly clause: string;
}

/** Collects steps in order. Rules write to it; nothing reads it back. */
export class Trace {
  readonly steps: Step[] = [];

  add(step: Step): void {
    this.steps.push(step);
  }

  /** A step whose own steps are made by `work`. */
  nest<T>(step: Omit<Step, 'steps'>, work: (inner: Trace) => T): T {
    const inner = new Trace();
    const value = work(inner);
    this.steps.push(inner.steps.length === 0 ? step : { ...step, steps: inner.steps });
    return value;
  }
}

/** A receipt for a terminal: the value, the tree of its steps, and each term that they used, once. */
export function formatReceipt(receipt: Receipt): string {
  const { agreement, asKnown } = receipt;
  const terms = termLines(receipt.steps);
  return [
    `${receipt.decision} = ${receipt.value}   (${receipt.clause})`,
    `agreement ${agreement.id}/${agreement.variant} ${agreement.version} ${agreement.hash.slice(0, 12)}, as of ${receipt.asOf}${asKnown ? `, as known ${asKnown}` : ''}`,
    `facts ${JSON.stringify(receipt.facts)}`,
    ...formatSteps(receipt.steps),
    ...(terms.length === 0 ? [] : ['terms', ...terms]),
  ].join('\n');
}

function formatSteps(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap((step, index) => {
    const last = index === steps.length - 1;
    const clause = step.clause === undefined ? '' : `  [${step.clause}]`;
    // A sentence with an arrow says its result itself.
    const out = step.out === undefined || step.sentence.includes('→') ? '' : ` → ${step.out}`;
    return [
      `${indent}${last ? '└─ ' : '├─ '}${step.sentence}${out}${clause}`,
      ...formatSteps(step.steps ?? [], `${indent}${last ? '   ' : '│  '}`),
    ];
  });
}

function termLines(steps: readonly Step[]): string[] {
  const lines = new Set<string>();
  const visit = (step: Step): void => {
    if (step.term) lines.add(`  ${step.term.key} (${step.term.provenance}): ${inline(step.term.value)}`);
    step.steps?.forEach(visit);
  };
  steps.forEach(visit);
  return [...lines];
}

/** `rate: 1.5 % per month; method: simple-prorated`. */
function inline(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, field]) => `${name}: ${typeof field === 'string' ? field : JSON.stringify(field)}`)
    .join('; ');
}
