import { readFileSync } from 'node:fs';
import { readRows } from '../../src/formats/order-forms/csv-rows.ts';
import type { Problem } from '../../src/base/problem.ts';

/** One rule of a published list, encoded or not. */
export interface PublishedRule {
  readonly id: string;
  readonly form: string;
  readonly list: string;
  readonly source: string;
}

export function readPublishedRules(file: string): { rules: PublishedRule[]; problems: Problem[] } {
  const { rows, problems } = readRows(file, readFileSync(file, 'utf8'), ['id', 'form', 'list', 'source']);
  const seen = new Set<string>();
  const rules = rows.map(({ line, cells }): PublishedRule => {
    const { id = '', form = '', list = '', source = '' } = cells;
    if (seen.has(id))
      problems.push({
        id: 'forms/published-twice',
        file,
        line,
        field: id,
        sentence: `Rule ${id} stands twice.`,
        cure: 'Keep one row.',
      });
    seen.add(id);
    return { id, form, list, source };
  });
  return { rules, problems };
}

/** How many rules of each list some edit says. */
export function encodedByList(
  rules: readonly PublishedRule[],
  encoded: ReadonlySet<string>,
): { list: string; published: number; encoded: number }[] {
  return [...Map.groupBy(rules, ({ list }) => list)]
    .map(([list, ofList]) => ({
      list,
      published: ofList.length,
      encoded: ofList.filter(({ id }) => encoded.has(id)).length,
    }))
    .sort((a, b) => (a.list < b.list ? -1 : 1));
}
