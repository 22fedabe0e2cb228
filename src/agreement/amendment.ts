import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { misfits } from './schema.ts';
import { readRow } from './table.ts';
import { readTerm } from './term-entry.ts';
import type { TermEntry } from './term-entry.ts';
import type { Timeline } from './timeline.ts';
import { PROVENANCES, allTables } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

const Change = Type.Object(
  {
    /** Key of a term, or `table#row-id`. `set` changes the fields given; `add` brings a new one; `remove` ends one. */
    set: Type.Optional(Type.String()),
    add: Type.Optional(Type.String()),
    remove: Type.Optional(Type.String()),
    value: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    clause: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

const AmendmentSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
    title: Type.String(),
    kind: Type.Enum(['amendment', 'correction']),
    /** Contract time: the first day it holds. A correction without one holds from the beginning. */
    effectiveOn: Type.Optional(Type.String({ format: 'date' })),
    /** Record time: when this document was loaded. */
    recordedAt: Type.String({ format: 'instant' }),
    only: Type.Optional(Type.String()),
    provenance: Type.Enum([...PROVENANCES]),
    source: Type.String({ minLength: 3 }),
    text: Type.String({ minLength: 3 }),
    changes: Type.Array(Change, { minItems: 1 }),
  },
  { additionalProperties: false },
);

/** The parties' amendment, or our correction of the encoding, with its two dates. */
export type Amendment = Static<typeof AmendmentSchema> & { readonly file: string; readonly citation: string };

interface AmendmentSource {
  readonly amendment: Amendment;
  readonly source: YamlSource;
}

export function readAmendment(file: string, text: string): { read?: AmendmentSource; problems: Problem[] } {
  const { source, problems } = readYaml(file, text);
  if (problems.length > 0) return { problems };
  const found = misfits(AmendmentSchema, source.value).map((misfit) => ({
    id: 'amendment/shape',
    file,
    line: source.lineOf(misfit.path.split('.')),
    field: misfit.path,
    sentence: misfit.sentence,
    cure: misfit.cure,
  }));
  if (found.length > 0) return { problems: found };
  const value = source.value as Static<typeof AmendmentSchema>;
  if (value.kind === 'amendment' && value.effectiveOn === undefined) {
    return {
      problems: [
        {
          id: 'amendment/no-date',
          file,
          line: 1,
          field: 'effectiveOn',
          sentence: 'An amendment says from which day it holds.',
          cure: 'Add "effectiveOn:".',
        },
      ],
    };
  }
  return { read: { amendment: { ...value, file, citation: `Amendment ${value.id}` }, source }, problems: [] };
}

/** Puts the changes on the timeline, documents in order of record time. */
export function applyAmendments(
  read: readonly AmendmentSource[],
  timeline: Timeline,
  vocabulary: readonly Vocabulary[],
): Problem[] {
  const ordered = [...read].sort((a, b) =>
    Temporal.Instant.compare(a.amendment.recordedAt, b.amendment.recordedAt),
  );
  return ordered.flatMap((item) =>
    item.amendment.changes.flatMap((change, index) => applyChange(item, change, index, timeline, vocabulary)),
  );
}

function applyChange(
  { amendment, source }: AmendmentSource,
  change: Static<typeof Change>,
  index: number,
  timeline: Timeline,
  vocabulary: readonly Vocabulary[],
): Problem[] {
  const line = source.lineOf(['changes', index]);
  const problem = (id: string, sentence: string, cure: string): Problem[] => [
    { id, file: amendment.file, line, field: `changes.${index}`, sentence, cure, clause: amendment.citation },
  ];
  const verbs = [change.set, change.add, change.remove].filter((key) => key !== undefined);
  const key = verbs[0];
  if (verbs.length !== 1 || key === undefined)
    return problem(
      'amendment/change',
      'A change is one of set, add, remove.',
      'Write one of them with its key.',
    );
  const effectiveOn = amendment.effectiveOn ?? '0001-01-01';
  const clash = timeline
    .versions(key)
    .find((v) => v.effectiveOn === effectiveOn && v.recordedAt === amendment.recordedAt);
  if (clash) {
    return problem(
      'amendment/conflict',
      `${clash.by ?? ''} changes "${key}" from the same day, recorded at the same moment.`,
      'Give one of them another date: the agreement does not rank them.',
    );
  }
  const before =
    timeline.find(key, effectiveOn, amendment.recordedAt) ??
    timeline.versions(key).findLast((v) => v.entry)?.entry ??
    undefined;
  if ((change.set !== undefined || change.remove !== undefined) && !before) {
    return problem(
      'amendment/unknown-key',
      `There is no "${key}" to ${change.set ? 'set' : 'remove'}.`,
      'Correct the key, or use add.',
    );
  }
  const stamp = { effectiveOn, recordedAt: amendment.recordedAt, by: amendment.id };
  if (change.remove !== undefined) {
    timeline.add(key, { entry: null, ...stamp });
    return [];
  }
  if (change.add !== undefined && timeline.find(key, effectiveOn, amendment.recordedAt)) {
    return problem('amendment/exists', `"${key}" is there already.`, 'Use set.');
  }
  const clause = change.clause ?? before?.citation ?? amendment.citation;
  const made = makeEntry(key, { ...before?.value, ...change.value }, clause, amendment, line, vocabulary);
  if (!made.entry) return made.problems;
  const citation =
    change.clause === undefined && before ? `${before.citation} (amended: ${amendment.id})` : clause;
  timeline.add(key, {
    entry: {
      ...made.entry,
      citation,
      from: effectiveOn,
      ...(before?.to === undefined || before.to < effectiveOn ? {} : { to: before.to }),
    },
    ...stamp,
  });
  return [];
}

function makeEntry(
  key: string,
  value: Readonly<Record<string, unknown>>,
  clause: string,
  amendment: Amendment,
  line: number,
  vocabulary: readonly Vocabulary[],
): { entry?: TermEntry; problems: Problem[] } {
  const about = { provenance: amendment.provenance, source: amendment.source };
  const [table, id] = key.split('#');
  if (id === undefined)
    return readTerm(amendment.file, key, { ...value, ...about }, () => line, clause, vocabulary);
  const def = allTables(vocabulary).find((candidate) => candidate.name === table);
  if (!def) {
    return {
      problems: [
        {
          id: 'amendment/unknown-table',
          file: amendment.file,
          line,
          field: key,
          sentence: `There is no table "${table}".`,
          cure: `Tables are: ${allTables(vocabulary)
            .map((d) => d.name)
            .join(', ')}.`,
        },
      ],
    };
  }
  const cells = Object.fromEntries(
    Object.entries({ ...value, ...about }).map(([name, cell]) => [
      name,
      typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell),
    ]),
  );
  return readRow(amendment.file, line, { ...cells, id, clause }, def);
}
