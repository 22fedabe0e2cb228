import { once } from 'node:events';
import { createWriteStream, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A place of the made-up plant: everything that is said of it follows from its number. */
export interface BenchPlace {
  readonly id: string;
  readonly house: number;
  /** As people write it, and in its one spelling. */
  readonly written: string;
  readonly misspelt: string;
  readonly line: string;
  /** One pair in use, one spare: both made of the same. */
  readonly loops: readonly [string, string];
  readonly feet26: number;
  readonly feet24: number;
  readonly isLoaded: boolean;
}

const NAMES = [
  'Walnut',
  'Chestnut',
  'Meadow',
  'Prairie',
  'Hickory',
  'Juniper',
  'Sycamore',
  'Tamarack',
  'Garfield',
  'Jefferson',
];
const HOUSES = 400;
const OFFICE = 'CLMAMOXA';
/** Places to a terminal. */
const TERMINAL = 20;
/** Where the coil of a loaded loop is: the shortest has 1,500 feet. */
const COIL = 900;
/** Accounts of end users: of the first places. */
export const ACCOUNTS = 1_000;

/** Place `i`. Streets have a number beside their name, so that each is one; no route is longer than 17,096 feet. */
export function benchPlace(i: number): BenchPlace {
  const street = Math.floor(i / HOUSES);
  const name = NAMES[street % NAMES.length] ?? '';
  const house = 100 + (i % HOUSES) * 2;
  return {
    id: `P${i}`,
    house,
    written: `${house} North ${name} ${street} Street, Columbia, MO 65201`,
    // A doubled letter sounds the same.
    misspelt: `${house} North ${name}${name.at(-1)} ${street} Street, Columbia, MO`,
    line: `${house} N ${name.toUpperCase()} ${street} ST, COLUMBIA, MO 65201`,
    loops: [`L${i}-1`, `L${i}-2`],
    feet26: 1_000 + ((i * 37) % 8_000),
    // A whole number of feet at three quarters.
    feet24: 4 * (125 + ((i * 91) % 1_900)),
    isLoaded: i % 7 === 0,
  };
}

export const numberOf = (i: number): string => String(5_732_348_000 + i);

/** Writes a plant of so many loops into a folder of its own. */
export async function writeBenchPlant(loops: number): Promise<{ dir: string; places: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-bench-plant-'));
  const places = Math.floor(loops / 2);
  const about = 'assumed,made up';
  await write(
    path.join(dir, 'addresses.csv'),
    'address_id,address,city,state,zip,wire_center,terminal,provenance,source',
    places,
    (i) => {
      const { id, written } = benchPlace(i);
      const [address] = written.split(',');
      return `${id},${address},Columbia,MO,65201,${OFFICE},T${Math.floor(i / TERMINAL)},${about}`;
    },
  );
  await write(path.join(dir, 'loops.jsonl'), undefined, places, (i) =>
    benchPlace(i)
      .loops.map((loop, which) => JSON.stringify(loopLine(i, loop, which === 0 ? 'working' : 'spare')))
      .join('\n'),
  );
  writeFileSync(
    path.join(dir, 'msag.csv'),
    `range_id,street,low,high,parity,community,state,esn,provenance,source\n${Array.from({ length: Math.ceil(places / HOUSES) }, (_, street) => `M${street},N ${NAMES[street % NAMES.length]} ${street} St,100,998,even,Columbia,MO,1411,${about}\n`).join('')}`,
  );
  writeFileSync(
    path.join(dir, 'numbers.csv'),
    `number,last_number,wire_center,rate_centre,state,provenance,source\n${numberOf(0)},${numberOf(ACCOUNTS - 1)},${OFFICE},COLUMBIA,assigned,${about}\n5732347000,5732347999,${OFFICE},COLUMBIA,available,${about}\n`,
  );
  writeFileSync(
    path.join(dir, 'features.csv'),
    `wire_center,feature,name,available_from,provenance,source\n${OFFICE},ESX,Call waiting,2006-01-01,${about}\n`,
  );
  const accounts = Array.from({ length: Math.min(ACCOUNTS, places) }, (_, i) =>
    JSON.stringify({
      account: `B${i}`,
      numbers: [numberOf(i)],
      address: benchPlace(i).id,
      name: `End user ${i}`,
      services: [{ code: '1FR', name: 'Residence line', quantity: 1 }],
    }),
  );
  writeFileSync(path.join(dir, 'accounts.jsonl'), `${accounts.join('\n')}\n`);
  return { dir, places };
}

function loopLine(i: number, loop: string, status: string): object {
  const { id, feet26, feet24, isLoaded } = benchPlace(i);
  return {
    loop,
    wireCenter: OFFICE,
    terminal: `T${Math.floor(i / TERMINAL)}`,
    address: id,
    status,
    source: 'records',
    asOf: '2020-01-01',
    segments: [
      { gauge: 26, feet: feet26, plant: 'underground' },
      { gauge: 24, feet: feet24, plant: 'buried' },
    ],
    bridgedTaps: [],
    loadCoils: isLoaded ? [{ feetFromOffice: COIL, type: 'H88' }] : [],
    repeaters: [],
    carrier: 'none',
  };
}

async function write(
  file: string,
  head: string | undefined,
  count: number,
  line: (i: number) => string,
): Promise<void> {
  const out = createWriteStream(file);
  if (head !== undefined) out.write(`${head}\n`);
  for (let i = 0; i < count; i += 1) if (!out.write(`${line(i)}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}
