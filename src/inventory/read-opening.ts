import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../agreement/agreement.ts';
import { Code, DecimalText, IsoDate, misfits } from '../agreement/schema.ts';
import { readCsv } from '../agreement/table.ts';
import type { CsvLine } from '../agreement/table.ts';
import { ecckt as readEcckt } from '../base/codes.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { wireCentersTable } from '../network/wire-centers.ts';
import type { Circuit } from './circuit.ts';
import { productsTable } from './products.ts';

/** Columns of `opening/inventory.csv`; `lsr` is the order that brought the circuit, for people. */
const OpeningRow = Type.Object(
  {
    ecckt: Type.String(),
    product: Type.String(),
    wire_center: Type.String(),
    address: Type.String(),
    in_service_on: IsoDate(),
    lsr: Type.Optional(Type.String()),
    vehicle: Type.Optional(Code(['agreement', 'tariff'], 'Under what it was bought; empty: the agreement')),
    evidence: Type.Optional(Type.String({ description: 'Who elected the tariff, when, in which document' })),
    cfa: Type.Optional(Type.String({ description: 'Facility in the collocation where it ends' })),
    z_wire_center: Type.Optional(Type.String({ description: 'Wire center at end Z, of transport' })),
    z_cfa: Type.Optional(Type.String({ description: 'Facility at end Z' })),
    numbers: Type.Optional(
      Type.String({ pattern: '^\\d{10}( \\d{10})*$', description: 'Telephone numbers, by spaces' }),
    ),
    service_class: Type.Optional(Type.String({ description: 'Class of discount, of a resold line' })),
    retail_element: Type.Optional(Type.String({ description: 'Element of the retail tariff' })),
    retail: Type.Optional(DecimalText('Dollars a month at retail, where no tariff page has it')),
  },
  { additionalProperties: false },
);

/**
 * The circuits that a month begins with, from `opening/inventory.csv`. Products and wire centers must be known to the
 * agreement `on` that day, the month's first. Every bad row is listed.
 */
export function readOpeningInventory(inputDir: string, agreement: Agreement, on: string): Result<Circuit[]> {
  const file = path.join(inputDir, 'opening', 'inventory.csv');
  if (!existsSync(file)) {
    return fail({
      id: 'inventory/no-file',
      file,
      sentence: 'This file is not there.',
      cure: `Add it with the columns ${Object.keys(OpeningRow.properties).join(',')}; the header alone when nothing is in service.`,
    });
  }
  const { lines, problems } = readCsv(file, readFileSync(file, 'utf8'));
  const found: Problem[] = [...problems];
  const check = rowChecker(agreement, on);
  const seen = new Map<string, number>();
  const circuits = lines.map(({ line, values }) => {
    const row = Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== ''));
    const wrong = misfits(OpeningRow, row).map((m) => ({
      field: m.path,
      sentence: m.sentence,
      cure: m.cure,
    }));
    const given = row as Static<typeof OpeningRow>;
    if (wrong.length === 0) wrong.push(...check(given));
    const before = seen.get(given.ecckt);
    if (before !== undefined) {
      wrong.push({
        field: 'ecckt',
        sentence: `Circuit ${given.ecckt} stands also on line ${before}.`,
        cure: 'Remove one of the two.',
      });
    }
    seen.set(given.ecckt, line);
    found.push(...wrong.map((each) => ({ id: 'inventory/row', file, line, ...each })));
    return {
      ecckt: given.ecckt,
      product: given.product,
      wireCenter: given.wire_center,
      address: given.address,
      inServiceOn: given.in_service_on,
      source: 'opening',
      ...(given.vehicle === 'tariff' ? { vehicle: 'tariff' as const } : {}),
      ...(given.evidence === undefined ? {} : { vehicleEvidence: given.evidence }),
      ...endsOf(given),
    };
  });
  found.push(...takenTwice(file, lines));
  return found.length > 0 ? fail(...found) : ok(circuits);
}

/** Where it ends, its numbers and its retail service, as far as they are given. */
const endsOf = (given: Static<typeof OpeningRow>): Partial<Circuit> => ({
  ...(given.cfa === undefined ? {} : { cfa: given.cfa }),
  ...(given.z_wire_center === undefined ? {} : { zWireCenter: given.z_wire_center }),
  ...(given.z_cfa === undefined ? {} : { zCfa: given.z_cfa }),
  ...(given.numbers === undefined ? {} : { numbers: given.numbers.split(' ') }),
  ...(given.service_class === undefined || given.retail_element === undefined
    ? {}
    : {
        resale: {
          number: given.ecckt,
          usocs: [],
          serviceClass: given.service_class,
          retailElement: given.retail_element,
          ...(given.retail === undefined ? {} : { retail: given.retail }),
        },
      }),
});

/** Facilities on which two circuits are said to be. */
function takenTwice(file: string, lines: readonly CsvLine[]): Problem[] {
  const holders = new Map<string, number>();
  return lines.flatMap(({ line, values }) =>
    ['cfa', 'z_cfa'].flatMap((field): Problem[] => {
      const facility = values[field];
      if (facility === undefined || facility === '') return [];
      const before = holders.get(facility);
      holders.set(facility, before ?? line);
      if (before === undefined) return [];
      const sentence = `Facility ${facility} is assigned on line ${before} also.`;
      return [
        { id: 'inventory/row', file, line, field, sentence, cure: 'Give each circuit its own facility.' },
      ];
    }),
  );
}

type Wrong = Required<Pick<Problem, 'field' | 'sentence' | 'cure'>>;

function rowChecker(agreement: Agreement, on: string): (row: Static<typeof OpeningRow>) => Wrong[] {
  const view = agreement.at(on);
  const rows = view.rows(productsTable);
  const products = rows.map(({ value }) => value.product);
  const resold = new Set(
    rows.filter(({ value }) => value.family === 'resale').map(({ value }) => value.product),
  );
  const centers = view.rows(wireCentersTable).map(({ value }) => value.clli);
  return (row) => [
    ...(readEcckt(row.ecckt) === row.ecckt || (resold.has(row.product) && /^\d{10}$/.test(row.ecckt))
      ? []
      : [
          {
            field: 'ecckt',
            sentence: `"${row.ecckt}" is no circuit id.`,
            cure: 'Write it like 60.LXFU.000101.CTM.',
          },
        ]),
    ...((row.service_class === undefined) === (row.retail_element === undefined) &&
    (resold.has(row.product) || row.service_class === undefined)
      ? []
      : [
          {
            field: 'service_class',
            sentence:
              'A class of discount and a retail element go together, and only a resold line has them.',
            cure: 'Write both for a product that is resold, or leave both out.',
          },
        ]),
    ...(row.z_wire_center === undefined || centers.includes(row.z_wire_center)
      ? []
      : [
          {
            field: 'z_wire_center',
            sentence: `The agreement has no wire center "${row.z_wire_center}".`,
            cure: `Wire centers are: ${centers.join(', ') || 'none'}.`,
          },
        ]),
    ...((row.vehicle === 'tariff') === (row.evidence !== undefined)
      ? []
      : [
          {
            field: 'evidence',
            sentence:
              row.vehicle === 'tariff'
                ? 'The circuit is said to be bought from the tariff, and nothing shows it.'
                : 'There is evidence of an election, and the circuit is bought under the agreement.',
            cure: 'Write tariff in vehicle and who elected it, when and in which document in evidence; or neither.',
          },
        ]),
    ...(products.includes(row.product)
      ? []
      : [
          {
            field: 'product',
            sentence: `The agreement has no product "${row.product}".`,
            cure: `Products are: ${products.join(', ') || 'none'}.`,
          },
        ]),
    ...(centers.includes(row.wire_center)
      ? []
      : [
          {
            field: 'wire_center',
            sentence: `The agreement has no wire center "${row.wire_center}".`,
            cure: `Wire centers are: ${centers.join(', ') || 'none'}.`,
          },
        ]),
  ];
}
