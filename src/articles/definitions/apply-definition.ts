import type { AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import type { Row } from '../../base/expr/ast.ts';
import { evaluate } from '../../base/expr/interpret.ts';
import { Trace } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Definition, DefinitionRule, Definitions } from './definition-rules.ts';
import { readFacts } from './read-facts.ts';
import { termNumber } from './term-number.ts';

/** Whether a thing is what a word names, and which rule said so; without a rule it is not. */
export interface Meaning {
  readonly holds: boolean;
  readonly rule: DefinitionRule | undefined;
  readonly clause: string;
}

/** Applies a definition to the facts of one thing, or says what is wrong with the facts. */
export function applyDefinition(
  definitions: Definitions,
  definition: Definition,
  facts: Readonly<Record<string, unknown>>,
  view: AgreementView,
  trace: Trace,
): Result<Meaning> {
  const row = readFacts(
    facts,
    { name: definition.subjectName, subject: definition.subject, named: definitions.factsOf(definition) },
    view,
  );
  return row.ok ? ok(applyToRow(definitions, definition, row.value, view, trace)) : row;
}

/** The same on facts that were read; each rule tried, and each definition that it uses, is a step. */
function applyToRow(
  definitions: Definitions,
  definition: Definition,
  row: Row,
  view: AgreementView,
  trace: Trace,
): Meaning {
  for (const rule of definition.rules) {
    const inner = new Trace();
    const applies =
      evaluate(rule.when, row, (table, [first, second], column) => {
        if (table === 'definition') {
          const used = definitions.find(String(first), definition.article);
          if (!used) throw new Error(`No definition ${String(first)}: it was checked.`);
          return nested(definitions, used, row, view, inner).holds;
        }
        const number = termNumber(view, { key: String(first), field: String(second), column });
        if (number === undefined) throw new Error(`No number ${String(first)}: it was checked.`);
        inner.add(number.step);
        return number.value;
      }) === true;
    trace.add({
      id: rule.id,
      sentence: `${rule.reason} (${rule.then}): ${rule.text}`,
      out: applies,
      ...cited(rule.row),
      term: { key: rule.row.key, value: rule.then, provenance: rule.provenance },
      ...(inner.steps.length === 0 ? {} : { steps: inner.steps }),
    });
    if (applies) return { holds: rule.then === 'yes', rule, clause: rule.clause };
  }
  trace.add({
    id: 'none',
    sentence: `No rule of "${definition.term}" holds → it is not`,
    out: false,
    clause: definition.clause,
  });
  return { holds: false, rule: undefined, clause: definition.clause };
}

/** A definition as a step of another. */
function nested(
  definitions: Definitions,
  used: Definition,
  row: Row,
  view: AgreementView,
  trace: Trace,
): Meaning {
  const inner = new Trace();
  const meaning = applyToRow(definitions, used, row, view, inner);
  trace.add({
    id: used.term,
    sentence: `Whether it is ${used.term}`,
    out: meaning.holds,
    clause: meaning.clause,
    steps: inner.steps,
  });
  return meaning;
}
