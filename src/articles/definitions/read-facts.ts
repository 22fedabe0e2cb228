import { closest } from 'fastest-levenshtein';
import type { AgreementView } from '../../agreement/agreement.ts';
import { isDate } from '../../agreement/schema.ts';
import type { Row, Value } from '../../base/expr/ast.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { exactText } from './exact.ts';
import type { Fact, Subject } from './subject.ts';

/**
 * The facts of one thing as a row for conditions, or everything that is wrong with them: names that the subject has
 * not, values of the wrong form, needed facts left out of those that the definition names.
 */
export function readFacts(
  given: Readonly<Record<string, unknown>>,
  about: { readonly name: string; readonly subject: Subject; readonly named: ReadonlySet<string> },
  view: AgreementView,
): Result<Row> {
  const { facts } = about.subject;
  const problems: Problem[] = [];
  const row: Record<string, Value> = {};
  for (const name of Object.keys(given).filter((key) => !Object.hasOwn(facts, key)))
    problems.push({
      id: 'definitions/unknown-fact',
      field: `facts.${name}`,
      sentence: `Nothing "${name}" is known of a ${about.name}: the nearest is "${closest(name, Object.keys(facts))}".`,
      cure: `Facts of a ${about.name} are: ${Object.keys(facts).join(', ')}.`,
    });
  for (const [name, fact] of Object.entries(facts)) {
    const raw = Object.hasOwn(given, name) ? given[name] : undefined;
    if (raw === undefined && fact.needed && about.named.has(name))
      problems.push({
        id: 'definitions/missing-fact',
        field: `facts.${name}`,
        sentence: `"${name}" is missing: ${fact.doc}.`,
        cure: 'Give it, or null where it is not known.',
      });
    const read = raw === undefined || raw === null ? null : readValue(raw, fact);
    if (read === undefined)
      problems.push({
        id: 'definitions/fact-type',
        field: `facts.${name}`,
        sentence: `${JSON.stringify(raw)} does not fit "${name}": ${fact.doc}.`,
        cure: cureOf(fact),
      });
    row[name] = read ?? null;
  }
  if (problems.length === 0) problems.push(...(about.subject.check?.(row, view) ?? []));
  if (problems.length > 0) return fail(...problems);
  return ok({ ...row, ...about.subject.derive?.(row, view) });
}

/** The value of a fact; undefined when it does not fit. */
function readValue(raw: unknown, { type, values }: Fact): Value | undefined {
  switch (type) {
    case 'boolean':
      return typeof raw === 'boolean' ? raw : undefined;
    case 'integer':
      return typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0 ? BigInt(raw) : undefined;
    case 'date':
      return typeof raw === 'string' && isDate(raw) ? raw : undefined;
    case 'text':
      return typeof raw === 'string' && raw !== '' && (values?.includes(raw) ?? true) ? raw : undefined;
    case 'decimal': {
      const text = typeof raw === 'number' ? String(raw) : raw;
      return typeof text === 'string' ? exactText(text) : undefined;
    }
  }
}

function cureOf({ type, values }: Fact): string {
  if (values) return `Write one of: ${values.join(', ')}.`;
  const forms: Record<Fact['type'], string> = {
    boolean: 'Write true or false.',
    integer: 'Write a whole number from 0.',
    date: 'Write a date like 2026-10-31.',
    text: 'Write it as text, in quotes.',
    decimal: 'Write a number like "10.5", with at most ten decimals.',
  };
  return forms[type];
}
