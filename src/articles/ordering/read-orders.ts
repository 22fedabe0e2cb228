import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Type from 'typebox';
import type { Static, TObject, TProperties } from 'typebox';
import { Code, IsoDate, IsoInstant, misfits } from '../../agreement/schema.ts';
import { readCsv } from '../../agreement/table.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { lsrCaseId } from './lsr.ts';
import type { Lsr } from './lsr.ts';

/** What a row must have for a case to exist; everything else is for the edits to judge. */
const LsrRow = Type.Object(
  {
    ccna: Type.Optional(Type.String()),
    pon: Type.String({ pattern: '^[^/]+$' }),
    ver: Type.String({ pattern: '^[^/]+$' }),
    reqtyp: Type.Optional(Type.String()),
    act: Type.Optional(Type.String()),
    product: Type.Optional(Type.String()),
    nc: Type.Optional(Type.String()),
    quantity: Type.Optional(Type.String()),
    wire_center: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
    end_user: Type.Optional(Type.String()),
    desired_due_date: Type.Optional(Type.String()),
    expedite: Type.Optional(Code(['yes', 'no'])),
    channel: Code(['electronic', 'manual'], 'How it arrived'),
    received_at: IsoInstant('With its offset'),
    ecckts: Type.Optional(Type.String({ description: 'Circuits, separated by semicolons' })),
    account_status: Type.Optional(Type.String()),
    cfa: Type.Optional(Type.String()),
    vehicle: Type.Optional(Type.String({ description: 'tariff where it is expressly elected' })),
    elected_by: Type.Optional(Type.String({ description: 'Who elected it' })),
    elected_on: Type.Optional(Type.String({ description: 'Date of the election' })),
    evidence: Type.Optional(Type.String({ description: 'Document of the election' })),
  },
  { additionalProperties: false },
);

const EventRow = Type.Object(
  {
    ccna: Type.String(),
    pon: Type.String(),
    ver: Type.String(),
    event: Code(['foc', 'complete', 'cancel'], 'What was done with the version'),
    at: IsoInstant('With its offset'),
    due_date: Type.Optional(IsoDate('Promised date, of a foc')),
    ecckts: Type.Optional(Type.String({ description: 'Circuits worked on, of a complete' })),
  },
  { additionalProperties: false },
);

/** Where in which file something was written. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface ReadLsr extends Place {
  readonly lsr: Lsr;
}

/** What the incumbent's service centre, or the orderer, did with a version. */
export interface CentreEvent extends Place {
  readonly caseId: string;
  readonly event: 'foc' | 'complete' | 'cancel';
  readonly at: string;
  readonly dueDate?: string;
  readonly ecckts: readonly string[];
}

export interface Orders {
  readonly lsrs: readonly ReadLsr[];
  readonly events: readonly CentreEvent[];
}

/** Reads `orders/lsr.csv` and `orders/events.csv` of a month's folder. Every bad row is listed. */
export function readOrders(inputDir: string): Result<Orders> {
  const lsrs = readRows(path.join(inputDir, 'orders', 'lsr.csv'), LsrRow);
  const events = readRows(path.join(inputDir, 'orders', 'events.csv'), EventRow);
  const problems = [...lsrs.problems, ...events.problems];
  const orders: Orders = {
    lsrs: lsrs.rows.map(({ value, ...place }) => ({ ...place, lsr: toLsr(value) })),
    events: events.rows.map(({ value, ...place }) => ({
      ...place,
      caseId: lsrCaseId(value),
      event: value.event,
      at: value.at,
      ...(value.due_date === undefined ? {} : { dueDate: value.due_date }),
      ecckts: list(value.ecckts),
    })),
  };
  problems.push(...duplicates(orders.lsrs), ...incomplete(orders.events));
  return problems.length > 0 ? fail(...problems) : ok(orders);
}

function readRows<S extends TObject<TProperties>>(
  file: string,
  schema: S,
): { rows: (Place & { value: Static<S> })[]; problems: Problem[] } {
  if (!existsSync(file)) {
    const columns = Object.keys(schema.properties).join(',');
    const sentence = 'This file is not there.';
    const cure = `Add it with the columns ${columns}; the header alone when there is nothing.`;
    return { rows: [], problems: [{ id: 'orders/no-file', file, sentence, cure }] };
  }
  const { lines, problems } = readCsv(file, readFileSync(file, 'utf8'));
  const rows = lines.flatMap(({ line, values }) => {
    const value = Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== ''));
    const wrong = misfits(schema, value);
    for (const { path: field, sentence, cure } of wrong) {
      problems.push({ id: 'orders/row', file, line, field, sentence, cure });
    }
    return wrong.length > 0 ? [] : [{ file, line, value: value as Static<S> }];
  });
  return { rows, problems };
}

function toLsr(row: Static<typeof LsrRow>): Lsr {
  return {
    ccna: row.ccna ?? '',
    pon: row.pon,
    ver: row.ver,
    reqtyp: row.reqtyp ?? '',
    act: row.act ?? '',
    product: row.product ?? '',
    nc: row.nc ?? '',
    quantity: /^\d{1,6}$/.test(row.quantity ?? '') ? Number(row.quantity) : 0,
    wireCenter: row.wire_center ?? '',
    address: row.address ?? '',
    endUser: row.end_user ?? '',
    desiredDueDate: isoDate(row.desired_due_date ?? ''),
    expedite: row.expedite === 'yes',
    channel: row.channel,
    receivedAt: row.received_at,
    ecckts: list(row.ecckts),
    accountStatus: row.account_status ?? '',
    cfa: row.cfa ?? '',
    ...(row.vehicle === undefined ? {} : { vehicle: row.vehicle }),
    ...(row.elected_by === undefined ? {} : { electedBy: row.elected_by }),
    ...(row.elected_on === undefined ? {} : { electedOn: isoDate(row.elected_on) }),
    ...(row.evidence === undefined ? {} : { evidence: row.evidence }),
  };
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function isoDate(text: string): string {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text ? text : '';
  } catch {
    return '';
  }
}

function duplicates(lsrs: readonly ReadLsr[]): Problem[] {
  const seen = new Map<string, number>();
  return lsrs.flatMap(({ lsr, file, line }) => {
    const id = lsrCaseId(lsr);
    const before = seen.get(id);
    seen.set(id, before ?? line);
    if (before === undefined) return [];
    return [
      {
        id: 'orders/duplicate-version',
        file,
        line,
        field: 'ver',
        sentence: `${id} stands also on line ${before}.`,
        cure: 'Give each version of a request its own number.',
      },
    ];
  });
}

function incomplete(events: readonly CentreEvent[]): Problem[] {
  return events.flatMap(({ event, dueDate, ecckts, file, line }) => {
    const problem = (field: string, sentence: string, cure: string): Problem[] => [
      { id: 'orders/row', file, line, field, sentence, cure },
    ];
    if (event === 'foc' && dueDate === undefined) {
      return problem('due_date', 'A foc has no due date.', 'Write the date that is promised.');
    }
    if (event === 'complete' && ecckts.length === 0) {
      return problem('ecckts', 'A complete names no circuits.', 'Write the circuits that were worked on.');
    }
    return [];
  });
}
