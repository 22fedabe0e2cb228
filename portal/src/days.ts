/** Days as ISO dates; nothing here knows a time zone. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The same month, so many months on: its first day. */
export function addMonths(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The weeks, Monday first, that hold every day of the month. */
export function weeksOfMonth(day: string): string[][] {
  const first = addMonths(day, 0);
  const next = addMonths(day, 1);
  const weeks: string[][] = [];
  for (let monday = mondayOf(first); monday < next; monday = addDays(monday, 7)) weeks.push(weekOf(monday));
  return weeks;
}

/** The seven days of the week of a day. */
export const weekOf = (day: string): string[] =>
  Array.from({ length: 7 }, (_, index) => addDays(mondayOf(day), index));
