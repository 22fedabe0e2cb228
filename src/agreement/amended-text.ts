import type { Problem } from '../base/problem.ts';
import { hasEffect } from './amendment.ts';
import type { AmendmentSource } from './amendment.ts';
import { nearest, plain, proseMentions, unitOf, valueMentions } from './mention.ts';
import type { Mention } from './mention.ts';
import type { Timeline } from './timeline.ts';

/**
 * The text of an amendment against the values that it sets. A text may leave numbers to the changes, so only units that
 * both speak of are compared: where the text says days, the days set stand in it; what it says beside them was in force
 * before (`from 30 days to 45 days`). Rows may say more than the text. Words and figures are compared always.
 */
export function checkAmendedText(read: readonly AmendmentSource[], timeline: Timeline): Problem[] {
  return read.flatMap((item) => {
    const { amendment, source } = item;
    const textLine = source.lineOf(['text']);
    // Folded text has no lines of its own: the line is that of the field.
    const prose = proseMentions(amendment.text, 0).map((mention) => ({ ...mention, line: textLine }));
    const problem = (line: number, also: number, field: string, sentence: string): Problem => ({
      id: 'amendment/contradiction',
      file: amendment.file,
      line,
      also: { file: amendment.file, line: also },
      field,
      sentence,
      cure: 'Make the text and the changes say the same.',
      clause: amendment.citation,
    });
    const found: Problem[] = prose.flatMap(({ mismatch, line }) =>
      mismatch === undefined
        ? []
        : [
            {
              id: 'agreement/word-and-figure',
              file: amendment.file,
              line,
              field: 'text',
              sentence: `The text says "${mismatch}": its words and its figure are two numbers.`,
              cure: 'Make both say the same.',
              clause: amendment.citation,
            },
          ],
    );
    if (!hasEffect(amendment)) return found;
    const changes = amendment.changes.map((change, index) => setBy(item, change, index));
    const set = changes.flatMap(({ mentions }) => mentions);
    const before = amendment.changes.flatMap((change) =>
      earlier(timeline, change.set ?? change.remove ?? '', amendment.id),
    );
    const said = new Set(prose.map(({ form }) => form));
    const forms = (mentions: readonly Mention[]): Set<string> =>
      new Set(mentions.flatMap(({ form }) => [form, plain(form)]));
    const [meant, was] = [forms(set), forms(before)];
    const spoken = new Set(prose.map(({ form }) => unitOf(form)).filter((unit) => unit !== ''));
    const touched = new Set(set.map(({ form }) => unitOf(form)));
    for (const { mentions, isRow } of changes) {
      for (const mention of mentions) {
        if (isRow || !spoken.has(unitOf(mention.form))) continue;
        if (said.has(mention.form) || said.has(plain(mention.form))) continue;
        found.push(
          problem(
            mention.line,
            textLine,
            mention.where,
            `The change says ${mention.form} and the text of the amendment does not.`,
          ),
        );
      }
    }
    for (const mention of prose) {
      const unit = unitOf(mention.form);
      if (unit === '' || !touched.has(unit) || meant.has(mention.form) || was.has(mention.form)) continue;
      const other = nearest(mention, set, (one) => !said.has(plain(one.form)));
      found.push(
        problem(
          textLine,
          other?.line ?? textLine,
          'text',
          `The text says ${mention.form}; no change sets it and nothing that is changed said it before.`,
        ),
      );
    }
    return found;
  });
}

/** The numbers of the fields that one change gives. */
function setBy(
  { source }: AmendmentSource,
  change: AmendmentSource['amendment']['changes'][number],
  index: number,
): { readonly mentions: Mention[]; readonly isRow: boolean } {
  const key = change.set ?? change.add ?? '';
  return {
    isRow: key.includes('#'),
    mentions: valueMentions(key, change.value ?? {}, (path) =>
      source.lineOf(['changes', index, 'value', ...path]),
    ),
  };
}

/** The numbers that a key said before, in whichever of its versions. */
const earlier = (timeline: Timeline, key: string, by: string): Mention[] =>
  timeline
    .versions(key)
    .flatMap((version) =>
      version.by === by || version.entry === null ? [] : valueMentions(key, version.entry.value, () => 0),
    );
