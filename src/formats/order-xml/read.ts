import { SaxesParser } from 'saxes';
import { didYouMean } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { decodeText } from '../order-file/decode.ts';
import {
  fileTooLarge,
  identityOf,
  MAX_FILE_BYTES,
  MAX_LINES,
  tooManyLines,
} from '../order-file/file-order.ts';
import type { FileLimits, FileOrder, OrderFile } from '../order-file/file-order.ts';
import { ASR_FORMS, LSR_FORMS } from '../order-forms/document.ts';
import type { FormCode, OrderDocument } from '../order-forms/document.ts';
import { checkOrderDocument } from '../order-forms/read.ts';
import type { ReadOptions } from '../order-forms/read.ts';
import { shippedForms } from '../order-forms/shipped.ts';
import type { FormField } from '../order-forms/fields.ts';
import { fieldsByElement, ORDERS_NAMESPACE } from './names.ts';

/** No order is nested deeper than orders, order, form, field; this leaves room to say what else there is. */
const MOST_DEPTH = 12;
/** Elements of one order: more than any order has fields. */
const MOST_ELEMENTS = 100_000;
/** Characters of one field: far more than any field has, so that its own edit can say so. */
const LONGEST_TEXT = 10_000;
/** Problems of one order that are told one by one. */
const MOST_PROBLEMS = 100;
const CHUNK = 1 << 16;
const LONGEST_SHOWN = 60;
const CODES: readonly string[] = [...LSR_FORMS, ...ASR_FORMS];

export type ReadXmlOptions = FileLimits & Pick<ReadOptions, 'fields' | 'dateFormat'>;

/**
 * Reads orders from XML: `<orders>` with `<order>`s, or one `<order>`; in them forms, in those fields by their elements. All that is
 * wrong with an order comes back with it, with line and column. What is wrong with the file as a whole refuses all of it: text that is
 * no XML, another encoding than UTF-8, a DOCTYPE, nesting without end.
 */
export function readOrderXml(bytes: Uint8Array, options: ReadXmlOptions = {}): Result<OrderFile> {
  const { maxBytes = MAX_FILE_BYTES } = options;
  if (bytes.byteLength > maxBytes) return fail(fileTooLarge(maxBytes));
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const reader = new XmlOrders(options);
  try {
    reader.read(text.value);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return fail(error.problem);
  }
  return ok({ format: 'xml', orders: reader.orders });
}

/** Ends the reading of a file: what follows cannot be understood, or must not be looked at. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.sentence);
    this.problem = problem;
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** An order while it is read. */
interface Open {
  readonly line: number;
  readonly forms: Map<FormCode, Record<string, string>[]>;
  readonly sections: Map<string, number>;
  readonly problems: Problem[];
  unsaid: number;
  elements: number;
}

type Level = 'orders' | 'order' | 'form' | 'field' | 'stray';

class XmlOrders {
  readonly orders: FileOrder[] = [];
  readonly #options: ReadXmlOptions;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #levels: Level[] = [];
  #place: Place = { line: 1, column: 1 };
  #order: Open | undefined;
  #form: FormCode = 'LSR';
  #field: FormField | undefined;
  #text = '';

  constructor(options: ReadXmlOptions) {
    this.#options = options;
  }

  read(text: string): void {
    const parser = this.#parser;
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding))
        this.#refuse(
          'encoding',
          `The file says that its encoding is ${shown(encoding)}, and it is UTF-8.`,
          'Write encoding="UTF-8", and save it so.',
        );
    });
    parser.on('doctype', () =>
      this.#refuse(
        'doctype',
        'The file has a DOCTYPE.',
        'Leave it out: entities and outside documents are not read.',
      ),
    );
    parser.on('error', (error) =>
      this.#refuse(
        'malformed',
        `This is no well-formed XML: ${shown(error.message.replace(/^.*?\d+:\d+: /, ''))}`,
        'Mend the tags; write & as &amp; and < as &lt;.',
      ),
    );
    parser.on('opentagstart', ({ name }) => this.#open(name));
    parser.on('opentag', ({ local, uri, attributes }) => this.#opened(local, uri, Object.keys(attributes)));
    parser.on('text', (part) => this.#say(part));
    parser.on('cdata', (part) => this.#say(part));
    parser.on('closetag', () => this.#close());
    for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
    parser.close();
  }

  #refuse(slug: string, sentence: string, cure: string): never {
    const { line, column } = this.#parser;
    throw new Refused({
      id: `order-xml/${slug}`,
      line,
      field: 'file',
      sentence: `${sentence} (line ${line}, column ${column})`,
      cure,
    });
  }

  /** Before the attributes are read: where the tag begins, and whether it may be there at all. */
  #open(name: string): void {
    const { line, columnIndex } = this.#parser;
    // The parser is one sign behind the name; where that is a new line the column is lost.
    this.#place = { line, column: Math.max(1, columnIndex - name.length - 1) };
    if (this.#levels.length >= MOST_DEPTH)
      this.#refuse(
        'depth',
        `Elements are nested more than ${MOST_DEPTH} deep.`,
        'An order has forms, and a form has fields.',
      );
  }

  #opened(local: string, uri: string, attributes: readonly string[]): void {
    const above = this.#levels.at(-1);
    const level = this.#levelOf(local, uri, above);
    this.#levels.push(level);
    const order = this.#order;
    if (order !== undefined && (order.elements += 1) > MOST_ELEMENTS)
      this.#refuse(
        'elements',
        `An order has more than ${MOST_ELEMENTS} elements.`,
        'Send fewer lines in one order.',
      );
    const stray = attributes.filter((name) => name !== 'xmlns' && !name.startsWith('xmlns:'));
    if (stray.length > 0 && level !== 'stray' && level !== 'orders')
      this.#problem(
        'attribute',
        this.#where(),
        `Element ${shown(local)} has the attribute ${shown(stray[0] ?? '')}.`,
        'Write what it says as a field.',
      );
  }

  #levelOf(local: string, uri: string, above: Level | undefined): Level {
    if (uri !== '' && uri !== ORDERS_NAMESPACE) {
      if (this.#order === undefined)
        this.#refuse(
          'namespace',
          `The namespace ${shown(uri)} is not known.`,
          `Write xmlns="${ORDERS_NAMESPACE}".`,
        );
      if (above === 'stray') return 'stray';
      return this.#stray(`Element ${shown(local)} is of the namespace ${shown(uri)}.`, '');
    }
    switch (above) {
      case undefined:
        if (local === 'orders') return 'orders';
        if (local === 'order') return this.#beginOrder();
        return this.#refuse(
          'root',
          `The file begins with ${shown(local)}.`,
          `${didYouMean(shown(local), ['orders', 'order'])}Begin with <orders xmlns="${ORDERS_NAMESPACE}">.`,
        );
      case 'orders':
        if (local !== 'order')
          this.#refuse(
            'not-an-order',
            `Between orders there is ${shown(local)}.`,
            'Put each order into an element <order>, and its forms into that.',
          );
        return this.#beginOrder();
      case 'order':
        if (!CODES.includes(local))
          return this.#stray(`There is no form "${shown(local)}".`, didYouMean(shown(local), CODES));
        this.#beginSection(local as FormCode);
        return 'form';
      case 'form':
        return this.#beginField(local);
      case 'field':
        return this.#stray(
          `Within field ${this.#field?.field ?? ''} there is the element ${shown(local)}.`,
          '',
        );
      case 'stray':
        return 'stray';
    }
  }

  #beginOrder(): 'order' {
    const { maxLines = MAX_LINES } = this.#options;
    if (this.orders.length >= maxLines) throw new Refused(tooManyLines(maxLines));
    this.#order = {
      line: this.#place.line,
      forms: new Map(),
      sections: new Map(),
      problems: [],
      unsaid: 0,
      elements: 0,
    };
    return 'order';
  }

  #beginSection(form: FormCode): void {
    const order = this.#order;
    const sections = order?.forms.get(form) ?? [];
    sections.push({});
    order?.forms.set(form, sections);
    order?.sections.set(`${form}[${sections.length}]`, this.#place.line);
    this.#form = form;
  }

  #beginField(local: string): Level {
    const form = this.#form;
    const fields = fieldsByElement((this.#options.fields ?? shippedForms().fields).get(form) ?? new Map());
    const field = fields.get(local);
    if (field === undefined) {
      const nearest =
        (this.#order?.problems.length ?? 0) < MOST_PROBLEMS ? didYouMean(shown(local), fields.keys()) : '';
      return this.#stray(`Form ${form} has no element "${shown(local)}".`, nearest);
    }
    this.#field = field;
    this.#text = '';
    if (Object.hasOwn(this.#section(), field.field))
      this.#problem(
        'field-twice',
        `${this.#where()}.${field.field}`,
        `Field ${field.field} stands twice in one section of form ${form}.`,
        'Write it once, or begin another section.',
      );
    return 'field';
  }

  #stray(sentence: string, nearest: string): 'stray' {
    this.#problem(
      'unknown-element',
      this.#where(),
      sentence,
      `${nearest}Write the element of the field: its trade name without signs and blanks.`,
    );
    return 'stray';
  }

  #say(part: string): void {
    const level = this.#levels.at(-1);
    if (level === 'field') {
      if (this.#text.length <= LONGEST_TEXT) this.#text += part;
      return;
    }
    if (level === 'stray' || part.trim() === '') return;
    if (this.#order === undefined)
      this.#refuse('stray-text', 'There is text between orders.', 'Put it into a field of an order.');
    this.#problem(
      'stray-text',
      this.#where(),
      'There is text outside a field.',
      'Put it into a field, or leave it out.',
    );
  }

  #close(): void {
    const level = this.#levels.pop();
    if (level === 'field' && this.#field !== undefined) {
      const { field } = this.#field;
      if (this.#text.length > LONGEST_TEXT)
        this.#problem(
          'long-text',
          `${this.#where()}.${field}`,
          `Field ${field} has more than ${LONGEST_TEXT} characters.`,
          'Shorten it.',
        );
      // An element without text is a field that is not filled.
      else if (this.#text !== '') this.#section()[field] = this.#text;
    }
    if (level === 'order') this.#endOrder();
  }

  #endOrder(): void {
    const order = this.#order;
    if (order === undefined) return;
    this.#order = undefined;
    const { line, sections, problems } = order;
    const read = Object.fromEntries(order.forms) as OrderDocument;
    const { fields, dateFormat } = this.#options;
    const checked = checkOrderDocument(read, {
      ...(fields === undefined ? {} : { fields }),
      ...(dateFormat === undefined ? {} : { dateFormat }),
    });
    if (!checked.ok) problems.push(...checked.problems.map((problem) => ({ ...problem, line })));
    if (order.unsaid > 0)
      problems.push({
        id: 'order-xml/more',
        line,
        field: 'order',
        sentence: `There are ${order.unsaid} more problems of the same kinds.`,
        cure: 'Cure these first.',
      });
    const good = checked.ok && problems.length === 0;
    this.orders.push({
      lines: [line],
      ...identityOf(read),
      ...(good ? { document: checked.value } : {}),
      problems,
      sections,
    });
  }

  #section(): Record<string, string> {
    return this.#order?.forms.get(this.#form)?.at(-1) ?? {};
  }

  #where(): string {
    const count = this.#order?.forms.get(this.#form)?.length ?? 0;
    return count === 0 ? 'order' : `${this.#form}[${count}]`;
  }

  #problem(slug: string, field: string, sentence: string, cure: string): void {
    const order = this.#order;
    if (order === undefined) return;
    const { line, column } = this.#place;
    if (order.problems.length >= MOST_PROBLEMS) order.unsaid += 1;
    else
      order.problems.push({
        id: `order-xml/${slug}`,
        line,
        field,
        sentence: `${sentence} (line ${line}, column ${column})`,
        cure,
      });
  }
}

const shown = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
