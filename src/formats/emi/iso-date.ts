/** `YYYY-MM-DD` of YYMMDD in this century; undefined when there is no such date. */
export function isoDate(digits: string): string | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const iso = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
