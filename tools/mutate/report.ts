/** docs/mutation.md. */
import type { Mutated, Tried } from '../mutate.ts';

const by = (tried: readonly Tried[], who: Tried['notice']['by']): number =>
  tried.filter(({ notice }) => notice.by === who).length;

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;

/** Part of the numbers of an agreement whose change is noticed, from 0 to 1. */
export const noticedShare = ({ alone }: Mutated): number =>
  alone.length === 0 ? 1 : 1 - by(alone, 'nobody') / alone.length;

export function report(mutated: readonly Mutated[]): string {
  const rows = mutated.map(({ id, alone }) => {
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
    'the next day, the next minute; a rank goes behind the next row). Noticed means: `meetpoint check` finds a problem, or a scenario gives',
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
    ...survivors(mutated, 'Not noticed', ({ alone }) => alone),
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
