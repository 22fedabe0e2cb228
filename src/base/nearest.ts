import { distance } from 'fastest-levenshtein';

/**
 * What somebody who wrote `given` most likely meant: the nearest of `known`, where it is near. Of dotted keys one with
 * the same ending under another subject counts as near (`billing.late-payment`, `accounts.late-payment`).
 */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
  const wanted = given.toLowerCase();
  const ending = wanted.slice(wanted.indexOf('.') + 1);
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const name of known) {
    const sameEnding = wanted.includes('.') && name.toLowerCase().endsWith(`.${ending}`);
    const away = Math.min(distance(wanted, name.toLowerCase()), sameEnding ? 2 : Infinity);
    if (best === undefined || away < best.away) best = { name, away };
  }
  const near =
    best !== undefined && best.away <= Math.max(given.length < 4 ? 1 : 2, Math.floor(given.length / 3));
  return near ? best?.name : undefined;
}

/** `Did you mean "rate"? `, to stand before the list of what is known; nothing where nothing is near. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const name = nearestName(given, known);
  return name === undefined ? '' : `Did you mean "${name}"? `;
}
