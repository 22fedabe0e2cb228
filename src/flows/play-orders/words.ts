import type { PlayScript } from './script.ts';

/** What `<WORD>` stands for under one agreement. */
export type Words = Readonly<Record<string, unknown>>;

const WORD = /<([A-Z][A-Z0-9_]*)>/g;

/** A value of a story with its words put in; a text that is one word becomes what the word stands for. */
export function worded(value: unknown, words: Words): unknown {
  if (typeof value === 'string') {
    const whole = /^<([A-Z][A-Z0-9_]*)>$/.exec(value)?.[1];
    if (whole !== undefined && Object.hasOwn(words, whole)) return words[whole];
    return value.replaceAll(WORD, (all, word: string) =>
      Object.hasOwn(words, word) ? String(words[word]) : all,
    );
  }
  if (Array.isArray(value)) return value.map((item) => worded(item, words));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, worded(inner, words)]));
}

/** The words of a story under an agreement: those of all stories, and its own before them. */
export const wordsOf = (
  script: PlayScript,
  carriers: Readonly<Record<string, Words>>,
  id: string,
): Words => ({
  ...carriers[id],
  ...script.words?.[id],
});

/** Words of forms and steps that nothing stands for under the agreement, each once. */
export function wordsWithout(script: PlayScript, words: Words): string[] {
  const used = [...JSON.stringify([script.given, script.forms, script.steps]).matchAll(WORD)];
  return [...new Set(used.map(([, word = '']) => word))].filter((word) => !Object.hasOwn(words, word));
}
