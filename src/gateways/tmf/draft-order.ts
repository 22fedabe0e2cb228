import type { Problem } from '../../base/problem.ts';
import type { FormCode, OrderDocument } from '../../formats/order-forms/document.ts';
import { shippedForms } from '../../formats/order-forms/shipped.ts';
import { sectionOf } from './order-items.ts';

type Sections = Partial<Record<FormCode, Record<string, string>[]>>;

/** The forms of an order while they are filled, with what is wrong so far. */
export class DraftOrder {
  readonly problems: Problem[] = [];
  readonly page: 'LSR' | 'ASR';
  /** Form of its lines or services; undefined where the order has none. */
  readonly line: FormCode | undefined;
  readonly lines: number;
  readonly #sections: Sections;

  constructor(document: OrderDocument, page: 'LSR' | 'ASR', line: FormCode | undefined, lines: number) {
    this.#sections = structuredClone(document) as Sections;
    this.page = page;
    this.line = line;
    this.lines = lines;
  }

  get document(): OrderDocument {
    return this.#sections;
  }

  /** Text of a field; empty when it is not filled. */
  read(form: FormCode, field: string, at = 0): string {
    return this.#sections[form]?.[at]?.[field] ?? '';
  }

  /** Whether the form has such a field at all. */
  has(form: FormCode, field: string): boolean {
    return shippedForms().fields.get(form)?.has(field) === true;
  }

  /** Writes a field that is not filled; nothing where there is no such field or text. */
  fill(form: FormCode | undefined, field: string, text: string | undefined, at = 0): void {
    if (form === undefined || text === undefined || text === '' || !this.has(form, field)) return;
    if (this.read(form, field, at) === '') sectionOf(this.#sections, form, at)[field] = text;
  }

  /** Writes a field whatever it said. */
  set(form: FormCode, field: string, text: string, at = 0): void {
    sectionOf(this.#sections, form, at)[field] = text;
  }

  /** Takes a field out. */
  drop(form: FormCode, field: string, at = 0): void {
    delete this.#sections[form]?.[at]?.[field];
  }

  /** Writes what an attribute says; a problem where the field says something else. */
  say(path: string, field: string, text: string | undefined): void {
    if (text === undefined || text === '') return;
    const before = this.read(this.page, field);
    if (before === '' || before === text) this.fill(this.page, field, text);
    else
      this.problems.push({
        id: 'tmf/contradiction',
        field: path,
        sentence: `${path} means ${this.page}.${field} "${text}", and the field itself is "${before}".`,
        cure: 'Say it in one of the two, or the same in both.',
      });
  }
}
