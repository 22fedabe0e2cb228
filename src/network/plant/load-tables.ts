import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nearestName } from '../../base/nearest.ts';
import type { Problem } from '../../base/problem.ts';
import type { Tx } from '../../platform/transaction.ts';
import { readImport } from '../dated.ts';
import type { DatedRow, ImportDef } from '../dated.ts';
import { normalizeAddress, soundOf } from './address.ts';
import { addressesImport, facilitiesImport, featuresImport, msagImport, numbersImport } from './tables.ts';
import { upsert, upsertInto } from './upsert.ts';
import type { Upsert } from './upsert.ts';

type Row = readonly (string | null)[];

/** A table of a plant folder: how it is read, and the rows that it makes; problems in place of rows that mean nothing. */
interface PlantTable<T> {
  readonly file: string;
  readonly def: ImportDef<T>;
  readonly into: Upsert;
  readonly rows: (row: DatedRow<T>) => readonly Row[] | Problem;
}

const table = <T>(one: PlantTable<T>): PlantTable<never> => one as unknown as PlantTable<never>;

const problemOf = (
  { file, line }: Pick<DatedRow<unknown>, 'file' | 'line'>,
  field: string,
  sentence: string,
  cure: string,
): Problem => ({ id: 'plant/value', file, line, field, sentence, cure });

/** In the order in which they are written: places first. */
const TABLES: readonly PlantTable<never>[] = [
  table({
    file: 'addresses.csv',
    def: addressesImport,
    into: upsertInto('service_address', ['address_id'], {
      address_id: 'text',
      house: 'text',
      house_number: 'integer',
      street: 'text',
      street_name: 'text',
      street_sound: 'text',
      unit: 'text',
      city: 'text',
      state: 'text',
      zip: 'text',
      wire_center: 'text',
      terminal: 'text',
    }),
    rows: (row) => {
      const { address_id: id, wire_center: office, terminal = null, ...written } = row.value;
      const at = normalizeAddress(written);
      if (at.street === '')
        return problemOf(row, 'addresses.address', 'It names no street.', 'Write house number and street.');
      const sound = soundOf(at.streetName);
      const { house, street, streetName, unit, city, state, zip } = at;
      return [
        [
          id,
          house,
          String(at.houseNumber),
          street,
          streetName,
          sound,
          unit,
          city,
          state,
          zip,
          office,
          terminal,
        ],
      ];
    },
  }),
  table({
    file: 'msag.csv',
    def: msagImport,
    into: upsertInto('msag_range', ['range_id'], {
      range_id: 'text',
      street: 'text',
      street_name: 'text',
      low: 'integer',
      high: 'integer',
      parity: 'text',
      community: 'text',
      state: 'text',
      esn: 'text',
    }),
    rows: (row) => {
      const { range_id: id, low, high, parity, state, esn } = row.value;
      if (high < low)
        return problemOf(
          row,
          'msag.high',
          `${high} is less than ${low}.`,
          'Write the lower house number first.',
        );
      const at = normalizeAddress({ address: row.value.street, city: row.value.community, state });
      return [[id, at.street, at.streetName, String(low), String(high), parity, at.city, at.state, esn]];
    },
  }),
  table({
    file: 'numbers.csv',
    def: numbersImport,
    // What a case has of a number is the case's to say.
    into: upsertInto(
      'telephone_number',
      ['number'],
      {
        number: 'text',
        wire_center: 'text',
        rate_centre: 'text',
        state: 'text',
        available_from: 'date',
        ported_in: 'boolean',
      },
      `wire_center = excluded.wire_center, rate_centre = excluded.rate_centre, state = excluded.state,
       available_from = excluded.available_from, ported_in = excluded.ported_in
       WHERE NOT EXISTS (SELECT FROM number_claim c WHERE (c.provider, c.number) = (excluded.provider, excluded.number))`,
    ),
    rows: numberRows,
  }),
  table({
    file: 'features.csv',
    def: featuresImport,
    into: upsertInto('switch_feature', ['wire_center', 'feature'], {
      wire_center: 'text',
      feature: 'text',
      name: 'text',
      available_from: 'date',
    }),
    rows: ({ value }) => [[value.wire_center, value.feature.toUpperCase(), value.name, value.available_from]],
  }),
  table({
    file: 'facilities.csv',
    def: facilitiesImport,
    into: upsertInto('connecting_facility', ['cfa'], { cfa: 'text', party: 'text', wire_center: 'text' }),
    rows: ({ value }) => [[value.cfa.toUpperCase(), value.party, value.wire_center]],
  }),
];

/** Files of a plant folder that are read as lines of JSON. */
export const LINE_FILES = ['loops.jsonl', 'accounts.jsonl'] as const;
export const PLANT_FILES: readonly string[] = [...TABLES.map(({ file }) => file), ...LINE_FILES];

const MOST_IN_RUN = 10_000;

function numberRows(row: DatedRow<NonNullable<(typeof numbersImport)['type']>>): readonly Row[] | Problem {
  const { number, last_number: last = number, wire_center: office, rate_centre: centre, state } = row.value;
  const { available_from: from = null, ported_in: ported = 'no' } = row.value;
  const [first, end] = [Number(number), Number(last)];
  if (end < first || end - first >= MOST_IN_RUN)
    return problemOf(
      row,
      'numbers.last_number',
      `${last} does not end a run that ${number} begins.`,
      `Write the lowest number first, and no more than ${MOST_IN_RUN} together.`,
    );
  if (state === 'aging' && from === null)
    return problemOf(
      row,
      'numbers.available_from',
      'A number that ages has no end of it.',
      'Say the first day on which it may be given out.',
    );
  if (ported === 'yes' && (state === 'available' || state === 'reserved'))
    return problemOf(
      row,
      'numbers.ported_in',
      `A number that was ported in is never ${state}.`,
      'It goes back to the holder of its block when it is given up.',
    );
  return Array.from({ length: end - first + 1 }, (_, index) => [
    String(first + index),
    office,
    centre,
    state,
    from,
    String(ported === 'yes'),
  ]);
}

/** What may be written at once. */
const CHUNK = 5_000;

/**
 * Reads the tables of a folder and writes them where they have no problem; the caller gives the transaction up where any has.
 * @returns rows by file, and everything that is wrong with them.
 */
export async function loadTables(
  tx: Tx,
  provider: string,
  dir: string,
): Promise<{ counts: Record<string, number>; problems: Problem[] }> {
  const counts: Record<string, number> = {};
  const problems: Problem[] = [];
  for (const { file, def, into, rows: rowsOf } of TABLES) {
    const full = path.join(dir, file);
    if (!existsSync(full)) continue;
    const read = readImport(full, readFileSync(full, 'utf8'), def as ImportDef<unknown>);
    problems.push(...read.problems);
    const made = new Map<string, Row>();
    for (const row of read.rows) {
      if (row.from !== undefined || row.to !== undefined) problems.push(dated(row));
      const rows = rowsOf(row as never);
      if ('id' in rows) {
        problems.push(rows);
        continue;
      }
      for (const one of rows) {
        const key = file === 'features.csv' ? `${one[0]} ${one[1]}` : (one[0] ?? '');
        // Two rows of one key are told of already; a run may hold what another row says.
        if (made.has(key) && def.name === numbersImport.name) problems.push(twice(row, 'number', key));
        else made.set(key, one);
      }
    }
    counts[file] = made.size;
    if (problems.length > 0) continue;
    const rows = [...made.values()];
    for (let start = 0; start < rows.length; start += CHUNK)
      await upsert(tx, provider, into, rows.slice(start, start + CHUNK));
  }
  return { counts, problems };
}

const dated = ({ file, line }: DatedRow<unknown>): Problem => ({
  id: 'plant/dated',
  file,
  line,
  field: 'effective_from',
  sentence: 'The plant is kept as it stands: it has no dates.',
  cure: 'Leave effective_from and effective_to empty, and load the row when it holds.',
});

const twice = ({ file, line }: DatedRow<unknown>, field: string, key: string): Problem => ({
  id: 'plant/twice',
  file,
  line,
  field,
  sentence: `${key} is said twice.`,
  cure: 'Leave one of them.',
});

/** What in a folder is none of its files: a misspelt name would silently load nothing. */
export const strangers = (dir: string, names: readonly string[]): Problem[] =>
  names
    .filter((name) => /\.(csv|jsonl?|txt)$/i.test(name) && !PLANT_FILES.includes(name))
    .map((name) => ({
      id: 'plant/file',
      file: path.join(dir, name),
      sentence: `"${name}" is no file of a plant.`,
      cure: `Did you mean ${nearestName(name, PLANT_FILES) ?? PLANT_FILES.join(', ')}?`,
    }));
