/**
 * A pure function of a text that keeps its latest answers: for what many rows ask again. Answers are shared, so they must never
 * be changed.
 * @param most answers that are kept; then all are forgotten.
 */
export function remember<T>(work: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    if (known.size >= most) known.clear();
    const made = work(text);
    known.set(text, made);
    return made;
  };
}
