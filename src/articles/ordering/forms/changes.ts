import type { Row, Value, ValueType } from '../../../base/expr/ast.ts';
import type { FormSection, OrderDocument } from '../../../formats/order-forms/document.ts';
import { EDIT_SHAPE } from '../edit-row.ts';

/** A document after changes, and what they say of the record. */
export interface Changed {
  readonly document: OrderDocument;
  readonly facts: Row;
}

const SET = /^([A-Z]+)(?:\[(\d+)\])?\.([^=[\]]+?)\s*=\s*(.*)$/s;
const DROP_FIELD = /^-([A-Z]+)(?:\[(\d+)\])?\.(.+)$/;
const DROP_FORM = /^-([A-Z]+)(?:\[(\d+)\])?$/;
const ADD = /^\+([A-Z]+)(?:\[(\d+)\])?$/;
const FACT = /^@([a-z][a-z0-9_]*)\s*=\s*(.*)$/;

/**
 * Applies the changes of a test vector to a document, in order: `LS[2].LNUM=00002; -LSR.NC; +EU; @previous_ver=01`
 * (`reference/forms/README.md`). A change that cannot be read or applied is a sentence in `wrong`.
 */
export function applyChanges(base: OrderDocument, changes: string): { changed: Changed; wrong: string[] } {
  const document: Record<string, Record<string, string>[]> = {};
  for (const [form, sections] of Object.entries(base))
    document[form] = (sections as readonly FormSection[]).map((section) => ({ ...section }));
  const facts: Record<string, Value> = {};
  const wrong: string[] = [];
  for (const change of changes.split(';').map((part) => part.trim())) {
    if (change === '') continue;
    const sentence = applyChange(document, facts, change);
    if (sentence !== undefined) wrong.push(sentence);
  }
  return { changed: { document: document as OrderDocument, facts }, wrong };
}

function applyChange(
  document: Record<string, Record<string, string>[]>,
  facts: Record<string, Value>,
  change: string,
): string | undefined {
  const sectionOf = (at: string | undefined): number => (at === undefined ? 0 : Number(at) - 1);
  let match = FACT.exec(change);
  if (match) {
    const [, name = '', text = ''] = match;
    const type = Object.hasOwn(EDIT_SHAPE.fields, name) ? EDIT_SHAPE.fields[name] : undefined;
    if (type === undefined) return `"${change}": there is no field "${name}" of the order or the record.`;
    const value = factValue(type, text);
    if (value === undefined) return `"${change}": "${text}" is no ${type}.`;
    facts[name] = value;
    return undefined;
  }
  match = SET.exec(change);
  if (match) {
    const [, form = '', at, field = '', text = ''] = match;
    const sections = (document[form] ??= []);
    const index = sectionOf(at);
    if (index > sections.length) return `"${change}": form ${form} has ${sections.length} sections.`;
    (sections[index] ??= {})[field] = text;
    return undefined;
  }
  match = DROP_FIELD.exec(change);
  if (match) {
    const [, form = '', at, field = ''] = match;
    const section = document[form]?.[sectionOf(at)];
    if (section?.[field] === undefined) return `"${change}": there is nothing to drop.`;
    delete section[field];
    return undefined;
  }
  match = DROP_FORM.exec(change);
  if (match) {
    const [, form = '', at] = match;
    const sections = document[form];
    if (sections?.[sectionOf(at)] === undefined) return `"${change}": there is nothing to drop.`;
    if (at === undefined) delete document[form];
    else sections.splice(Number(at) - 1, 1);
    return undefined;
  }
  match = ADD.exec(change);
  if (match) {
    const [, form = '', at] = match;
    const sections = (document[form] ??= []);
    const copied = at === undefined ? {} : sections[Number(at) - 1];
    if (copied === undefined) return `"${change}": there is no section ${at} to copy.`;
    sections.push({ ...copied });
    return undefined;
  }
  return `"${change}" cannot be read as a change.`;
}

function factValue(type: ValueType, text: string): Value | undefined {
  if (text === '') return null;
  if (type === 'text') return text;
  if (type === 'integer') return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
