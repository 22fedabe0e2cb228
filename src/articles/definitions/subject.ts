import type { AgreementView } from '../../agreement/agreement.ts';
import type { Row, RowShape, ValueType } from '../../base/expr/ast.ts';
import type { Problem } from '../../base/problem.ts';

/** A fact that a question gives about one thing. Left out or null is not known. */
export interface Fact {
  /** A decimal is compared exactly, in parts of 1e-10. */
  readonly type: ValueType | 'decimal' | 'date';
  readonly doc: string;
  readonly values?: readonly string[];
  /** A definition that names it cannot be decided while it is left out; null says that it is not known. */
  readonly needed?: true;
}

/** A field that conditions may name and that is worked out from facts. */
export interface DerivedFact {
  readonly type: ValueType;
  readonly doc: string;
  readonly from: readonly string[];
}

/** What words are said of, and what may be known of it. */
export interface Subject {
  readonly doc: string;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly derived?: Readonly<Record<string, DerivedFact>>;
  /** The derived fields, from facts that fit. */
  readonly derive?: (facts: Row, view: AgreementView) => Row;
  /** What is wrong with facts that fit one by one. */
  readonly check?: (facts: Row, view: AgreementView) => Problem[];
}

export const fact = (type: Fact['type'], doc: string, values?: readonly string[]): Fact => ({
  type,
  doc,
  ...(values === undefined ? {} : { values }),
});

export const needed = (type: Fact['type'], doc: string, values?: readonly string[]): Fact => ({
  ...fact(type, doc, values),
  needed: true,
});

/** Look-ups that every condition may use: `definition('x').holds`, `number('term.key', 'field').count`. */
export const TABLES: RowShape['tables'] = {
  definition: { keys: ['text'], columns: { holds: 'boolean' } },
  number: { keys: ['text', 'text'], columns: { count: 'integer', percent: 'integer' } },
};

/** What conditions about a subject may name. */
export function shapeOf(subject: Subject): RowShape {
  const given = Object.entries(subject.facts).map(([name, { type }]): [string, ValueType] => [
    name,
    type === 'decimal' ? 'integer' : type === 'date' ? 'text' : type,
  ]);
  const derived = Object.entries(subject.derived ?? {}).map(([name, { type }]): [string, ValueType] => [
    name,
    type,
  ]);
  return { fields: Object.fromEntries([...given, ...derived]), tables: TABLES };
}
