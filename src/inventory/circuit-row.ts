import type { Vehicle } from '../agreement/precedence-terms.ts';
import type { Circuit } from './circuit.ts';
import type { ResaleLine } from './resale-line.ts';

/** A row of the table `circuit`, without what only its store asks. */
export interface CircuitRow {
  readonly ecckt: string;
  readonly period: number;
  readonly product: string;
  readonly wire_center: string;
  readonly z_wire_center: string | null;
  readonly address: string;
  readonly cfa: string | null;
  readonly z_cfa: string | null;
  readonly numbers: readonly string[];
  readonly resale: ResaleLine | null;
  readonly in_service_on: string;
  readonly out_of_service_on: string | null;
  readonly source: string;
  readonly disconnect_source: string | null;
  readonly vehicle: Vehicle;
  readonly vehicle_evidence: string | null;
  readonly changed: boolean;
}

/** Columns that begin a period: they never change. */
export const BEGINNING = [
  'ecckt',
  'period',
  'product',
  'wire_center',
  'z_wire_center',
  'address',
  'cfa',
  'z_cfa',
  'numbers',
  'resale',
  'in_service_on',
  'source',
  'vehicle',
  'vehicle_evidence',
] as const;

/** The columns of a circuit, in the order of `BEGINNING`. */
export const beginningOf = (circuit: Circuit): readonly unknown[] => [
  circuit.ecckt,
  circuit.period ?? 1,
  circuit.product,
  circuit.wireCenter,
  circuit.zWireCenter ?? null,
  circuit.address,
  circuit.cfa ?? null,
  circuit.zCfa ?? null,
  circuit.numbers ?? [],
  circuit.resale ?? null,
  circuit.inServiceOn,
  circuit.source,
  circuit.vehicle ?? 'agreement',
  circuit.vehicleEvidence ?? null,
];

export const toCircuit = (row: CircuitRow): Circuit => ({
  ecckt: row.ecckt,
  ...(row.period === 1 ? {} : { period: row.period }),
  product: row.product,
  wireCenter: row.wire_center,
  ...(row.z_wire_center === null ? {} : { zWireCenter: row.z_wire_center }),
  address: row.address,
  ...(row.cfa === null ? {} : { cfa: row.cfa }),
  ...(row.z_cfa === null ? {} : { zCfa: row.z_cfa }),
  ...(row.numbers.length === 0 ? {} : { numbers: row.numbers }),
  ...(row.resale === null ? {} : { resale: row.resale }),
  inServiceOn: row.in_service_on,
  ...(row.out_of_service_on === null ? {} : { outOfServiceOn: row.out_of_service_on }),
  source: row.source,
  ...(row.disconnect_source === null ? {} : { disconnectSource: row.disconnect_source }),
  ...(row.vehicle === 'agreement' ? {} : { vehicle: row.vehicle }),
  ...(row.vehicle_evidence === null ? {} : { vehicleEvidence: row.vehicle_evidence }),
  ...(row.changed ? { changed: true as const } : {}),
});
