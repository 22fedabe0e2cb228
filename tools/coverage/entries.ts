import path from 'node:path';
import type { Ground, TestFile } from './ground.ts';

/** One word of a rule's `by`, compared with what there is. */
export interface Entry {
  readonly word: string;
  /** absent: nothing of that name; idle: held and shown, but no code asks for it. */
  readonly state: 'runs' | 'idle' | 'absent';
  /** Whether the agreement says it (a term, row, table, definition) rather than the program (a decision, case, file). */
  readonly said: boolean;
  /** What is missing although it runs. */
  readonly lacks?: string;
  /** How a test names it. */
  readonly named: (test: TestFile) => boolean;
}

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The word whole: not a part of a longer name. */
const mentions = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`).test(text);
const quotes = (text: string, word: string): boolean =>
  ["'", '"', '`'].some((quote) => text.includes(`${quote}${word}${quote}`));
/** The constant, where its name is more than one plain word. */
const names = (text: string, constant = ''): boolean =>
  /[a-z][A-Z]/.test(constant) && mentions(text, constant);

/**
 * `decision:`, `definition:` (a word of the table of definitions), `case:kind` or `case:kind.event`, `edit:`, `command:`, `code:`, `table:`, a row (`rates#expedite`), a
 * term's key or a family of keys (`elements.offer.*`).
 */
export function readEntry(word: string, ground: Ground): Entry {
  const [scheme = '', name = ''] = word.includes(':') ? split(word, ':') : ['', word];
  switch (scheme) {
    case 'decision':
      return present(word, ground.decisions.has(name), ({ text, asks }) =>
        asks ? asks.has(name) : quotes(text, name) || names(text, ground.constants.get(word)),
      );
    case 'definition':
      return present(word, isDefined(name, ground), ({ text, asks }) =>
        asks ? mentions(text, name) : quotes(text, name),
      );
    case 'case':
      return caseEntry(word, name, ground);
    case 'edit':
      return present(word, ground.edits.has(name), ({ text }) => mentions(text, name));
    case 'command':
      return present(
        word,
        ground.commands.has(name),
        ({ text }) => quotes(text, name) || text.includes(`meetpoint ${name}`),
      );
    case 'code':
      return codeEntry(word, name, ground);
    case 'table':
      return tableEntry(word, name, ground);
    case '':
      return name.includes('#') ? rowEntry(name, ground) : termEntry(name, ground);
    default:
      return { word, state: 'absent', said: false, named: () => false };
  }
}

function split(word: string, mark: string): [string, string] {
  const at = word.indexOf(mark);
  return [word.slice(0, at), word.slice(at + 1)];
}

const present = (word: string, exists: boolean, named: Entry['named']): Entry => ({
  word,
  state: exists ? 'runs' : 'absent',
  said: word.startsWith('definition:'),
  named,
});

/** An event must be named beside its kind. */
function caseEntry(word: string, name: string, ground: Ground): Entry {
  const [kind = name, event] = name.includes('.') ? split(name, '.') : [name];
  const declared = ground.kinds.get(kind);
  const exists = declared !== undefined && (!event || declared.events.some((one) => one.name === event));
  return present(
    word,
    exists,
    ({ text }) =>
      (quotes(text, kind) || names(text, ground.constants.get(`case:${kind}`))) &&
      (!event || mentions(text, event)),
  );
}

const isDefined = (term: string, { keys }: Ground): boolean =>
  [...keys].some(([key, words]) => key.startsWith('definitions#') && words.includes(term));

/** A file of the product; a test names it by importing it or by one of its exported names. */
function codeEntry(word: string, file: string, ground: Ground): Entry {
  const text = ground.sources.get(file);
  const names = [...(text ?? '').matchAll(/export (?:async )?(?:function|const) (\w+)/g)]
    .map(([, name = '']) => name)
    // One plain word, such as read, says too little.
    .filter((name) => /[a-z][A-Z]/.test(name));
  return present(
    word,
    text !== undefined,
    (test) => !test.asks && (imports(test, file) || names.some((name) => mentions(test.text, name))),
  );
}

const imports = (test: TestFile, file: string): boolean =>
  [...test.text.matchAll(/from '(\.{1,2}\/[^']+)'/g)].some(
    ([, to = '']) => path.posix.join(path.posix.dirname(test.file), to) === file,
  );

function tableEntry(word: string, table: string, ground: Ground): Entry {
  const declared = ground.read.get(table);
  const held = [...ground.keys.keys()].some((key) => key.startsWith(`${table}#`));
  return {
    word,
    said: true,
    state: !held || declared === undefined ? 'absent' : declared ? 'runs' : 'idle',
    named: ({ text }) => quotes(text, table) || text.includes(`${table}.csv`),
  };
}

/** A test names a row by its id or by its element, bucket, product …, quoted. */
function rowEntry(key: string, ground: Ground): Entry {
  const [table, row] = split(key, '#');
  const declared = ground.read.get(table);
  const words = ground.keys.get(key) ?? [];
  return {
    word: key,
    said: true,
    state: !ground.keys.has(key) || declared === undefined ? 'absent' : declared ? 'runs' : 'idle',
    named: ({ text }) => mentions(text, key) || quotes(text, row) || words.some((word) => quotes(text, word)),
  };
}

/** Bills are kept by the accounts, not as cases. */
const NO_CASES = new Set(['bill']);

function termEntry(key: string, ground: Ground): Entry {
  const family = key.endsWith('.*');
  const held = family
    ? [...ground.keys.keys()].some((other) => other.startsWith(key.slice(0, -1)))
    : ground.keys.has(key);
  const definition = ground.read.has(key)
    ? key
    : [...ground.read.keys()].find((def) => def.endsWith('.*') && key.startsWith(def.slice(0, -1)));
  const asleep = (ground.starts.get(key) ?? [])
    .map((event) => event.split('.')[0] ?? '')
    .filter((kind) => !ground.kinds.has(kind) && !NO_CASES.has(kind));
  const [subject = '', ...rest] = key.replace(/\.\*$/, '').split('.');
  const member = rest.at(-1) ?? subject;
  const clock = `due/${member}`;
  return {
    word: key,
    said: true,
    state: !held ? 'absent' : definition !== undefined && ground.read.get(definition) ? 'runs' : 'idle',
    ...(asleep.length > 0 ? { lacks: `No case \`${asleep.join('`, `')}\` starts \`${key}\` yet.` } : {}),
    named: ({ text, asks }) =>
      mentions(text, key.replace(/\.\*$/, '')) ||
      (asks ? asks.has(clock) : quotes(text, member) || quotes(text, clock)),
  };
}
