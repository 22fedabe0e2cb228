/** The days of which each service is billed. Dates are ISO and inclusive. */
export interface ConversionDates {
  /** Last day billed as resold service; it may lie before the first one: then none is. */
  readonly resaleTo: string;
  /** First day billed as element. */
  readonly elementFrom: string;
}

/** Two neighbouring days: the one ends where the other begins, whoever has the day of the cutover. */
export function conversionDates(cutoverOn: string, cutoverDay: 'element' | 'resale'): ConversionDates {
  const cutover = Temporal.PlainDate.from(cutoverOn);
  const elementFrom = cutoverDay === 'element' ? cutover : cutover.add({ days: 1 });
  return { resaleTo: elementFrom.subtract({ days: 1 }).toString(), elementFrom: elementFrom.toString() };
}
