import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';

const CHUNK = 1 << 16;
const MOST_DEPTH = 64;
/** Texts that cells share: more than the cells of the longest file that is read. */
const MOST_TEXTS = 2_000_000;

/** What is wanted of the elements of a part of a workbook: by their names without a prefix. */
export interface PartReader {
  open?(name: string, attribute: (name: string) => string): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The part is no XML that a workbook may have. */
export class BadPart extends Error {}

/** Reads one XML part of a workbook. @throws BadPart for what is no XML, or has a DOCTYPE. */
export function readPart(bytes: Buffer, reader: PartReader): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('doctype', () => {
    throw new BadPart('it has a DOCTYPE');
  });
  parser.on('error', (error) => {
    throw new BadPart(error.message);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1;
    if (depth > MOST_DEPTH) throw new BadPart('it is nested too deep');
    reader.open?.(bare(tag.name), (name) => String(tag.attributes[name] ?? ''));
  });
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth -= 1;
    reader.close?.(bare(tag.name));
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK)
      parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length }));
  } catch (error) {
    if (error instanceof TypeError) throw new BadPart('it is not UTF-8');
    throw error;
  }
  parser.close();
}

/** Texts that cells share, by their numbers; what is only shown beside them (how to read them aloud) is left out. */
export function sharedTexts(bytes: Buffer): string[] {
  const texts: string[] = [];
  let [inText, inPhonetic, text] = [false, false, ''];
  readPart(bytes, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
      inText = name === 't' && !inPhonetic;
    },
    text: (part) => {
      if (inText) text += part;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') texts.push(text);
      if (texts.length > MOST_TEXTS) throw new BadPart('it has too many texts');
    },
  });
  return texts;
}

/** Formats that a workbook has without saying so, and that show a day or a time. */
const BUILT_IN_MOMENTS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);

/** Styles of cells, by their numbers, that show a number as a day or a time. */
export function momentStyles(bytes: Buffer): ReadonlySet<number> {
  const formats = new Set(BUILT_IN_MOMENTS);
  const styles = new Set<number>();
  let [inCells, style] = [false, 0];
  readPart(bytes, {
    open: (name, attribute) => {
      if (name === 'numFmt' && showsMoment(attribute('formatCode')))
        formats.add(Number(attribute('numFmtId')));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        if (formats.has(Number(attribute('numFmtId')))) styles.add(style);
        style += 1;
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** A format code has a letter of a day or a time outside its quotes and brackets. */
const showsMoment = (code: string): boolean =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/General/i.test(code);

export interface BookOutline {
  /** Names of sheets with the file of each, in their order. */
  readonly sheets: readonly { readonly name: string; readonly file: string }[];
  /** Days are counted from 1904. */
  readonly from1904: boolean;
}

/** Sheets that people see, from the workbook and the list of its parts. */
export function readOutline(book: Buffer, relations: Buffer): BookOutline {
  const files = new Map<string, string>();
  readPart(relations, {
    open: (name, attribute) => {
      if (name === 'Relationship') files.set(attribute('Id'), attribute('Target'));
    },
  });
  const sheets: { name: string; file: string }[] = [];
  let from1904 = false;
  readPart(book, {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute('date1904'));
      const target = files.get(attribute('r:id'));
      if (name === 'sheet' && target !== undefined && attribute('state') !== 'hidden')
        sheets.push({
          name: attribute('name'),
          file: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
        });
    },
  });
  return { sheets, from1904 };
}
