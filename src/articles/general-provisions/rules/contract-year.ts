/** First and last day of the year, counted from the effective date, in which a day lies. ISO dates; none before it. */
export function contractYear(effectiveOn: string, day: string): { from: string; to: string } {
  const start = Temporal.PlainDate.from(effectiveOn);
  const { years } = start.until(day, { largestUnit: 'years' });
  return {
    from: start.add({ years }).toString(),
    to: start
      .add({ years: years + 1 })
      .subtract({ days: 1 })
      .toString(),
  };
}
