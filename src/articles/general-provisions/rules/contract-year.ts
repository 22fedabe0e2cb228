/** First and last day of the year, counted from the effective date, in which a day lies. ISO dates; none before it. */
export function contractYear(effectiveOn: string, day: string): { from: string; to: string } {
  const start = Temporal.PlainDate.from(effectiveOn);
  // Counted from the anniversary of the day's own year: a leap day has its anniversary on 28 February.
  const elapsed = Temporal.PlainDate.from(day).year - start.year;
  const years = start.add({ years: elapsed }).toString() <= day ? elapsed : elapsed - 1;
  return {
    from: start.add({ years }).toString(),
    to: start
      .add({ years: years + 1 })
      .subtract({ days: 1 })
      .toString(),
  };
}
