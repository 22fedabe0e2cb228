/**
 * What was read from texts, so that an agreement that is loaded again with one file changed, or in another
 * variant, reads only what changed. One cache serves one vocabulary. What it holds is shared between the agreements
 * loaded with it; none of them changes it.
 */
export class ParseCache {
  readonly #kept = new Map<string, { readonly text: string; readonly read: unknown }>();

  /** The last reading of the place named, or `read()` when its text is another. */
  get<T>(place: string, text: string, read: () => T): T {
    const before = this.#kept.get(place);
    if (before?.text === text) return before.read as T;
    const made = read();
    this.#kept.set(place, { text, read: made });
    return made;
  }
}
