/** A stretch of time in milliseconds of the epoch: from the first to before the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The same time in stretches that do not touch, in order; empty ones are left out. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return merged;
}

/** What of `a` lies in `b`, too. */
export const intersect = (a: readonly Span[], b: readonly Span[]): Span[] =>
  union(
    a.flatMap((one) =>
      b.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
    ),
  );

/** What of `a` does not lie in `b`. */
export function subtract(a: readonly Span[], b: readonly Span[]): Span[] {
  return union(b).reduce<Span[]>(
    (left, cut) =>
      left.flatMap((one) =>
        [
          { from: one.from, to: Math.min(one.to, cut.from) },
          { from: Math.max(one.from, cut.to), to: one.to },
        ].filter(({ from, to }) => from < to),
      ),
    union(a),
  );
}

export const lengthOf = (spans: readonly Span[]): number =>
  union(spans).reduce((sum, { from, to }) => sum + to - from, 0);
