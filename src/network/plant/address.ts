import { DIRECTIONS, NAME_WORDS, SUFFIXES, UNITS, UNITS_ALONE } from './street-words.ts';

/** An address as people write it. */
export interface WrittenAddress {
  /** House number, street and unit: `1204 North Main Street, Apt 4`; city and state may follow after commas. */
  readonly address: string;
  readonly unit?: string | undefined;
  readonly city?: string | undefined;
  /** Two letters. */
  readonly state?: string | undefined;
  readonly zip?: string | undefined;
}

/** An address in its one spelling: capitals, directions and kinds of streets as USPS Publication 28 shortens them. */
export interface Address {
  /** `1204`, `1204 1/2`, `1204A`; empty where none is given. */
  readonly house: string;
  /** Its digits; 0 where none is given. */
  readonly houseNumber: number;
  /** The whole of it: `N MAIN ST`. */
  readonly street: string;
  /** Without direction and kind: `MAIN`. */
  readonly streetName: string;
  /** `APT 4`; empty: none is given. */
  readonly unit: string;
  /** Empty where not given, as state and zip. */
  readonly city: string;
  readonly state: string;
  /** Five digits. */
  readonly zip: string;
}

const STATE_AND_ZIP = /^([A-Z]{2})(?: (\d{5})(?: \d{4})?)?$/;
const HOUSE = /^\d+[A-Z]?$/;
const FRACTION = /^[1-9]\/[2-9]$/;

/** Puts an address into its one spelling. Twice is the same as once. */
export function normalizeAddress(written: WrittenAddress): Address {
  const [line = '', ...rest] = partsOf(written.address);
  const tail = locality(rest);
  const words = line
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => NAME_WORDS.get(word) ?? word);
  const house = takeHouse(words);
  const inLine = takeUnit(words);
  const { street, streetName } = streetOf(words);
  const unit = unitOf(clean(written.unit ?? '')) || unitOf(tail.unit) || inLine;
  return {
    house,
    houseNumber: Number.parseInt(house, 10) || 0,
    street,
    streetName,
    unit,
    city: clean(written.city ?? '') || tail.city,
    state: clean(written.state ?? '') || tail.state,
    zip: (clean(written.zip ?? '') || tail.zip).slice(0, ZIP),
  };
}

const ZIP = 5;

/** One line for people: `1204 N MAIN ST APT 4, COLUMBIA, MO 65201`. */
export const formatAddress = ({
  house,
  street,
  unit,
  city,
  state,
  zip,
}: Omit<Address, 'houseNumber' | 'streetName'>) =>
  [[house, street, unit], [city], [state, zip]]
    .map((part) => part.filter((word) => word !== '').join(' '))
    .filter((part) => part !== '')
    .join(', ');

/** Capitals, single blanks, and nothing but letters, digits, `/` and `#`. */
const clean = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^A-Z0-9/# ]+/g, ' ')
    .replaceAll(/#/g, ' # ')
    .replaceAll(/ +/g, ' ')
    .trim();

const partsOf = (address: string): string[] =>
  address
    .split(/[,\n]/)
    .map(clean)
    .filter((part) => part !== '');

/** What follows the street after commas: a unit, a city, state and zip. */
function locality(parts: readonly string[]): { unit: string; city: string; state: string; zip: string } {
  const rest = [...parts];
  let [state, zip, unit] = ['', '', ''];
  const last = STATE_AND_ZIP.exec(rest.at(-1) ?? '');
  if (last) {
    [state = '', zip = ''] = [last[1], last[2]];
    rest.pop();
  } else if (/^\d{5}( \d{4})?$/.test(rest.at(-1) ?? '')) zip = rest.pop() ?? '';
  if (unitOf(rest[0] ?? '') !== '' && isUnit(rest[0] ?? '')) unit = rest.shift() ?? '';
  return { unit, city: rest.join(' '), state, zip };
}

function takeHouse(words: string[]): string {
  if (words.length < 2 || !HOUSE.test(words[0] ?? '')) return '';
  const house = words.shift() ?? '';
  return words.length > 1 && FRACTION.test(words[0] ?? '') ? `${house} ${words.shift()}` : house;
}

/** Takes `BLDG 2 APT 4` and what follows off the end. A street keeps at least one word. */
function takeUnit(words: string[]): string {
  const taken: string[] = [];
  for (let at = unitAt(words); at > 0; at = unitAt(words)) taken.unshift(...words.splice(at));
  return unitOf(taken.join(' '));
}

const unitAt = (words: readonly string[]): number =>
  words.findIndex((_, index) => index > 0 && isUnit(words.slice(index).join(' ')));

/** Whether the words name a part of a building: a word for one, and its number where it needs one. */
function isUnit(text: string): boolean {
  const [kind = '', ...number] = text.split(' ');
  if (kind === '#') return number.length > 0;
  const known = UNITS.get(kind);
  return (
    known !== undefined &&
    (number.length > 0 ? /\d/.test(text) || isLetterOrSide(number[0] ?? '') : UNITS_ALONE.has(known))
  );
}

const isLetterOrSide = (word: string): boolean => word.length === 1 || DIRECTIONS.has(word);

function unitOf(text: string): string {
  const words = text.split(' ').filter((word) => word !== '#' && word !== '');
  if (words.length === 0) return '';
  const [first = '', ...more] = words;
  const kind = UNITS.get(first);
  if (kind === undefined) return ['UNIT', ...words].join(' ');
  // `STE APT 4` says its kind twice.
  return more.length > 0 && UNITS.has(more[0] ?? '') ? unitOf(more.join(' ')) : [kind, ...more].join(' ');
}

/** A direction before, a kind and a direction after: each only where something is left to be the name. */
function streetOf(words: readonly string[]): { street: string; streetName: string } {
  const name = [...words];
  const post = name.length > 1 ? DIRECTIONS.get(name.at(-1) ?? '') : undefined;
  if (post !== undefined) name.pop();
  const suffix = name.length > 1 ? SUFFIXES.get(name.at(-1) ?? '') : undefined;
  if (suffix !== undefined) name.pop();
  const pre = name.length > 1 ? DIRECTIONS.get(name[0] ?? '') : undefined;
  if (pre !== undefined) name.shift();
  const streetName = name.join(' ');
  const street = [pre, streetName, suffix, post]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return { street, streetName };
}

/** How a name sounds, American Soundex of its first word: what is misspelt is found by it. */
export function soundOf(name: string): string {
  const word = name.split(' ')[0]?.replaceAll(/[^A-Z0-9]/g, '') ?? '';
  if (!/^[A-Z]/.test(word)) return word;
  let [sound, last] = [word[0] ?? '', CODES[word[0] ?? ''] ?? ''];
  for (const letter of word.slice(1)) {
    const code = CODES[letter] ?? '';
    if (code !== '' && code !== last) sound += code;
    if (letter !== 'H' && letter !== 'W') last = code;
  }
  return sound.slice(0, SOUND).padEnd(SOUND, '0');
}

const SOUND = 4;
const CODES: Readonly<Record<string, string>> = Object.fromEntries(
  ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 1)]),
  ),
);
