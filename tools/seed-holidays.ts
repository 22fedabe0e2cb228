/**
 * Prints rows for an agreement's holidays.csv, seeded from the date-holidays library (state days of
 * Missouri), keeping only the days that a party observes. The rows are then the party's own to edit.
 *
 *   node bin/meetpoint.cjs node tools/seed-holidays.ts centurytel 2025 2027 "Thanksgiving Day" "Christmas Day"
 */
import Holidays from 'date-holidays';

const [party = '', from = '', to = from, ...observed] = process.argv.slice(2);
if (!party || !/^\d{4}$/.test(from) || !/^\d{4}$/.test(to) || observed.length === 0) {
  process.stderr.write('Usage: seed-holidays PARTY FROM-YEAR TO-YEAR HOLIDAY…\n');
  process.exit(2);
}
const calendar = new Holidays('US', 'MO');
for (let year = Number(from); year <= Number(to); year++) {
  const days = calendar
    .getHolidays(year)
    .filter(({ name }) => observed.includes(name.replace(' (substitute day)', '')));
  for (const { date, name } of days) {
    const day = date.slice(0, 10);
    process.stdout.write(
      `${party}-${day},${party},${day},${name},II §2.2,,,,assumed,Seeded from date-holidays for Missouri; a sample of days that such a carrier observes\n`,
    );
  }
}
