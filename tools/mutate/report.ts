/** docs/mutation.md. */
import type { Mutated, Tried } from '../mutate.ts';

const by = (tried: readonly Tried[], who: Tried['notice']['by']): number =>
  tried.filter(({ notice }) => notice.by === who).length;

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;

/** Part of the values of an agreement whose change is noticed, from 0 to 1; ranks left out. */
export function noticedShare({ alone }: Mutated): number {
  const values = alone.filter(({ place }) => place.kind !== 'rank');
  return values.length === 0 ? 1 : 1 - by(values, 'nobody') / values.length;
}

export function report(mutated: readonly Mutated[]): string {
  const values = mutated.map((one) => ({
    ...one,
    alone: one.alone.filter(({ place }) => place.kind !== 'rank'),
  }));
  const ranks = mutated.map(({ id, alone }) => {
    const own = alone.filter(({ place }) => place.kind === 'rank');
    return `| ${id} | ${own.length} | ${by(own, 'check')} | ${by(own, 'scenario')} | ${by(own, 'nobody')} |`;
  });
  const rows = values.map(({ id, alone }) => {
    const unnoticed = by(alone, 'nobody');
    const terms = alone.filter(({ place }) => place.kind === 'term').length;
    const noticed = alone.length - unnoticed;
    return `| ${id} | ${terms} | ${alone.length - terms} | ${by(alone, 'check')} | ${by(alone, 'scenario')} | ${unnoticed} | ${share(noticed, alone.length)} |`;
  });
  const moved = mutated.map(
    ({ id, together }) =>
      `| ${id} | ${together.length} | ${by(together, 'scenario')} | ${by(together, 'check')} | ${by(together, 'nobody')} | ${share(by(together, 'scenario'), together.length)} |`,
  );
  return `${[
    '# What notices a wrong number',
    '',
    'Every number in every terms block and in every row of a table is changed, one at a time, by the least that its form allows (the last digit,',
    'the next day, the next minute). Noticed means: `meetpoint check` finds a problem, or a scenario gives',
    'another answer than the one that was worked out. Hashes and snapshots do not count. Columns of words, names, ids and clauses are left',
    'out. The law that an agreement names and the tariffs in its folder are counted with it. Written by `tools/mutate.ts --write`; the tests ask for 95 % again.',
    '',
    '| agreement | numbers in terms | numbers in rows | noticed by check | noticed by a scenario | not noticed | noticed |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    'A number of a term that is changed together with its text passes the check. Then a scenario that rests on the term must answer otherwise:',
    '',
    '| agreement | numbers in terms | a cited scenario moves | text not changed along | nothing moves | moves |',
    '|---|---|---|---|---|---|',
    ...moved,
    '',
    'The column `order` of a table ranks its rows and is no number that a value is made of. Each is put behind the next row; where the two rows',
    'have one outcome or can never hold together, no answer changes and nobody can notice:',
    '',
    '| agreement | ranks | noticed by check | noticed by a scenario | not noticed |',
    '|---|---|---|---|---|',
    ...ranks,
    ...survivors(values, 'Not noticed', ({ alone }) => alone),
    ...survivors(mutated, 'Changed with the text, and nothing moves', ({ together }) => together),
  ].join('\n')}\n`;
}

function survivors(
  mutated: readonly Mutated[],
  title: string,
  of: (one: Mutated) => readonly Tried[],
): string[] {
  const lines = mutated.flatMap((one) =>
    of(one)
      .filter(({ notice }) => notice.by === 'nobody')
      .map(({ place }) => `- ${place.file} \`${place.where}\` ${place.written} → ${place.instead}`),
  );
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}
