import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../agreement/table.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { precedence } from '../../agreement/precedence.ts';
import { scopeTerms } from '../../agreement/scope.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import type { Part } from '../../cases/test-partial-agreement.ts';
import { accounts } from '../../accounts/index.ts';
import { inventory } from '../../inventory/index.ts';
import { serviceAreasTable } from '../../network/service-areas.ts';
import { wireCentersTable } from '../../network/wire-centers.ts';
import { holidaysTable } from '../../parties/calendars.ts';
import { partiesTable } from '../../parties/parties.ts';
import type { Database } from '../../platform/database.ts';
import { ordering } from './index.ts';

/** For tests: the rooms that orders stand on. Tests add the articles beside this one. */
export const ground: readonly Vocabulary[] = [
  { subject: 'scope', terms: scopeTerms, tables: [], decisions: [] },
  precedence,
  {
    subject: 'ground',
    terms: [],
    tables: [wireCentersTable, serviceAreasTable, holidaysTable, partiesTable],
    decisions: [],
  },
  accounts,
  inventory,
  cases,
  ordering,
];

const ORDER_TABLES = [
  'holidays',
  'intervals',
  'measures',
  'parties',
  'products',
  'rates',
  'remedies',
  'wire-centers',
];

const ORDER_ARTICLES = [
  '01-scope-and-intent.md',
  '03-general-provisions.md',
  '04-resold-services-and-elements.md',
  '07-unbundled-network-elements.md',
  'appendix-une-subloop.md',
  '08-ordering-and-provisioning.md',
  '12-local-number-portability.md',
  '15-performance.md',
  '18-xdsl.md',
];

export const CHANGE_OF_LAW = 'examples/october-2026/amendments/change-of-law-analog-loops.yaml';

/** The Missouri agreement as far as orders need it. */
export const loadMissouri = (more: readonly Vocabulary[], part: Partial<Part> = {}): Result<Agreement> =>
  loadPart({
    dir: 'agreements/missouri-2006',
    articles: ORDER_ARTICLES,
    tables: [...ORDER_TABLES, 'foc-intervals', 'hot-cut-windows', 'service-areas'],
    law: ['FCC 20-152'],
    vocabulary: [...ground, ...more],
    ...part,
  });

/** The fictional agreement as far as orders need it. */
export const loadTiny = (more: readonly Vocabulary[], part: Partial<Part> = {}): Agreement =>
  unwrap(
    loadPart({
      dir: 'agreements/tiny',
      articles: ['a-general.md', 'c-services.md'],
      tables: ORDER_TABLES,
      vocabulary: [...ground, ...more],
      ...part,
    }),
  );

export const MIGRATIONS = ['src/parties/migrations', 'src/network/migrations', 'src/cases/migrations'];

/** Puts the agreement on record, as the program does when it is first used. */
export const registerAgreement = (db: Database, agreement: Agreement): Promise<number> =>
  db.withTransaction({ kind: 'install' }, (tx) =>
    tx.execute(
      `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
       VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', $2, $3, $4) ON CONFLICT DO NOTHING`,
      [agreement.id, agreement.timeZone, agreement.parties.ilec, agreement.parties.clec],
    ),
  );

/** Look-up of the circuits that a month begins with. */
export function openingCircuits(
  inputDir: string,
): (ecckt: string) => { product: string; wireCenter: string } | undefined {
  const file = path.join(inputDir, 'opening', 'inventory.csv');
  const circuits = new Map(
    readCsv(file, readFileSync(file, 'utf8')).lines.map(({ values }) => [
      values['ecckt'],
      { product: values['product'] ?? '', wireCenter: values['wire_center'] ?? '' },
    ]),
  );
  return (ecckt) => circuits.get(ecckt);
}
