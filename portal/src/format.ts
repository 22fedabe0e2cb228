/** `-1234.5` → `−$1,234.50`; decimals beyond cents stay. */
export function money(amount: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return amount;
  const [, sign = '', whole = '0', fraction = ''] = match;
  return `${sign === '' ? '' : '−'}$${grouped(whole)}.${fraction.padEnd(2, '0')}`;
}

/** The same with a plus where it is above zero: for differences. */
export const signedMoney = (amount: string): string =>
  /^-|^0*(\.0+)?$/.test(amount) ? money(amount) : `+${money(amount)}`;

/** A sentence of the server with its negative dollars as the pages write them: `$-10.80` → `−$10.80`. */
export const sentence = (text: string): string => text.replaceAll(/\$-(?=\d)|-\$(?=\d)/g, '−$');

/** Thousands separated: `1234567` → `1,234,567`; a fraction stays as it is. */
export function grouped(value: string | number | bigint): string {
  const [whole = '', fraction] = String(value).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? text : `${text}.${fraction}`;
}

/** Sum of dollar amounts with cents, exact. */
export function sumMoney(amounts: readonly string[]): string {
  let cents = 0n;
  for (const amount of amounts) cents += BigInt(amount.replace('.', ''));
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `2026-10` → `October 2026`. */
export function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** `2026-10-05` → `Oct 5, 2026`. */
export function day(date: string): string {
  const [year = '', month = '', number = ''] = date.slice(0, 10).split('-');
  return `${MONTHS[Number(month) - 1]?.slice(0, 3) ?? month} ${Number(number)}, ${year}`;
}

/** An instant or local time in a zone: `Fri, Oct 2, 2026, 1:01 PM`; a plain date stays a date. */
export function moment(text: string, timeZone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return new Intl.DateTimeFormat('en-US', {
      dateStyle: 'medium',
      weekday: undefined,
      timeZone: 'UTC',
    }).format(Date.parse(`${text}T00:00:00Z`));
  }
  const at = Date.parse(text);
  if (Number.isNaN(at)) return text;
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
}

/** The same in short, for long lists: `Nov 16, 1:00 PM`, `Nov 16`; with its year where that is another one. */
export function shortMoment(text: string, timeZone: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = Date.parse(isDay ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(at)) return text;
  return new Intl.DateTimeFormat('en-US', {
    month: 'short',
    day: 'numeric',
    ...(new Date(at).getUTCFullYear() === new Date().getUTCFullYear() ? {} : { year: 'numeric' }),
    ...(isDay ? { timeZone: 'UTC' } : { hour: 'numeric', minute: '2-digit', timeZone }),
  }).format(at);
}

const MEGABYTE = 1024 * 1024;

/** `16777216` → `16 MB`, `350000` → `342 KB`. */
export function fileSize(bytes: number): string {
  if (bytes < MEGABYTE) return `${grouped(Math.max(1, Math.round(bytes / 1024)))} KB`;
  const megabytes = bytes / MEGABYTE;
  return `${megabytes < 10 ? Number(megabytes.toFixed(1)) : Math.round(megabytes)} MB`;
}

/** A code in words: `isp-bound` → `ISP-bound`, `zeroRated` → `Zero rated`. */
export function words(code: string): string {
  const spaced = code.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');
  const text = spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
  return text
    .replace(
      /\b(isp|eas|foc|lsr|asr|une|ban|lnp|ilec|clec|ocn|clli|nc|bfr|loa|cpni|lec|mca|mta|vnxx|voip|ecckt|ecckts|cfa|pon|ccna)\b/gi,
      (word) => word.toUpperCase(),
    )
    .replace(/\b(intra|inter)lata\b/gi, (_, prefix: string) => `${prefix}LATA`);
}

/** A value of a term or a fact, for reading. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${plain(inner)}`)
      .join('; ');
  }
  return minus(String(value));
}

/** A negative number with the sign that money has: `-10.80` → `−10.80`. */
const minus = (text: string): string =>
  /^-[\d,]+(\.\d+)?$/.test(text) ? `−${text.slice(1)}` : sentence(text);

/** Anchor of a citation in the agreement reader: `III §9.4` → `III-9.4`. */
export const anchorOf = (citation: string): string =>
  citation
    .replace(/ \(amended: [^)]*\)$/, '')
    .replaceAll(' §', '-')
    .replaceAll(' ¶', '-p')
    .replaceAll(/\s+/g, '-');

/** `39` and `month` → `39 months`. */
export function amountOf(quantity: string, unit: string): string {
  const plural = quantity !== '1' && /[a-rt-z]$/.test(unit) ? 's' : '';
  return `${minus(grouped(quantity))} ${unit}${plural}`;
}
