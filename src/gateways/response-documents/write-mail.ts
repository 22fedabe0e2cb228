import type { ResponseDocument } from './response.ts';

/** Addresses of a mail; without them it is a draft that somebody addresses. */
export interface MailAddresses {
  readonly from?: string;
  readonly to?: string;
}

/** Of a sender that nobody can write to: a name that never resolves (RFC 2606). */
const NOBODY = 'no-reply@meetpoint.invalid';
/** `local@domain`, without what would need quoting. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*$/;
const BASE64_LINE = 76;
/** Bytes of text in one encoded word: 39 are 52 signs, and a line with the word and `Subject: ` stays below 76 (RFC 2047). */
const ENCODED_BYTES = 39;

export const isAddress = (text: string): boolean => ADDRESS.test(text);

/**
 * A message of RFC 5322 with the same in plain text and in HTML. No text reaches a header but as an encoded word or as letters, digits
 * and harmless signs: a line break in a number or a name cannot begin a header of its own. The same document is always the same bytes.
 * @throws Error for an address that is none; see `isAddress`.
 */
export function writeMail(
  document: ResponseDocument,
  { text, html }: { readonly text: string; readonly html: string },
  { from = NOBODY, to }: MailAddresses,
): string {
  for (const address of [from, ...(to === undefined ? [] : [to])])
    if (!isAddress(address)) throw new Error(`"${address}" is no address.`);
  const boundary = `=_${document.id.slice(0, 40)}`;
  const lines = [
    `Date: ${dateOf(document.at, document.timeZone)}`,
    `From: ${headerText(document.from, 'From: '.length)}\r\n <${from}>`,
    ...(to === undefined ? ['X-Unsent: 1'] : [`To: ${headerText(document.to, 'To: '.length)}\r\n <${to}>`]),
    `Subject: ${headerText(document.subject, 'Subject: '.length)}`,
    `Message-ID: <${document.id.slice(0, 40)}@meetpoint.invalid>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`,
    '',
    ...part(boundary, 'text/plain', text),
    ...part(boundary, 'text/html', html),
    `--${boundary}--`,
    '',
  ];
  return lines.join('\r\n');
}

const part = (boundary: string, type: string, content: string): string[] => [
  `--${boundary}`,
  `Content-Type: ${type}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  ...(Buffer.from(content)
    .toString('base64')
    .match(new RegExp(`.{1,${BASE64_LINE}}`, 'g')) ?? []),
];

/** Text of a header: as it is where it is short and plain, else as encoded words. */
export function headerText(text: string, used: number): string {
  const clean = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  if (/^[A-Za-z0-9][A-Za-z0-9 '/-]*$/.test(clean) && clean.length + used <= BASE64_LINE) return clean;
  const words: string[] = [];
  let word = '';
  for (const sign of clean.isWellFormed() ? clean : clean.toWellFormed()) {
    if (Buffer.byteLength(word + sign) > ENCODED_BYTES) {
      words.push(word);
      word = '';
    }
    word += sign;
  }
  words.push(word);
  return words.map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon, 2 Nov 2026 09:00:00 -0600`. */
function dateOf(at: string, timeZone: string): string {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const clock = time.toPlainTime().toString({ smallestUnit: 'second' });
  return `${DAYS[time.dayOfWeek - 1]}, ${time.day} ${MONTHS[time.month - 1]} ${time.year} ${clock} ${time.offset.replace(':', '')}`;
}
