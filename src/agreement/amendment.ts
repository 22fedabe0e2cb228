import { Type } from 'typebox';
import type { Static } from 'typebox';
import { didYouMean } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import { checkAmendedText } from './amended-text.ts';
import { checkAmendedFields, checkFiling } from './filing.ts';
import { misfits } from './schema.ts';
import { readRow } from './table.ts';
import { readTerm } from './term-entry.ts';
import type { TermEntry } from './term-entry.ts';
import { patched, patchedValue } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { PROVENANCES, allTables, findTerm } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

const Change = Type.Object(
  {
    /** Key of a term, or `table#row-id`. `set` changes the fields given (null takes one away); `add` brings a new one; `remove` ends one. */
    set: Type.Optional(Type.String()),
    add: Type.Optional(Type.String()),
    remove: Type.Optional(Type.String()),
    value: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    clause: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

export const AmendmentSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
    title: Type.String(),
    kind: Type.Enum(['amendment', 'correction']),
    /** Contract time: the first day it holds. A correction without one holds from the beginning. */
    effectiveOn: Type.Optional(Type.String({ format: 'date' })),
    /** Record time: when this document was loaded. */
    recordedAt: Type.String({ format: 'instant' }),
    only: Type.Optional(Type.String()),
    /** Filing facts of an amendment. Without `approval` it is taken as approved. */
    signedOn: Type.Optional(Type.String({ format: 'date' })),
    filedOn: Type.Optional(Type.String({ format: 'date' })),
    docket: Type.Optional(Type.String({ minLength: 2 })),
    trackingNumber: Type.Optional(Type.String({ minLength: 2 })),
    orderedOn: Type.Optional(Type.String({ format: 'date' })),
    /** Pending and rejected ones are shown and have no effect; deemed: by the lapse of time. */
    approval: Type.Optional(Type.Enum(['approved', 'deemed', 'pending', 'rejected'])),
    /** Id of an amendment of the same day whose fields this one sets again. */
    supersedes: Type.Optional(Type.String()),
    provenance: Type.Enum([...PROVENANCES]),
    source: Type.String({ minLength: 3 }),
    text: Type.String({ minLength: 3 }),
    changes: Type.Array(Change, { minItems: 1 }),
  },
  { additionalProperties: false },
);

/** The parties' amendment, or our correction of the encoding, with its two dates. */
export type Amendment = Static<typeof AmendmentSchema> & { readonly file: string; readonly citation: string };

/** Whether a document's changes hold: an amendment that waits for its approval, or was refused it, has none. */
export const hasEffect = ({ approval }: Pick<Amendment, 'approval'>): boolean =>
  approval !== 'pending' && approval !== 'rejected';

export interface AmendmentSource {
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
  const files = new Map<string, string>();
  const base = timeline.copy();
  const problems = ordered.flatMap((item) => {
    const { id, file, citation } = item.amendment;
    const other = files.get(id);
    files.set(id, file);
    if (other !== undefined) {
      return [
        {
          id: 'amendment/duplicate-id',
          file,
          line: item.source.lineOf(['id']),
          field: 'id',
          sentence: `"${id}" is also the id of ${other}.`,
          cure: 'Give each document its own id, and load each once.',
          clause: citation,
        },
      ];
    }
    return hasEffect(item.amendment) ? apply(item, timeline, vocabulary) : [];
  });
  const inEffect = ordered.filter(({ amendment }) => hasEffect(amendment));
  // What has no effect is still read: on the agreement as it would be with it.
  const dry = ordered
    .filter(({ amendment }) => !hasEffect(amendment))
    .flatMap((item) => {
      const trial = base.copy();
      for (const other of inEffect) apply(other, trial, vocabulary);
      return apply(item, trial, vocabulary);
    });
  return [
    ...problems,
    ...dry,
    ...checkFiling(read),
    ...checkAmendedFields(read),
    ...checkAmendedText(read, timeline),
  ];
}

const apply = (item: AmendmentSource, timeline: Timeline, vocabulary: readonly Vocabulary[]): Problem[] =>
  item.amendment.changes.flatMap((change, index) => applyChange(item, change, index, timeline, vocabulary));

const BEGINNING = '0001-01-01';

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
  if (change.remove === undefined && change.value === undefined && change.clause === undefined)
    return problem('amendment/change', `Nothing is said of "${key}".`, 'Write its fields under "value:".');
  const { recordedAt } = amendment;
  const effectiveOn = amendment.effectiveOn ?? BEGINNING;
  const now = timeline.find(key, effectiveOn, recordedAt);
  const coming = beginnings(timeline, key).filter((from) => from > effectiveOn);
  if (change.add !== undefined && (now ?? coming[0]) !== undefined) {
    return problem(
      'amendment/exists',
      now ? `"${key}" is there already.` : `"${key}" begins on ${coming[0]}.`,
      'Use set, or set its clause.',
    );
  }
  if (change.add === undefined && !now && coming.length === 0) {
    const verb = change.set === undefined ? 'remove' : 'set';
    return timeline.versions(key).length === 0
      ? problem(
          'amendment/unknown-key',
          `There is no "${key}" to ${verb}.`,
          `${didYouMean(key, timeline.keys())}Correct the key, or use add.`,
        )
      : problem(
          'amendment/not-in-force',
          `"${key}" is not in force on ${effectiveOn} nor later.`,
          'Correct the day, or use add.',
        );
  }
  const spans = coming.length + (now ? 1 : 0);
  if (change.set !== undefined && spans > 1 && (!now || amendment.effectiveOn === undefined)) {
    return problem(
      'amendment/ambiguous',
      `"${key}" has ${spans} dated values from ${effectiveOn} on and this sets one of them.`,
      'Say with "effectiveOn:" in which of them it takes effect.',
    );
  }
  // Set before its entry begins, it holds from the day on which the entry begins.
  const from = change.set !== undefined && !now ? (coming[0] ?? effectiveOn) : effectiveOn;
  const before = change.set === undefined ? undefined : (now ?? timeline.find(key, from, recordedAt));
  const clash = timeline
    .versions(key)
    .find(
      (v) =>
        v.effectiveOn === from &&
        v.recordedAt !== undefined &&
        Temporal.Instant.compare(v.recordedAt, recordedAt) === 0,
    );
  if (clash) {
    return problem(
      'amendment/conflict',
      `${clash.by ?? ''} changes "${key}" from the same day, recorded at the same moment.`,
      'Give one of them another date: the agreement does not rank them.',
    );
  }
  const stamp = { effectiveOn: from, recordedAt, by: amendment.id };
  if (change.remove !== undefined) {
    timeline.add(key, { entry: null, ...stamp });
    return [];
  }
  const { value, to, unknown } = readChange(key, change.value ?? {}, vocabulary);
  const patch = { value, ...(change.clause === undefined ? {} : { clause: change.clause }) };
  const made = makeEntry(
    key,
    patchedValue(before?.value ?? {}, patch),
    to,
    change.clause ?? before?.citation ?? amendment.citation,
    amendment,
    line,
    vocabulary,
  );
  const found = [...unknown, ...made.problems];
  if (!made.entry || found.length > 0) {
    const subject = key.includes('#') ? key.split('#')[0] : key;
    return found.map((one) => ({
      ...one,
      file: amendment.file,
      line: source.lineOf([
        'changes',
        index,
        'value',
        ...(one.field ?? '').slice(`${subject}.`.length).split('.'),
      ]),
      clause: amendment.citation,
    }));
  }
  const starts = amendment.effectiveOn === undefined ? before?.from : from;
  const ends = made.entry.to ?? before?.to;
  const entry: TermEntry = {
    ...made.entry,
    ...(starts === undefined ? {} : { from: starts }),
    ...(ends === undefined ? {} : { to: ends }),
  };
  timeline.add(
    key,
    before ? { entry: patched(before, entry, patch, amendment.id), patch, ...stamp } : { entry, ...stamp },
  );
  return [];
}

/** First days of the entries of a key that the agreement or a document brought, not of changes to them. */
const beginnings = (timeline: Timeline, key: string): string[] =>
  timeline
    .versions(key)
    .flatMap(({ entry, patch }) => (entry && !patch && entry.from !== undefined ? [entry.from] : []))
    .filter((from) => timeline.find(key, from) !== undefined);

/** Fields that a change may give: those of the term or row, and the last day on which they hold. */
function readChange(
  key: string,
  given: Readonly<Record<string, unknown>>,
  vocabulary: readonly Vocabulary[],
): { value: Record<string, unknown>; to: unknown; unknown: Problem[] } {
  const [table, id] = key.split('#');
  const last = id === undefined ? 'effectiveTo' : 'effective_to';
  const def =
    id === undefined
      ? findTerm(vocabulary, key)
      : allTables(vocabulary).find((candidate) => candidate.name === table);
  const fields = Object.keys((def?.schema as { properties?: object } | undefined)?.properties ?? {});
  const { [last]: to, ...value } = given;
  const unknown = Object.keys(value)
    .filter((name) => def !== undefined && !fields.includes(name))
    .map((name) => ({
      id: 'amendment/unknown-field',
      field: `${table}.${name}`,
      sentence: `"${key}" has no field "${name}" that a change may give.`,
      cure: `${didYouMean(name, [...fields, last])}Fields are: ${[...fields, last].join(', ')}.`,
    }));
  return { value, to, unknown };
}

function makeEntry(
  key: string,
  value: Readonly<Record<string, unknown>>,
  to: unknown,
  clause: string,
  amendment: Amendment,
  line: number,
  vocabulary: readonly Vocabulary[],
): { entry?: TermEntry; problems: Problem[] } {
  const about = { provenance: amendment.provenance, source: amendment.source };
  const [table, id] = key.split('#');
  if (id === undefined) {
    const raw = { ...value, ...about, ...(to === undefined ? {} : { effectiveTo: to }) };
    return readTerm(amendment.file, key, raw, () => line, clause, vocabulary);
  }
  const def = allTables(vocabulary).find((candidate) => candidate.name === table);
  if (!def) {
    const names = allTables(vocabulary).map(({ name }) => name);
    return {
      problems: [
        {
          id: 'amendment/unknown-table',
          file: amendment.file,
          line,
          field: key,
          sentence: `There is no table "${table}".`,
          cure: `${didYouMean(table ?? '', names)}Tables are: ${names.join(', ')}.`,
        },
      ],
    };
  }
  const cells = Object.fromEntries(
    Object.entries({ ...value, ...about, effective_to: to ?? '' }).map(([name, cell]) => [
      name,
      typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell),
    ]),
  );
  return readRow(amendment.file, line, { ...cells, id, clause }, def);
}
