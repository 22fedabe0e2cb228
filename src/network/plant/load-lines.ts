import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Static, TSchema } from 'typebox';
import { misfits } from '../../agreement/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { prepared } from '../../platform/transaction.ts';
import type { Tx } from '../../platform/transaction.ts';
import { makeupWrongs } from './makeup-wrongs.ts';
import { PlantLoop, RetailAccount } from './tables.ts';
import { upsert, upsertInto } from './upsert.ts';

/** A line of a file with its number. */
interface Line<T> {
  readonly line: number;
  readonly value: T;
}

/** What may be written at once. */
const CHUNK = 2_000;
/** A file with more problems than this is another file: the rest is counted. */
const MOST_PROBLEMS = 1_000;

const LOOPS = upsertInto(
  'loop_record',
  ['loop'],
  {
    loop: 'text',
    wire_center: 'text',
    terminal: 'text',
    address_id: 'text',
    status: 'text',
    records: 'jsonb',
    measured: 'jsonb',
  },
  // A measurement says what the pair is made of; where it leads and whether it is in use the records say.
  `records = coalesce(excluded.records, loop_record.records), measured = coalesce(excluded.measured, loop_record.measured),
   wire_center = excluded.wire_center, terminal = coalesce(excluded.terminal, loop_record.terminal),
   address_id = coalesce(excluded.address_id, loop_record.address_id),
   status = CASE WHEN excluded.records IS NULL THEN loop_record.status ELSE excluded.status END`,
);

const ACCOUNTS = upsertInto('retail_account', ['account'], {
  account: 'text',
  numbers: 'text[]',
  address_id: 'text',
  record: 'jsonb',
});

const UNKNOWN_PLACES = prepared(
  `SELECT DISTINCT g.id FROM unnest($2::text[]) AS g(id)
    WHERE NOT EXISTS (SELECT FROM service_address a WHERE a.provider = $1 AND a.address_id = g.id)`,
);

/** Loads loops: every line that is none is a problem, and nothing is written from the first one on. */
export async function loadLoops(
  tx: Tx,
  provider: string,
  file: string,
  progress: (lines: number) => void = () => {},
): Promise<{ count: number; problems: Problem[] }> {
  const seen = new Set<string>();
  return eachChunk(file, PlantLoop, progress, async (chunk, problems) => {
    const rows = new Map<string, (string | null)[]>();
    for (const { line, value } of chunk) {
      const { address = null, status = 'working', ...makeup } = value;
      for (const { field, sentence, cure } of makeupWrongs(makeup))
        problems.push(at(file, line, field, sentence, cure));
      const key = `${makeup.source} ${makeup.loop}`;
      if (seen.has(key))
        problems.push(
          at(file, line, 'loop', `${makeup.loop} has a second line of this source.`, 'Leave one of them.'),
        );
      seen.add(key);
      const place = rows.get(makeup.loop) ?? [
        makeup.loop,
        makeup.wireCenter,
        null,
        null,
        'working',
        null,
        null,
      ];
      rows.set(makeup.loop, place);
      const isRecord = makeup.source === 'records';
      place[WIRE_CENTER] = makeup.wireCenter;
      place[TERMINAL] = makeup.terminal ?? place[TERMINAL] ?? null;
      place[ADDRESS] = address ?? place[ADDRESS] ?? null;
      if (isRecord) place[STATUS] = status;
      place[isRecord ? RECORDS : MEASURED] = JSON.stringify(makeup);
    }
    await placesKnown(tx, provider, file, chunk, problems);
    if (problems.length === 0) await upsert(tx, provider, LOOPS, [...rows.values()]);
  });
}

const [WIRE_CENTER, TERMINAL, ADDRESS, STATUS, RECORDS, MEASURED] = [1, 2, 3, 4, 5, 6] as const;

/** Loads accounts of the incumbent's own end users. */
export async function loadAccounts(
  tx: Tx,
  provider: string,
  file: string,
): Promise<{ count: number; problems: Problem[] }> {
  const seen = new Set<string>();
  return eachChunk(
    file,
    RetailAccount,
    () => {},
    async (chunk, problems) => {
      const rows = chunk.map(({ line, value }) => {
        const { account, numbers, address = null, ...record } = value;
        if (seen.has(account))
          problems.push(at(file, line, 'account', `${account} has a second line.`, 'Leave one of them.'));
        seen.add(account);
        return [account, `{${numbers.join(',')}}`, address, JSON.stringify(record)];
      });
      await placesKnown(tx, provider, file, chunk, problems);
      if (problems.length === 0) await upsert(tx, provider, ACCOUNTS, rows);
    },
  );
}

async function placesKnown(
  tx: Tx,
  provider: string,
  file: string,
  chunk: readonly Line<{ readonly address?: string }>[],
  problems: Problem[],
): Promise<void> {
  const asked = chunk.flatMap(({ value }) => value.address ?? []);
  if (asked.length === 0) return;
  const rows = await tx.query<{ id: string }>(UNKNOWN_PLACES, [provider, asked]);
  const unknown = new Set(rows.map(({ id }) => id));
  if (unknown.size === 0) return;
  for (const { line, value } of chunk)
    if (value.address !== undefined && unknown.has(value.address))
      problems.push(
        at(
          file,
          line,
          'address',
          `There is no place ${value.address}.`,
          'Load it with addresses.csv, or correct the key.',
        ),
      );
}

/** Reads lines of JSON a chunk at a time; the chunk's own problems are added to those of the file. */
async function eachChunk<S extends TSchema>(
  file: string,
  schema: S,
  progress: (lines: number) => void,
  work: (chunk: readonly Line<Static<S>>[], problems: Problem[]) => Promise<void>,
): Promise<{ count: number; problems: Problem[] }> {
  const problems: Problem[] = [];
  let chunk: Line<Static<S>>[] = [];
  let [count, number] = [0, 0];
  const flush = async (): Promise<void> => {
    await work(chunk, problems);
    count += chunk.length;
    progress(number);
    chunk = [];
  };
  const input = createReadStream(file, { encoding: 'utf8' });
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    if (problems.length >= MOST_PROBLEMS) {
      input.destroy();
      problems.push(
        at(
          file,
          number,
          '',
          'There are too many problems: the rest was not read.',
          'See whether it is the right file.',
        ),
      );
      return { count, problems };
    }
    const value = parsed(text.replace(/^\uFEFF/, ''));
    if (value === undefined) {
      problems.push(at(file, number, '', 'It is no line of JSON.', 'Write one object a line.'));
      continue;
    }
    const wrong = misfits(schema, value);
    for (const { path, sentence, cure } of wrong) problems.push(at(file, number, path, sentence, cure));
    if (wrong.length === 0) chunk.push({ line: number, value: value as Static<S> });
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  return { count, problems };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const at = (file: string, line: number, field: string, sentence: string, cure: string): Problem => ({
  id: 'plant/line',
  file,
  line,
  ...(field === '' ? {} : { field }),
  sentence,
  cure,
});
