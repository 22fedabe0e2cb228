import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Agreement } from '../../agreement/agreement.ts';
import { unwrap } from '../../base/result.ts';
import { inForce } from '../../network/dated.ts';
import { readNetwork } from '../../network/network.ts';
import type { Network } from '../../network/network.ts';
import { createTable, quote, select, withDuckDb } from '../duck.ts';
import { LANDED_COLUMNS } from '../landed.ts';
import type { LandedColumnName } from '../landed.ts';
import { monthTerms } from '../month-terms.ts';
import { LONGEST_CALL_DAYS } from '../plan/clock-stages.ts';
import type { RateInput } from '../rate.ts';
import { findSpans } from '../spans.ts';
import { copyNetwork } from '../test-agreement.ts';

const NUMBERING = fileURLToPath(new URL('../../../reference/numbering', import.meta.url));
const MONTH = { from: '2026-10-01', to: '2026-10-31' };

/** Tables that the example's network has not, and changes within the month of what it has. */
const TABLES: Readonly<Record<string, string>> = {
  'ported-numbers': `tn,lrn,effective_from,effective_to
5738741001,5737770000,2020-01-01,2026-10-09
5738741001,5735470000,2026-10-10,
5738741002,5737770000,2026-10-20,
5737773001,5738750000,2020-01-01,
`,
  'mca-codes': `npa,nxx,area,tier,effective_from,effective_to
816,858,kansas-city,3,2020-01-01,
816,221,kansas-city,0,2020-01-01,
816,842,kansas-city,1,2020-01-01,
636,887,st-louis,4,2020-01-01,2026-10-15
314,231,st-louis,0,2020-01-01,
`,
  'virtual-numbers': `number,physical_rate_centre,effective_from,effective_to
5738741,MOBERLY,2020-01-01,
5737773777,TROY,2020-01-01,
`,
  mtas: `npa,nxx,mta,effective_from,effective_to
573,777,19,2020-01-01,
573,874,19,2020-01-01,
816,221,34,2020-01-01,
314,231,19,2020-01-01,
816,858,34,2020-01-01,
`,
  'interexchange-carriers': 'cic,ocn,effective_from,effective_to\n0288,9X01,2020-01-01,\n',
  switches: `clli,ocn,role,effective_from,effective_to
CLMBMOZA05T,9C01,tandem,2020-01-01,
CLMBMOZSDS1,9S01,end-office,2020-01-01,
CLMBMOZADS0,9C01,end-office,2020-01-01,
`,
};

const GROUPS = `
CO521009,access,two-way,,socket,centurytel,521,CLMBMOZA05T,America/Chicago,2020-01-01,,assumed,made for a test
MT521010,lec-to-lec,two-way,,socket,centurytel,521,CLMBMOZA05T,America/Denver,2020-01-01,,assumed,made for a test
`;

/** The example's network with every kind of table. */
function networkFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-network-'));
  copyNetwork(dir);
  for (const [name, table] of Object.entries(TABLES)) {
    const [header, ...lines] = table.trimEnd().split('\n');
    const rows = lines.map((line) => `${line},assumed,made for a test`);
    writeFileSync(path.join(dir, `${name}.csv`), `${header},provenance,source\n${rows.join('\n')}\n`);
  }
  const groups = path.join(dir, 'trunk-groups.csv');
  writeFileSync(groups, readFileSync(groups, 'utf8').trimEnd() + GROUPS);
  return dir;
}

/** How many of a thousand. */
const SHARE = {
  duplicate: 5,
  elsewhere: 8,
  damaged: 2,
  unanswered: 40,
  unknownGroup: 4,
  noCaller: 50,
} as const;

/** Of a hundred numbers, callers and called alike, how many are whose: so that most calls are between the parties. */
const NUMBERS: Readonly<Record<string, number>> = {
  socket: 33,
  '9C01': 32,
  wireless: 14,
  '9B01': 6,
  'kansas city': 8,
  clec: 4,
  unlisted: 2,
  unrated: 1,
};
/** The LATA that lies in two states. */
const KANSAS_CITY = '524';
const DRAWS_PER_PERCENT = 100;
const DRAWS = 100 * DRAWS_PER_PERCENT;

/** Blocks to draw numbers from, each as often as the share of its holder asks for. A block that is not listed is of its code's holder. */
function drawnBlocks({ exchanges, carriers, numberBlocks }: Network): [number, number][] {
  const codes = inForce(exchanges, MONTH.from).map(({ value }) => value);
  const kinds = new Map(
    inForce(carriers, MONTH.from).map(({ value: c }) => [c.block_holder ?? '', c.party ?? c.kind]),
  );
  const listed = new Map(numberBlocks.map(({ block, holder }) => [block, kinds.get(holder) ?? 'unlisted']));
  const blocks = codes.flatMap(({ npa, nxx, lata, code_holder_ocn }) =>
    Array.from({ length: 10 }, (_, digit): [string, number] => {
      const block = Number(npa + nxx) * 10 + digit;
      const holder = listed.get(block) ?? code_holder_ocn ?? 'unlisted';
      return [lata === KANSAS_CITY ? 'kansas city' : holder, block];
    }),
  );
  const pools = Map.groupBy([...blocks, ['unrated', 5_730_001] as const], ([kind]) => kind);
  return Object.entries(NUMBERS)
    .flatMap(([kind, percent]) => {
      const own = pools.get(kind);
      if (!own) throw new Error(`Nobody of ${kind} has numbers.`);
      return Array.from(
        { length: percent * DRAWS_PER_PERCENT },
        (_, n) => own[n % own.length]?.[1] as number,
      );
    })
    .map((block, draw) => [draw, block]);
}

const pick = (salt: string, of: number): string => `(hash(b, '${salt}') % ${of})::BIGINT`;
const odds = (salt: string, share: number): string => `${pick(salt, 1000)} < ${share}`;
const among = (salt: string, values: readonly string[]): string =>
  `CASE ${pick(salt, values.length)} ${values.map((value, at) => `WHEN ${at} THEN ${value}`).join(' ')} END`;

/**
 * Records as SQL, each a function of `b` alone: a duplicate takes the `b` of an earlier record, a record of another switch too. The
 * hash is the engine's, so the month is the same for one version of it.
 */
const COLUMNS: Partial<Record<LandedColumnName, string>> = {
  file: 'file',
  line: 'line',
  byte_offset: 'line * 176',
  format: "'emi'",
  status: `CASE WHEN damaged THEN ${among('status', ["'damaged'", "'rejected'"])} ELSE 'record' END`,
  reason: "CASE WHEN damaged THEN 'bad-number' END",
  bad_column: 'CASE WHEN damaged THEN 20 END',
  raw: "CASE WHEN damaged THEN 'x' END",
  record_type: among('type', ["'110120'", "'cdr'"]),
  local_ms: `CASE WHEN ${odds('utc', 900)} THEN local_ms END`,
  utc_ms: `CASE WHEN NOT (${odds('utc', 900)}) AND NOT (${odds('no time', 2)}) THEN local_ms + 18000000 END`,
  from_number: `CASE WHEN NOT (${odds('caller', SHARE.noCaller)}) THEN from_number END`,
  to_number: 'to_number',
  dialled: `CASE WHEN ${odds('dialled', 20)} THEN ${among('service', ['911', '411', '0', '8005551212', '5739581234', '5737773001'])} END`,
  charge_number: `CASE WHEN ${odds('charge', 100)} THEN from_number END`,
  lrn: `CASE WHEN ${odds('lrn', 30)} THEN ${among('lrn of', ['5737770000', '5738750000', '5735470000', '9999999999'])} END`,
  jip: `CASE WHEN ${odds('jip', 200)} THEN ${among('jip of', ['573777', '573874', '816221', '999999'])} END`,
  cic: `CASE WHEN ${odds('cic', 30)} THEN ${among('cic of', ["'0288'", "'9999'"])} END`,
  trunk_group: `CASE WHEN ${odds('unknown group', SHARE.unknownGroup)} THEN 'ZZ999999' ELSE ${among('group', ["'CO521001'", "'CO521001'", "'CO521003'", "'CT521002'", "'WN520001'", "'BR522001'", "'PC524001'", "'CO521009'", "'MT521010'"])} END`,
  conversation_ms: `CASE WHEN ${odds('answer', SHARE.unanswered)} THEN 0 ELSE 1 + ${pick('length', 600_000)} END`,
  elapsed_ms: `${pick('length', 600_000)} + 9000`,
  answered: `NOT (${odds('answer', SHARE.unanswered)})`,
  sequence: 'line % 9999',
  recording_switch: `CASE WHEN elsewhere THEN ${among('other switch', ["'CLMBMOZSDS1'", "'CLMBMOZADS0'"])} ELSE ${among('switch', ["'CLMBMOZA05T'", "'CLMBMOZA05T'", "'CLMBMOZA05T'", "'CLMBMOZADS0'"])} END`,
  recorded_by: among('recorder', ["'9C01'", "'9S01'"]),
  originating_ocn: `CASE WHEN ${odds('ocn', 80)} THEN ${among('ocn of', ["'9S01'", "'9W01'", "'9Z99'", "'9C01'"])} END`,
  voip: `CASE WHEN ${odds('voip', 100)} THEN ${odds('is voip', 500)} END`,
  record_id: `CASE WHEN ${odds('id', 500)} THEN 'R' || b || CASE WHEN elsewhere THEN 'x' ELSE '' END END`,
};

/** Number of the record whose call this is: itself, or one that it repeats. */
const SAME_AS = `
  SELECT i, CASE WHEN repeated OR elsewhere THEN greatest(0, i - 1 - (hash(i, 'back') % 5000)::BIGINT) ELSE i END AS b, elsewhere, damaged
  FROM (
    SELECT range AS i, (hash(range, 'dup') % 1000) < ${SHARE.duplicate} AS repeated,
      (hash(range, 'point') % 1000) < ${SHARE.elsewhere} AS elsewhere, (hash(range, 'damage') % 1000) < ${SHARE.damaged} AS damaged
    FROM range(COUNT_OF_RECORDS))`;

const FILES = 3;
const MONTH_MS = Date.parse('2026-09-28T00:00:00Z');
/** From three days before the month to two after it. */
const DAYS = 36;

function recordsSql(count: number): string {
  const number = (end: string): string => `${end}.block * 1000 + ${pick(`${end} line`, 1000)}`;
  // Most calls leave the network that they begin in: from a third of the draws into the next.
  const across = `CASE WHEN ${odds('across', 600)} THEN (${pick('caller', DRAWS)} + ${Math.floor(DRAWS / 3)} + ${pick('called', DRAWS / 2)}) % ${DRAWS} ELSE ${pick('called', DRAWS)} END`;
  const called = `CASE WHEN ${odds('special', 30)} THEN ${among('special of', ['5737773999', '8005551212', '5738741001', '5737773777', '5739581234', '5735551212'])} ELSE ${number('called')} END`;
  const columns = Object.entries(LANDED_COLUMNS).map(
    ([name, { type }]) => `(${COLUMNS[name as LandedColumnName] ?? 'NULL'})::${type} AS ${name}`,
  );
  return `
    WITH same AS (${SAME_AS.replace('COUNT_OF_RECORDS', String(count))}),
    call AS (
      SELECT i, b, elsewhere, damaged, ${number('caller')} AS from_number, ${called} AS to_number,
        ${MONTH_MS} + ${pick('day', DAYS)} * 86400000 + ${pick('time', 86_400_000)} // 1000 * 1000
          + CASE WHEN elsewhere THEN ${pick('later', 2)} * 1000 ELSE 0 END AS local_ms,
        [281474976710655, 1, 77][1 + i % ${FILES}] AS file, i // ${FILES} + 1 AS line
      FROM same JOIN drawn caller ON caller.draw = ${pick('caller', DRAWS)} JOIN drawn called ON called.draw = ${across})
    SELECT ${columns.join(', ')} FROM call`;
}

/** Landed parts in a folder: one a file and day, as landing makes them. */
async function landParts(
  db: DuckDBConnection,
  dir: string,
  count: number,
  network: Network,
): Promise<RateInput['parts']> {
  await createTable(db, 'drawn', { draw: 'BIGINT', block: 'BIGINT' }, drawnBlocks(network));
  await db.run(`CREATE TABLE landed AS ${recordsSql(count)}`);
  const day = 'CAST(make_timestamp(coalesce(local_ms, utc_ms) * 1000) AS DATE)::VARCHAR';
  const found = await select(
    db,
    `SELECT file, ${day} AS day, count(*)::INTEGER AS rows, bool_or(utc_ms IS NOT NULL) AS has_utc, bool_or(local_ms IS NOT NULL) AS has_local
     FROM landed GROUP BY ALL ORDER BY ALL`,
  );
  const parts: RateInput['parts'][number][] = [];
  for (const [at, row] of found.entries()) {
    const file = path.join(dir, `${at}.parquet`);
    await db.run(
      `COPY (SELECT * FROM landed WHERE file = ${String(row['file'])} AND ${day} IS NOT DISTINCT FROM ${row['day'] === null ? 'NULL' : quote(String(row['day']))} ORDER BY line)
       TO ${quote(file)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    parts.push({
      file: Number(row['file']),
      day: row['day'] === null ? null : String(row['day']),
      path: file,
      rows: Number(row['rows']),
      hasUtc: row['has_utc'] === true,
      hasLocal: row['has_local'] === true,
    });
  }
  await db.run('DROP TABLE landed');
  return parts;
}

/** A month of `count` landed records in which everything happens that may happen to a record, or of parts that were made before. */
export async function testMonth(
  agreement: Agreement,
  count: number,
  made?: RateInput['parts'],
): Promise<RateInput & { dir: string }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-landed-'));
  const network = unwrap(readNetwork(networkFolder(), NUMBERING));
  const parts = made ?? (await withDuckDb(dir, (db) => landParts(db, dir, count, network)));
  const from = Temporal.PlainDate.from(MONTH.from).subtract({ days: LONGEST_CALL_DAYS }).toString();
  const spans = findSpans(agreement, network, from, MONTH.to);
  const terms = unwrap(monthTerms(agreement, MONTH, spans));
  const files = [
    { key: 77, name: 'a.emi' },
    { key: 281_474_976_710_655, name: 'b.emi' },
    { key: 1, name: 'c.emi' },
  ];
  return { agreement, network, month: MONTH, spans, terms, files, parts, dir };
}

const POINTS = `
## 98 Recording points

Three seconds may lie between the records of one call; each is billed from the tandem or else the terminating switch.

\`\`\`terms
traffic.recording-points:
  prefer: [tandem, terminating, originating]
  bill: [tandem, terminating]
  matchWithin: 3 seconds
  provenance: assumed
  source: made for a test
\`\`\`
`;

/** Lets an agreement identify carriers by every source and match recording points, on its way into a fixture. */
export function everySource(file: string, text: string): string {
  if (!file.endsWith('interconnection.md')) return text;
  const sources = text
    .replace(
      /originator: \[[^\]]*\]/,
      'originator: [record, trunk-group, ported-number, calling-number, charge-number, jip, carrier-code]',
    )
    .replace(/terminator: \[[^\]]*\]/, 'terminator: [routing-number, ported-number, called-number]');
  return text.includes('traffic.recording-points:')
    ? sources.replace(/  bill: \[[^\]]*\]/, '  bill: [tandem, terminating]')
    : `${sources}\n${POINTS}`;
}
