const types = new Map<number, string>();
const offices = new Map<number, string>();
/** Texts that are kept: files repeat few of them, and what is broken must not fill the memory. */
const MOST = 4096;

function keep(texts: Map<number, string>, key: number, text: string): string {
  if (texts.size < MOST) texts.set(key, text);
  return text;
}

/** `baf-00625-110` */
export function recordTypeText(structure: number, callType: number): string {
  if (structure < 0) return 'baf';
  const key = structure * 1001 + callType + 1;
  const known = types.get(key);
  if (known !== undefined) return known;
  const call = callType < 0 ? '' : `-${callType.toString().padStart(3, '0')}`;
  return keep(types, key, `baf-${structure.toString().padStart(5, '0')}${call}`);
}

/** `118-067890`: type, and the id without its first digit, which is an indicator. */
export function officeText(type: number, id: number): string {
  if (type < 0 || id < 0) return '';
  const key = type * 1_000_000 + (id % 1_000_000);
  const known = offices.get(key);
  if (known !== undefined) return known;
  return keep(
    offices,
    key,
    `${type.toString().padStart(3, '0')}-${(id % 1_000_000).toString().padStart(6, '0')}`,
  );
}
