import { digitFields } from './compiled.ts';
import { badDigit, isSigned } from './digits.ts';
import { isoDate } from './iso-date.ts';
import type { EmiLayout } from './layout.ts';
import type { DamageReason, EmiSummary, RejectReason } from './record.ts';

/** Tenths of a minute. */
const TENTH_MS = 6_000;

type ReadSummary = { readonly sequence: number } & (
  | { readonly kind: 'summary'; readonly summary: EmiSummary }
  | { readonly kind: 'damaged'; readonly reason: DamageReason; readonly column: number }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly field: string }
);

/** A line of the right length whose type is that of a summary. */
export function readSummary({ summary: fields }: EmiLayout, bytes: Buffer, start: number): ReadSummary {
  const { from, length, optional } = digitFields(fields);
  for (let field = 0; field < from.length; field++) {
    const at = start + (from[field] ?? 0);
    const size = length[field] ?? 0;
    const text = bytes.toString('latin1', at, at + size);
    if (/^\d+$/.test(text) || (optional[field] === 1 && /^ +$/.test(text))) continue;
    return {
      sequence: 0,
      kind: 'damaged',
      reason: isSigned(bytes, at, size) ? 'signed-number' : 'not-a-digit',
      column: badDigit(bytes, at, size, optional[field] === 1) - start + 1,
    };
  }
  const text = (name: string): string => {
    const field = fields.find((one) => one.name === name);
    const at = start + (field?.position ?? 1) - 1;
    return bytes.toString('latin1', at, at + (field?.length ?? 0)).replace(/ +$/, '');
  };
  const optionalText = <K extends keyof EmiSummary>(name: K): Partial<Record<K, string>> =>
    text(name) === '' ? {} : ({ [name]: text(name) } as Partial<Record<K, string>>);
  const sequence = Number(text('sequence'));
  const reject = (reason: RejectReason, field: string): ReadSummary => ({
    sequence,
    kind: 'rejected',
    reason,
    field,
  });
  const fromDate = isoDate(text('fromDate'));
  const toDate = isoDate(text('toDate'));
  if (fromDate === undefined) return reject('connect-date', 'fromDate');
  if (toDate === undefined) return reject('connect-date', 'toDate');
  if (!['', '00'].includes(text('returnCode'))) return reject('returned', 'returnCode');
  if (toDate < fromDate) return reject('period', 'toDate');
  return {
    sequence,
    kind: 'summary',
    summary: {
      recordType: text('recordType'),
      fromDate,
      toDate,
      ...optionalText('originatingOcn'),
      ...optionalText('terminatingOcn'),
      ...optionalText('cic'),
      trunkGroup: text('trunkGroup'),
      recordingSwitch: text('recordingSwitch'),
      recordedBy: text('recordedBy'),
      messages: Number(text('messages')),
      conversationMs: Number(text('minutes')) * TENTH_MS,
      ...optionalText('settlementCode'),
      sequence,
    },
  };
}
