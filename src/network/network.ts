import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../base/problem.ts';
import { sortProblems } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
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
 * Reads the tables of `dir` and the block lists (`*-thousands-blocks.csv`) of `numberingDir`. Every problem of every file comes
 * back at once, and any problem fails the import.
 */
export function readNetwork(dir: string, numberingDir: string): Result<Network> {
  const problems: Problem[] = [];
  const optional = <T>(def: ImportDef<T>, folder: string): DatedRow<T>[] => {
    const file = path.join(folder, `${def.name}.csv`);
    return existsSync(file) ? rowsOf(file, def) : [];
  };
  const rowsOf = <T>(file: string, def: ImportDef<T>): DatedRow<T>[] => {
    const read = readImport(file, readFileSync(file, 'utf8'), def);
    problems.push(...read.problems);
    return read.rows;
  };
  const table = <T>(def: ImportDef<T>): DatedRow<T>[] => {
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
    specialNumbers: [...optional(specialNumbersImport, numberingDir), ...optional(specialNumbersImport, dir)],
    interexchangeCarriers: optional(interexchangeCarriersImport, dir),
    switches: optional(switchesImport, dir),
  };
  problems.push(...checkReferences(network));
  return problems.length > 0 ? fail(...sortProblems(problems)) : ok(network);
}

function blockFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((file) => file.endsWith('-thousands-blocks.csv'))
    .sort()
    .map((file) => path.join(dir, file));
}

/** Every OCN is a carrier's, one OCN is one kind and one party, and a one-way group says whose calls it carries. */
function checkReferences(network: Network): Problem[] {
  const problems: Problem[] = [];
  const carriers = new Map<string, DatedRow<Carrier>>();
  const complain = (row: DatedRow<unknown>, field: string, sentence: string, cure: string): void => {
    problems.push({ id: 'network/reference', file: row.file, line: row.line, field, sentence, cure });
  };
  for (const row of network.carriers) {
    const first = carriers.get(row.value.ocn) ?? row;
    carriers.set(row.value.ocn, first);
    if (first.value.kind !== row.value.kind || first.value.party !== row.value.party)
      complain(
        row,
        'kind, party',
        `${row.value.ocn} has another kind or party on line ${first.line}.`,
        'Say the same on each row of a carrier.',
      );
  }
  const needs = (row: DatedRow<unknown>, field: string, ocn: string | undefined): void => {
    if (ocn !== undefined && !carriers.has(ocn))
      complain(row, field, `${ocn} is not in carriers.csv.`, 'Add the carrier or correct the OCN.');
  };
  for (const row of network.exchanges) needs(row, 'code_holder_ocn', row.value.code_holder_ocn);
  for (const row of network.routingNumbers) needs(row, 'ocn', row.value.ocn);
  for (const row of network.trunkGroups) {
    needs(row, 'originating_ocn', row.value.originating_ocn);
    if (row.value.way === 'one-way' && row.value.originating_ocn === undefined)
      complain(
        row,
        'originating_ocn',
        `${row.value.trunk_group} is one-way and does not say whose calls it carries.`,
        'Add the OCN of the originating carrier.',
      );
  }
  return problems;
}
