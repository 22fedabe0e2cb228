/**
 * Code page 037 as Latin-1, byte for byte, one row of 16 a line (IBM's CDRA gives the same table as CCSID 37). NEL (0x15) and
 * LF (0x25) both become the line feed of ASCII: either ends a line.
 */
const ROWS = [
  '00 01 02 03 9C 09 86 7F 97 8D 8E 0B 0C 0D 0E 0F',
  '10 11 12 13 9D 0A 08 87 18 19 92 8F 1C 1D 1E 1F',
  '80 81 82 83 84 0A 17 1B 88 89 8A 8B 8C 05 06 07',
  '90 91 16 93 94 95 96 04 98 99 9A 9B 14 15 9E 1A',
  '20 A0 E2 E4 E0 E1 E3 E5 E7 F1 A2 2E 3C 28 2B 7C',
  '26 E9 EA EB E8 ED EE EF EC DF 21 24 2A 29 3B AC',
  '2D 2F C2 C4 C0 C1 C3 C5 C7 D1 A6 2C 25 5F 3E 3F',
  'F8 C9 CA CB C8 CD CE CF CC 60 3A 23 40 27 3D 22',
  'D8 61 62 63 64 65 66 67 68 69 AB BB F0 FD FE B1',
  'B0 6A 6B 6C 6D 6E 6F 70 71 72 AA BA E6 B8 C6 A4',
  'B5 7E 73 74 75 76 77 78 79 7A A1 BF D0 DD DE AE',
  '5E A3 A5 B7 A9 A7 B6 BC BD BE 5B 5D AF A8 B4 D7',
  '7B 41 42 43 44 45 46 47 48 49 AD F4 F6 F2 F3 F5',
  '7D 4A 4B 4C 4D 4E 4F 50 51 52 B9 FB FC F9 FA FF',
  '5C F7 53 54 55 56 57 58 59 5A B2 D4 D6 D2 D3 D5',
  '30 31 32 33 34 35 36 37 38 39 B3 DB DC D9 DA 9F',
];

/** Latin-1 byte of each EBCDIC byte. */
export const LATIN1_OF_EBCDIC = Uint8Array.from(ROWS.join(' ').split(' '), (hex) => Number.parseInt(hex, 16));

/** EBCDIC byte of each Latin-1 byte; the line feed becomes NEL. */
const EBCDIC_OF_LATIN1 = new Uint8Array(256);
for (let byte = 255; byte >= 0; byte--) EBCDIC_OF_LATIN1[LATIN1_OF_EBCDIC[byte] ?? 0] = byte;

/** Bytes of code page 037 as Latin-1, in a copy; each byte stays where it was. */
export function fromEbcdic(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at++) copy[at] = LATIN1_OF_EBCDIC[bytes[at] as number] as number;
  return copy;
}

export function toEbcdic(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at++) bytes[at] = EBCDIC_OF_LATIN1[bytes[at] as number] as number;
  return bytes;
}
