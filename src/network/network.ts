import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { nearestName } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import { sortProblems } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { checkReferences } from './check-references.ts';
import { readImport } from './dated.ts';
import type { DatedRow, ImportDef } from './dated.ts';
import { readNumberBlocks } from './number-blocks.ts';
import type { NumberBlockHolder } from './number-blocks.ts';
import {
  mcaCodesImport,
  mtasImport,
  numberBlocksImport,
  portedNumbersImport,
  specialNumbersImport,
  virtualNumbersImport,
} from './number-tables.ts';
import type {
  McaCode,
  NumberBlockChange,
  PortedNumber,
  SpecialNumber,
  TradingArea,
  VirtualNumber,
} from './number-tables.ts';
import {
  carriersImport,
  exchangesImport,
  interexchangeCarriersImport,
  ispNumbersImport,
  localCallingAreasImport,
  lrnsImport,
  switchesImport,
  trunkGroupsImport,
} from './tables.ts';
import type {
  Carrier,
  Exchange,
  InterexchangeCarrier,
  IspNumber,
  LocalCallingArea,
  RoutingNumber,
  Switch,
  TrunkGroup,
} from './tables.ts';

/** The network as both parties see it, over time. */
export interface Network {
  readonly carriers: readonly DatedRow<Carrier>[];
  readonly exchanges: readonly DatedRow<Exchange>[];
  readonly localCallingAreas: readonly DatedRow<LocalCallingArea>[];
  readonly trunkGroups: readonly DatedRow<TrunkGroup>[];
  readonly routingNumbers: readonly DatedRow<RoutingNumber>[];
  readonly ispNumbers: readonly DatedRow<IspNumber>[];
  readonly numberBlocks: readonly NumberBlockHolder[];
  /** What follows may be empty: a carrier that has no such facts sends no such table. */
  readonly numberBlockChanges: readonly DatedRow<NumberBlockChange>[];
  readonly portedNumbers: readonly DatedRow<PortedNumber>[];
  readonly mcaCodes: readonly DatedRow<McaCode>[];
  readonly virtualNumbers: readonly DatedRow<VirtualNumber>[];
  readonly mtas: readonly DatedRow<TradingArea>[];
  readonly specialNumbers: readonly DatedRow<SpecialNumber>[];
  readonly interexchangeCarriers: readonly DatedRow<InterexchangeCarrier>[];
  readonly switches: readonly DatedRow<Switch>[];
}

/** All rows that have dates. */
export const datedRows = (network: Network): DatedRow<unknown>[] => [
  ...network.carriers,
  ...network.exchanges,
  ...network.localCallingAreas,
  ...network.trunkGroups,
  ...network.routingNumbers,
  ...network.ispNumbers,
  ...network.numberBlockChanges,
  ...network.portedNumbers,
  ...network.mcaCodes,
  ...network.virtualNumbers,
  ...network.mtas,
  ...network.specialNumbers,
  ...network.interexchangeCarriers,
  ...network.switches,
];

/**
 * Reads the tables of `dir`, and of `numberingDir` the block lists (`*-thousands-blocks.csv`) and the public special numbers. Every
 * problem of every file comes back at once, and any problem fails the import.
 */
export function readNetwork(dir: string, numberingDir: string): Result<Network> {
  const problems: Problem[] = [];
  const asked = new Set<string>();
  const optional = <T>(def: ImportDef<T>, folder: string): DatedRow<T>[] => {
    asked.add(def.name);
    const file = path.join(folder, `${def.name}.csv`);
    return existsSync(file) ? rowsOf(file, def) : [];
  };
  const rowsOf = <T>(file: string, def: ImportDef<T>): DatedRow<T>[] => {
    const read = readImport(file, readFileSync(file, 'utf8'), def);
    problems.push(...read.problems);
    return read.rows;
  };
  const table = <T>(def: ImportDef<T>): DatedRow<T>[] => {
    asked.add(def.name);
    const file = path.join(dir, `${def.name}.csv`);
    if (!existsSync(file)) {
      problems.push({
        id: 'network/missing-table',
        file,
        sentence: `There is no table ${def.name}.`,
        cure: `Write it: ${def.doc}`,
      });
      return [];
    }
    return rowsOf(file, def);
  };
  const network: Network = {
    carriers: table(carriersImport),
    exchanges: table(exchangesImport),
    localCallingAreas: table(localCallingAreasImport),
    trunkGroups: table(trunkGroupsImport),
    routingNumbers: table(lrnsImport),
    ispNumbers: table(ispNumbersImport),
    numberBlocks: blockFiles(numberingDir).flatMap((file) => {
      const read = readNumberBlocks(file);
      problems.push(...read.problems);
      return read.blocks;
    }),
    numberBlockChanges: optional(numberBlocksImport, dir),
    portedNumbers: optional(portedNumbersImport, dir),
    mcaCodes: optional(mcaCodesImport, dir),
    virtualNumbers: optional(virtualNumbersImport, dir),
    mtas: optional(mtasImport, dir),
    specialNumbers: ownFirst(
      optional(specialNumbersImport, dir),
      optional(specialNumbersImport, numberingDir),
    ),
    interexchangeCarriers: optional(interexchangeCarriersImport, dir),
    switches: optional(switchesImport, dir),
  };
  problems.push(...checkReferences(network), ...misspeltTables(dir, asked));
  return problems.length > 0 ? fail(...sortProblems(problems)) : ok(network);
}

/** A table that may be left out is not left out silently because of its name. */
const misspeltTables = (dir: string, known: ReadonlySet<string>): Problem[] =>
  (existsSync(dir) ? readdirSync(dir).sort() : []).flatMap((file) => {
    const { name, ext } = path.parse(file);
    const meant = ext.toLowerCase() !== '.csv' || known.has(name) ? undefined : nearestName(name, known);
    if (meant === undefined) return [];
    return [
      {
        id: 'network/unknown-table',
        file: path.join(dir, file),
        sentence: `There is no table ${name}, and one is named ${meant}.`,
        cure: `Rename it to ${meant}.csv, or move it elsewhere.`,
      },
    ];
  });

function blockFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((file) => file.endsWith('-thousands-blocks.csv'))
    .sort()
    .map((file) => path.join(dir, file));
}

/** A row of the carrier's own speaks for its prefix alone. */
function ownFirst(
  own: readonly DatedRow<SpecialNumber>[],
  shared: readonly DatedRow<SpecialNumber>[],
): DatedRow<SpecialNumber>[] {
  const prefixes = new Set(own.map(({ value }) => value.prefix));
  return [...shared.filter(({ value }) => !prefixes.has(value.prefix)), ...own];
}
