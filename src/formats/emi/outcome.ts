import { SLOT, TEXT_FIELDS } from './compiled.ts';
import { tenDigits } from './line.ts';
import type { EmiLine } from './line.ts';
import type { DamageReason, EmiOutcome, EmiRecord, PackLine, RejectReason } from './record.ts';

const OWN_FIELDS = new Set<string>([
  ...Object.keys(SLOT),
  ...TEXT_FIELDS,
  'fromOverflow',
  'toOverflow',
  'voip',
]);

/** A copy of the line to keep. */
export function outcomeOf(line: EmiLine): EmiOutcome {
  const at = { line: line.line, offset: line.offset };
  switch (line.kind) {
    case 'record':
      return { ...at, kind: 'record', record: recordOf(line) };
    case 'summary':
      if (line.summary) return { ...at, kind: 'summary', summary: line.summary };
      throw new TypeError('A line of kind summary has no summary.');
    case 'damaged':
      return {
        ...at,
        kind: 'damaged',
        reason: line.reason as DamageReason,
        column: line.column,
        raw: line.raw(),
      };
    case 'rejected':
      return {
        ...at,
        kind: 'rejected',
        reason: line.reason as RejectReason,
        field: line.field,
        ...(line.reason === 'returned' ? { returnCode: returnCodeOf(line) } : {}),
        raw: line.raw(),
      };
    case 'header':
    case 'trailer':
      return {
        ...at,
        kind: line.kind,
        pack: packOf(line) ?? { date: '', sender: '', receiver: '', pack: '' },
      };
  }
}

/** Code of a record that was sent back, also of a summary. */
function returnCodeOf(line: EmiLine): string {
  return line
    .raw()
    .slice(line.column - 1, line.column + 1)
    .trim();
}

/** Header and trailer fields; undefined when the line is too short to hold them. */
export function packOf(line: EmiLine): PackLine | undefined {
  if (line.end - line.start !== line.layout.lineBytes) return undefined;
  const raw = line.raw();
  const cut = (name: string): string => {
    const field = line.layout.pack.find((one) => one.name === name);
    return field ? raw.slice(field.position - 1, field.position - 1 + field.length).trim() : '';
  };
  const lines = cut('detailLines');
  return {
    date: cut('packDate'),
    sender: cut('sender'),
    receiver: cut('receiver'),
    pack: cut('packNumber'),
    ...(/^\d{9}$/.test(lines) ? { detailLines: Number(lines) } : {}),
  };
}

/** Only for a line of kind `record`. */
export function recordOf(line: EmiLine): EmiRecord {
  const iso = new Date(line.localMs).toISOString();
  const number = <K extends keyof EmiRecord>(name: K, value: number): Partial<EmiRecord> =>
    value < 0 ? {} : { [name]: tenDigits(value) };
  const text = (name: (typeof TEXT_FIELDS)[number] & keyof EmiRecord): Partial<EmiRecord> =>
    line.text(name) === '' ? {} : { [name]: line.text(name) };
  const more = othersOf(line);
  return {
    ...(line.recordType === '110120' ? {} : { recordType: line.recordType }),
    connectDate: iso.slice(0, 10),
    connectTime: iso.slice(11, 19),
    ...number('fromNumber', line.from),
    toNumber: tenDigits(line.to),
    trunkGroup: line.text('trunkGroup'),
    conversationMs: line.conversationMs,
    ...(line.elapsedMs < 0 ? {} : { elapsedMs: line.elapsedMs }),
    answered: line.answered,
    ...number('lrn', line.lrn),
    ...number('chargeNumber', line.chargeNumber),
    ...number('dialled', line.dialled),
    ...(line.jip < 0 ? {} : { jip: String(line.jip).padStart(6, '0') }),
    ...text('oli'),
    ...text('cic'),
    ...(line.voip < 0 ? {} : { voip: line.voip === 1 }),
    ...text('settlementCode'),
    sequence: line.sequence,
    recordingSwitch: line.text('recordingSwitch'),
    recordedBy: line.text('recordedBy'),
    ...text('originatingOcn'),
    ...text('terminatingOcn'),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  };
}

/** Fields of the layout that have no property of their own, where they are not blank. */
function othersOf(line: EmiLine): Readonly<Record<string, string>> {
  const raw = line.raw();
  return Object.fromEntries(
    line.detail.layout.fields
      .filter(({ name, kind }) => kind !== 'reserved' && !OWN_FIELDS.has(name))
      .map(({ name, position, length }): [string, string] => [
        name,
        raw.slice(position - 1, position - 1 + length).replace(/ +$/, ''),
      ])
      .filter(([, text]) => text !== ''),
  );
}
