import { Type } from 'typebox';
import { OPEN_END } from '../agreement/agreement.ts';
import type { Agreement } from '../agreement/agreement.ts';
import { Code, IsoDate } from '../agreement/schema.ts';
import { defineTable } from '../agreement/vocabulary.ts';
import type { Problem } from '../base/problem.ts';
import { fullName, partyOn } from './party-on.ts';

/** How a party came to be called otherwise, or came to be somebody else. Its id stays. */
export const successionsTable = defineTable({
  name: 'successions',
  identity: ['party', 'on'],
  schema: Type.Object({
    party: Type.String({ description: 'Party id of parties.csv' }),
    event: Code(['renamed', 'brand', 'acquired', 'merged', 'assigned'], 'What happened'),
    from_name: Type.String({ minLength: 1, description: 'Full name until the day before' }),
    to_name: Type.String({ minLength: 1, description: 'Full name from that day' }),
    on: IsoDate('First day of the new name'),
    evidence: Type.String({ minLength: 1, description: 'What shows it' }),
  }),
  doc: 'Names of the parties over time: what each followed on, with what shows it.',
});

/** The names that a succession says are those of parties.csv on the day and on the day before. */
export function checkSuccessions(agreement: Agreement): Problem[] {
  return agreement
    .at(OPEN_END)
    .rows(successionsTable)
    .flatMap((row) => {
      const { party, on, from_name: before, to_name: after } = row.value;
      const eve = Temporal.PlainDate.from(on).subtract({ days: 1 }).toString();
      const wrong = (field: string, day: string, said: string): Problem[] => {
        const found = partyOn(agreement, party, day);
        const name = found === undefined ? undefined : fullName(found.value);
        if (name === said) return [];
        return [
          {
            id: 'parties/succession',
            file: row.file,
            line: row.line,
            ...(found === undefined ? {} : { also: { file: found.file, line: found.line } }),
            field,
            sentence: `${party} is said to be called "${said}" on ${day}, and parties.csv ${name === undefined ? 'has no row for that day' : `says "${name}"`}.`,
            cure: 'Make both say the same.',
            clause: row.citation,
          },
        ];
      };
      return [...wrong('from_name', eve, before), ...wrong('to_name', on, after)];
    });
}
