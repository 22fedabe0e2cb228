import type { Value } from '../../../base/expr/ast.ts';
import type { Lookup } from '../../../base/expr/interpret.ts';
import type { FormCode, FormSection, OrderDocument } from '../../../formats/order-forms/document.ts';

/** What the order, the agreement and the record say beside the forms; worked out when an edit asks. */
export interface OrderFacts {
  value(name: string): Value;
  readonly lookup: Lookup;
}

const NONE: readonly FormSection[] = [];
const BLANK = 32;

/** Text of a field; null where it is not filled. */
export function textIn(section: FormSection | undefined, field: string): string | null {
  const text = section?.[field];
  if (text === undefined || text === '') return null;
  return text.charCodeAt(0) === BLANK && text.trim() === '' ? null : text;
}

/** A document under test: one section at a time, with what edits ask about the others. */
export class DocumentView {
  readonly document: OrderDocument;
  readonly #facts: OrderFacts;
  /** Texts that stand in more than one section, by form and field. */
  #repeated: Map<string, ReadonlySet<string>> | undefined;
  /** The section under test. */
  section: FormSection | undefined;

  constructor(document: OrderDocument, facts: OrderFacts) {
    this.document = document;
    this.#facts = facts;
  }

  sections(form: FormCode): readonly FormSection[] {
    return this.document[form] ?? NONE;
  }

  fact(name: string): Value {
    return this.#facts.value(name);
  }

  lookup(table: string, keys: readonly Value[], column: string): Value {
    return this.#facts.lookup(table, keys, column);
  }

  isRepeated(form: FormCode, field: string, text: string): boolean {
    if (this.sections(form).length < 2) return false;
    this.#repeated ??= new Map();
    const key = `${form}.${field}`;
    let texts = this.#repeated.get(key);
    if (texts === undefined) {
      texts = repeatedTexts(this.sections(form), field);
      this.#repeated.set(key, texts);
    }
    return texts.has(text);
  }
}

function repeatedTexts(sections: readonly FormSection[], field: string): ReadonlySet<string> {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const section of sections) {
    const text = textIn(section, field);
    if (text === null) continue;
    (once.has(text) ? again : once).add(text);
  }
  return again;
}
