/** The sample network and the public numbering tables, as look-ups. All rows hold for the whole month. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const root = join(import.meta.dirname, '..', '..');

type Row = Record<string, string>;

function rows(path: string): Row[] {
  return parse(readFileSync(join(root, path), 'utf8'), { columns: true }) as Row[];
}

const network = (name: string): Row[] => rows(`examples/october-2026/network/${name}.csv`);
const text = (row: Row, column: string): string => row[column] ?? '';

export type Carrier = { ocn: string; kind: string; party: string };
export type Exchange = {
  code: string;
  rateCentre: string;
  state: string;
  lata: string;
  codeHolderOcn: string;
};
export type TrunkGroup = { name: string; kind: string; originatingOcn: string; lata: string; clli: string };

export type Tables = {
  carriers: Map<string, Carrier>;
  ocnOfHolder: Map<string, string>;
  /** By NPA-NXX, six digits. */
  exchanges: Map<string, Exchange>;
  trunkGroups: Map<string, TrunkGroup>;
  ocnOfLrn: Map<string, string>;
  ispNumbers: Set<string>;
  /** `A|B` when the two rate centres share a calling area. */
  callingAreas: Set<string>;
  /** Holder by NPA-NXX-X, seven digits; blocks without a holder are left out. */
  blockHolders: Map<string, string>;
};

export function loadTables(): Tables {
  const carriers = network('carriers');
  return {
    carriers: new Map(
      carriers.map((row) => [
        text(row, 'ocn'),
        { ocn: text(row, 'ocn'), kind: text(row, 'kind'), party: text(row, 'party') },
      ]),
    ),
    ocnOfHolder: new Map(carriers.map((row) => [text(row, 'block_holder'), text(row, 'ocn')])),
    exchanges: new Map(
      network('exchanges').map((row) => {
        const code = text(row, 'npa') + text(row, 'nxx');
        const exchange = {
          code,
          rateCentre: text(row, 'rate_centre'),
          state: text(row, 'state'),
          lata: text(row, 'lata'),
          codeHolderOcn: text(row, 'code_holder_ocn'),
        };
        return [code, exchange];
      }),
    ),
    trunkGroups: new Map(
      network('trunk-groups').map((row) => {
        const name = text(row, 'trunk_group');
        const group = {
          name,
          kind: text(row, 'kind'),
          originatingOcn: text(row, 'originating_ocn'),
          lata: text(row, 'lata'),
          clli: text(row, 'switch_clli'),
        };
        return [name, group];
      }),
    ),
    ocnOfLrn: new Map(network('lrns').map((row) => [text(row, 'lrn'), text(row, 'ocn')])),
    ispNumbers: new Set(network('isp-numbers').map((row) => text(row, 'tn'))),
    callingAreas: new Set(
      network('local-calling-areas').map(
        (row) => `${text(row, 'rate_centre_a')}|${text(row, 'rate_centre_b')}`,
      ),
    ),
    blockHolders: new Map(
      rows('reference/numbering/missouri-thousands-blocks.csv')
        .filter((row) => text(row, 'holder') !== '')
        .map((row) => [text(row, 'npa') + text(row, 'nxx') + text(row, 'block'), text(row, 'holder')]),
    ),
  };
}
