/**
 * The layout of a detail record, as data. EMI is a licensed document and was not used: only the position of
 * the originating OCN is from a public rule; a carrier that holds the licence changes this table.
 */
export const LINE_BYTES = 175;

export type FieldKind = 'digits' | 'digits-or-blank' | 'text' | 'reserved';

export interface Field {
  readonly name: string;
  /** 1-based position of the first byte, as layouts are written. */
  readonly position: number;
  readonly length: number;
  readonly kind: FieldKind;
  readonly source: string;
}

const ASSUMED = 'assumed';

const field = <const N extends string>(
  name: N,
  position: number,
  length: number,
  kind: FieldKind,
  source = ASSUMED,
) => ({ name, position, length, kind, source });

export const DETAIL = [
  field('recordType', 1, 6, 'digits'),
  field('connectDate', 7, 6, 'digits'),
  field('fromLength', 13, 2, 'digits'),
  field('fromNumber', 15, 10, 'digits-or-blank'),
  field('fromOverflow', 25, 5, 'digits'),
  field('toLength', 30, 2, 'digits'),
  field('toNumber', 32, 10, 'digits'),
  field('toOverflow', 42, 5, 'digits'),
  field('trunkGroup', 47, 8, 'text'),
  field('connectTime', 55, 6, 'digits'),
  field('conversationTime', 61, 7, 'digits'),
  field('elapsedTime', 68, 7, 'digits'),
  field('answerIndicator', 75, 1, 'digits'),
  field('lrn', 76, 10, 'digits-or-blank'),
  field('reserved1', 86, 10, 'reserved'),
  field('sequence', 96, 9, 'digits'),
  field('recordingSwitch', 105, 11, 'text'),
  field('recordedBy', 116, 4, 'text'),
  field('reserved2', 120, 47, 'reserved'),
  field('originatingOcn', 167, 4, 'text', '20 CSR 4240-29.020'),
  field('terminatingOcn', 171, 4, 'text'),
  field('reserved3', 175, 1, 'reserved'),
] as const;

export type DetailField = (typeof DETAIL)[number]['name'];

export const PACK = [
  field('recordType', 1, 6, 'digits'),
  field('packDate', 7, 6, 'digits'),
  field('sender', 13, 4, 'text'),
  field('receiver', 17, 4, 'text'),
  field('packNumber', 21, 4, 'digits'),
  field('detailLines', 25, 9, 'digits-or-blank'),
  field('reserved', 34, 142, 'reserved'),
] as const;

export const DETAIL_TYPE = '110120';
export const HEADER_TYPE = '202001';
export const TRAILER_TYPE = '202002';

/** 0-based offset of each field's first byte. */
export function offsets<N extends string>(
  layout: readonly { readonly name: N; readonly position: number }[],
): Readonly<Record<N, number>> {
  return Object.fromEntries(layout.map(({ name, position }) => [name, position - 1])) as Record<N, number>;
}
