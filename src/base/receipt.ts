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

/** A receipt as an indented tree for a terminal. */
export function formatReceipt(receipt: Receipt): string {
  const head = [
    `${receipt.decision} = ${receipt.value}   (${receipt.clause})`,
    `agreement ${receipt.agreement.id}/${receipt.agreement.variant} ${receipt.agreement.version} ${receipt.agreement.hash.slice(0, 12)}, as of ${receipt.asOf}${receipt.asKnown ? `, as known ${receipt.asKnown}` : ''}`,
    `facts ${JSON.stringify(receipt.facts)}`,
  ];
  return [...head, ...formatSteps(receipt.steps)].join('\n');
}

export function formatSteps(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap((step, index) => {
    const last = index === steps.length - 1;
    const clause = step.clause === undefined ? '' : `  [${step.clause}]`;
    const term =
      step.term === undefined
        ? ''
        : `  {${step.term.key}: ${inline(step.term.value)}, ${step.term.provenance}}`;
    const out = step.out === undefined ? '' : ` → ${step.out}`;
    return [
      `${indent}${last ? '└─ ' : '├─ '}${step.sentence}${out}${clause}${term}`,
      ...formatSteps(step.steps ?? [], `${indent}${last ? '   ' : '│  '}`),
    ];
  });
}

const inline = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
