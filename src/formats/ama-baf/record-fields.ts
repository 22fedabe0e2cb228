import { codeAt, digitsAt, putDigits } from './bcd.ts';
import { FIELDS } from './fields.ts';
import type { BafFieldName } from './fields.ts';
import { FLAGGED_IDENTIFIER, IDENTIFIER, LAYOUTS, MODULE_LAYOUTS, PREFIX_BYTES } from './layout.ts';
import type { Layout, ModuleLayout } from './layout.ts';
import { wrongField } from './wrong-field.ts';

/** Digits of fields by name; null for a field that is not used. */
export type FieldValues = Readonly<Partial<Record<BafFieldName, string | null>>>;

/** One record field by field, as a dump prints it. */
export interface RecordFields {
  /** The recorder knows of errors in the record. */
  readonly flagged?: true;
  /** Last four digits of the structure code: `0625`. */
  readonly structure: string;
  readonly fields: FieldValues;
  /** In their order, without the last one, 000. Left out when the structure code says that none follow. */
  readonly modules?: readonly {
    /** `104` */
    readonly code: string;
    readonly fields: FieldValues;
    /** Hexadecimal, of modules whose fields are not public. */
    readonly opaque?: string;
  }[];
}

/** A record without its descriptor. @throws RangeError when a value does not fit, a field is missing or the layout is not known. */
export function encodeFields({ flagged, structure, fields, modules }: RecordFields): Buffer {
  const layout = layoutOf(structure, fields);
  const body = Buffer.alloc(layout.bytes);
  const parts: Buffer[] = [body];
  body[0] = flagged ? FLAGGED_IDENTIFIER : IDENTIFIER;
  putDigits(body, 1, 5, `${modules ? '4' : '0'}${structure}`, 'structureCode');
  putFields(body, layout, fields);
  for (const module of modules ?? []) parts.push(encodeModule(module));
  if (modules) parts.push(Buffer.from('000c', 'hex'));
  return Buffer.concat(parts);
}

function layoutOf(structure: string, fields: FieldValues): Layout {
  const last = Object.keys(fields).at(-1);
  const first = LAYOUTS[Number(structure)];
  if (!first || structure.length !== 4) throw new RangeError(`Structure ${structure} is not known.`);
  return first.other && last !== undefined && first.other.names.at(-1) === last ? first.other : first;
}

function encodeModule({ code, fields, opaque = '' }: NonNullable<RecordFields['modules']>[number]): Buffer {
  const layout = MODULE_LAYOUTS[Number(code)];
  if (!layout || code === '000') throw new RangeError(`Module ${code} is not known.`);
  const bytes = Buffer.alloc(layout.bytes);
  putDigits(bytes, 0, 3, code, 'moduleCode');
  putFields(bytes, layout, fields);
  if (opaque.length !== layout.module.opaque * 2)
    throw new RangeError(`Module ${code} has ${layout.module.opaque} bytes, not "${opaque}".`);
  bytes.write(opaque, layout.bytes - layout.module.opaque, 'hex');
  return bytes;
}

function putFields(bytes: Buffer, layout: Layout | ModuleLayout, fields: FieldValues): void {
  layout.names.forEach((name, index) => {
    const value = fields[name];
    if (value === undefined) throw new RangeError(`${name} is missing.`);
    putDigits(bytes, layout.starts[index] as number, FIELDS[name].digits, value, name);
  });
}

/**
 * The fields of a record without its descriptor, whatever it is used for; undefined when the record is damaged or its structure or one of its
 * modules is not known (BafRecordReader says which).
 */
export function decodeFields(bytes: Buffer): RecordFields | undefined {
  const code = bytes.length < PREFIX_BYTES ? null : codeAt(bytes, 1, 5);
  let layout = code === null || !/^[04]\d{4}$/.test(code) ? undefined : LAYOUTS[Number(code.slice(1))];
  if (code === null || !layout || bytes.length < layout.bytes) return undefined;
  if (layout.other && wrongField(layout, bytes, 0)) layout = layout.other;
  const fields = takeFields(bytes, 0, layout);
  const flagged = bytes[0] === FLAGGED_IDENTIFIER;
  if (!fields || (!flagged && bytes[0] !== IDENTIFIER)) return undefined;
  const start = { ...(flagged ? { flagged } : {}), structure: code.slice(1), fields };
  if (code.startsWith('0')) return bytes.length === layout.bytes ? start : undefined;
  const modules = takeModules(bytes, layout.bytes);
  return modules && { ...start, modules };
}

function takeModules(bytes: Buffer, from: number): RecordFields['modules'] {
  const modules: NonNullable<RecordFields['modules']>[number][] = [];
  let at = from;
  while (at + 2 <= bytes.length) {
    const code = codeAt(bytes, at, 3);
    if (code === '000') return at + 2 === bytes.length ? modules : undefined;
    const layout = code === null ? undefined : MODULE_LAYOUTS[Number(code)];
    if (code === null || !layout || at + layout.bytes > bytes.length) return undefined;
    const fields = takeFields(bytes, at, layout);
    if (!fields) return undefined;
    const end = at + layout.bytes;
    const opaque = bytes.toString('hex', end - layout.module.opaque, end);
    modules.push({ code, fields, ...(opaque === '' ? {} : { opaque }) });
    at = end;
  }
  return undefined;
}

function takeFields(bytes: Buffer, at: number, layout: Layout | ModuleLayout): FieldValues | undefined {
  if (wrongField(layout, bytes, at)) return undefined;
  return Object.fromEntries(
    layout.names.map((name, index) => [
      name,
      digitsAt(bytes, at + (layout.starts[index] as number), FIELDS[name].digits),
    ]),
  );
}
