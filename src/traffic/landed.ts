/**
 * The columns of a landed record, in their order: one row a record of a usage file, whatever its format. Every part has all of them;
 * what is not known, or what the format does not carry, is NULL.
 */
export interface LandedColumn {
  /** Types of both engines: BIGINT is Int64, INTEGER Int32, VARCHAR String, BOOLEAN Bool. */
  readonly type: 'BIGINT' | 'INTEGER' | 'VARCHAR' | 'BOOLEAN';
  readonly doc: string;
}

const column = <const T extends LandedColumn['type']>(type: T, doc: string) => ({ type, doc });

export const LANDED_COLUMNS = {
  file: column('BIGINT', 'Key of the file: the first 48 bits of its SHA-256'),
  line: column('INTEGER', 'Line of the file, from 1; in binary formats the number of the record'),
  byte_offset: column('BIGINT', 'Where the record begins in the uncompressed file, from 0'),
  format: column('VARCHAR', 'Format of the file, e.g. emi'),
  status: column(
    'VARCHAR',
    '`record`; `damaged`: the transfer broke it; `rejected`: only the sender can cure it',
  ),
  reason: column('VARCHAR', 'Why it cannot be used, a code of the reader; NULL for records'),
  bad_column: column('INTEGER', 'Where in the record the reason is, from 1; 0: the whole of it'),
  raw: column('VARCHAR', 'The record as it came, one character a byte, where it cannot be used'),
  record_type: column('VARCHAR', 'Type as its format names it, e.g. 110120, baf-00625-110, cdr'),
  local_ms: column(
    'BIGINT',
    'Connect time on the clock of the recording point, in milliseconds since 1970-01-01T00:00 there',
  ),
  utc_ms: column(
    'BIGINT',
    'Connect time in milliseconds since 1970-01-01T00:00Z, where the record says its zone',
  ),
  from_number: column('BIGINT', 'Calling number, 10 digits'),
  to_number: column('BIGINT', 'Called number, 10 digits'),
  dialled: column('BIGINT', 'Number as the caller dialled it, where it differs from the called number'),
  charge_number: column('BIGINT', 'Charge number, 10 digits'),
  lrn: column('BIGINT', 'Routing number of a ported number, 10 digits'),
  jip: column('INTEGER', 'Jurisdiction information parameter: NPA-NXX of the originating switch, 6 digits'),
  oli: column('VARCHAR', 'Originating line information (II digits), 2 digits'),
  cic: column('VARCHAR', 'Carrier identification code, 4 digits'),
  trunk_group: column('VARCHAR', 'Trunk group that the call used'),
  conversation_ms: column('BIGINT', 'Conversation time in milliseconds, at the precision of the source'),
  elapsed_ms: column('BIGINT', 'Time from seizure to release in milliseconds'),
  answered: column('BOOLEAN', 'Whether the call was answered'),
  sequence: column('INTEGER', 'Number of the record in its pack or block'),
  recording_switch: column('VARCHAR', 'Switch that made the record, as it names itself'),
  recorded_by: column('VARCHAR', 'OCN of the carrier that made the record'),
  originating_ocn: column('VARCHAR', 'OCN of the originating carrier, where the record says it'),
  terminating_ocn: column('VARCHAR', 'OCN of the terminating carrier, where the record says it'),
  voip: column('BOOLEAN', 'Whether the record says that the call began or ended in Internet protocol'),
  release_code: column('VARCHAR', 'Why the call ended, a code of the source'),
  record_id: column('VARCHAR', 'Id that the source gave the record'),
} as const satisfies Record<string, LandedColumn>;

export type LandedColumnName = keyof typeof LANDED_COLUMNS;

export const LANDED_COLUMN_NAMES = Object.keys(LANDED_COLUMNS) as LandedColumnName[];
