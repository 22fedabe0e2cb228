import type { AgreementView } from '../../../agreement/agreement.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { prepared } from '../../../platform/transaction.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { binderTerm, spectrumClassesTable } from './terms.ts';

type Disturbers = NonNullable<LoopMakeup['disturbers']>;

const USE = prepared(
  `SELECT pair, spectrum_class AS "spectrumClass", pairs AS count FROM meetpoint_binder_use($1, $2, $3)`,
);

/** A pair with what runs beside it. */
export type WithBinderUse<T> = T & {
  /** In classes of other agreements: told, and no part of the make-up, since nobody can say under this one what they do. */
  readonly otherClasses?: Disturbers;
};

/**
 * Make-ups with what runs beside each pair: of the masks that all carriers have stated for its binder group, how many there are of a
 * class; never which circuits, and never whose. A class that the record names as well is counted once, by the larger number. Without a
 * binder group, or where the agreement does not disclose both class and count, a make-up stays what it was.
 */
export async function withBinderUse<T extends { readonly loop: string; readonly makeup: LoopMakeup }>(
  tx: Tx,
  view: AgreementView,
  provider: string,
  loops: readonly T[],
): Promise<WithBinderUse<T>[]> {
  const told = view.optional(binderTerm)?.value.discloses ?? [];
  const isTold = told.includes('class') && told.includes('count');
  const grouped = loops.flatMap(({ loop, makeup: { binder } }) =>
    binder === undefined ? [] : [{ loop, binder }],
  );
  if (!isTold || grouped.length === 0) return [...loops];
  const rows = await tx.query<{ pair: string; spectrumClass: string; count: number }>(USE, [
    provider,
    grouped.map(({ binder }) => binder),
    grouped.map(({ loop }) => loop),
  ]);
  const classes = new Set(view.rows(spectrumClassesTable).map(({ value }) => value.class));
  return loops.map((one) => {
    const stated = rows
      .filter(({ pair }) => pair === one.loop)
      .map(({ spectrumClass, count }) => ({ spectrumClass, count }));
    const known = stated.filter(({ spectrumClass }) => classes.has(spectrumClass));
    const otherClasses = stated.filter(({ spectrumClass }) => !classes.has(spectrumClass));
    const { makeup } = one;
    return {
      ...one,
      ...(known.length === 0
        ? {}
        : { makeup: { ...makeup, disturbers: larger(makeup.disturbers ?? [], known) } }),
      ...(otherClasses.length === 0 ? {} : { otherClasses }),
    };
  });
}

/** Of each class the larger number, in the order of the classes. */
function larger(recorded: Disturbers, stated: Disturbers): Disturbers {
  const counts = new Map(recorded.map(({ spectrumClass, count }) => [spectrumClass, count]));
  for (const { spectrumClass, count } of stated)
    counts.set(spectrumClass, Math.max(count, counts.get(spectrumClass) ?? 0));
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([spectrumClass, count]) => ({ spectrumClass, count }));
}
