import type { Problem } from '../../src/base/problem.ts';
import { readEntry } from './entries.ts';
import type { Entry } from './entries.ts';
import type { Ground, TestFile } from './ground.ts';
import { problem } from './rules.ts';
import type { Rule } from './rules.ts';

export const STATES = ['modelled', 'partly', 'unmodelled'] as const;
export type State = (typeof STATES)[number];

/** A rule with its computed state. */
export interface Covered {
  readonly rule: Rule;
  readonly state: State;
  /** What executes it: `by` without the tests. */
  readonly by: readonly string[];
  readonly tests: readonly string[];
  /** What is missing, the computed part included. */
  readonly reason: string;
}

/**
 * modelled: all of `by` is there and asked for by code, a test names it and no reason says what is missing. partly:
 * some of it runs. unmodelled: nothing runs.
 */
export function cover(rule: Rule, ground: Ground): Covered {
  const by = rule.by.filter((word) => !word.startsWith('test:'));
  const entries = by.map((word) => readEntry(word, ground));
  const tests = testsOf(rule, entries, ground);
  const words = (state: string): string[] =>
    entries.filter((entry) => entry.state === state).map(({ word }) => `\`${word}\``);
  const [idle, absent] = [words('idle'), words('absent')];
  const said = entries.filter((entry) => entry.said);
  // An agreement that says nothing of the subject does not run it, whatever the program could do.
  const silent = said.length > 0 && said.every((entry) => entry.state === 'absent');
  const runs = !silent && entries.some((entry) => entry.state === 'runs');
  // A decision or case does something by itself: a test of its clock or term is none of it.
  const untested = entries
    .filter(({ word }) => /^(?:decision|case|edit):/.test(word))
    .filter((entry) => entry.state === 'runs' && !ground.tests.some(entry.named))
    .map(({ word }) => `\`${word}\``);
  const missing = [
    idle.length > 0 ? `No rule reads ${idle.join(', ')} yet.` : '',
    absent.length > 0 ? `This agreement has no ${absent.join(', ')}.` : '',
    ...entries.map(({ lacks = '' }) => lacks),
    runs && tests.length === 0 ? 'No test names it.' : '',
    tests.length > 0 && untested.length > 0 ? `No test names ${untested.join(', ')}.` : '',
    rule.reason,
  ].filter((sentence) => sentence !== '');
  return {
    rule,
    state: !runs ? 'unmodelled' : missing.length === 0 ? 'modelled' : 'partly',
    by,
    tests,
    reason: missing.join(' '),
  };
}

/** Scenarios say the number in full; then tests of the rule's own room. */
const closeness = ({ file, asks }: TestFile, { subject }: Rule): number =>
  asks ? 2 : file.includes(`/${subject}/`) ? 1 : 0;

/** Tests that the rule names, then those that name most of what it names. */
function testsOf(rule: Rule, entries: readonly Entry[], ground: Ground): string[] {
  const asked = rule.by.filter((word) => word.startsWith('test:')).map((word) => word.slice('test:'.length));
  const found = ground.tests
    .filter(({ file }) => !asked.includes(file))
    .map((test) => ({ test, count: entries.filter((entry) => entry.named(test)).length }))
    .filter(({ count: named }) => named > 0)
    .toSorted((a, b) => b.count - a.count || closeness(b.test, rule) - closeness(a.test, rule));
  return [...asked, ...found.map(({ test }) => test.file)];
}

/** What a row claims and is not so, in the agreement that the rows are written for. */
export function claimProblems(rule: Rule, ground: Ground): Problem[] {
  const wrong = (sentence: string, cure: string): Problem => problem(rule, 'by', sentence, cure);
  const entries = rule.by.filter((word) => !word.startsWith('test:')).map((word) => readEntry(word, ground));
  const absent = entries
    .filter(({ state }) => state === 'absent')
    .map(({ word }) => wrong(`${rule.id} names "${word}", which is not there.`, 'Correct or remove it.'));
  const tests = rule.by
    .filter((word) => word.startsWith('test:'))
    .flatMap((word) => {
      const file = word.slice('test:'.length);
      const test = ground.tests.find((one) => one.file === file);
      if (!test) return [wrong(`${rule.id} names the test "${file}", which is not there.`, 'Name a test.')];
      return entries.some((entry) => entry.named(test))
        ? []
        : [wrong(`${file} mentions nothing that ${rule.id} names.`, 'Name a test of what executes it.')];
    });
  return [...absent, ...tests];
}

/** How many are in each state. */
export function count(covered: readonly Covered[]): Record<State, number> {
  const counts: Record<State, number> = { modelled: 0, partly: 0, unmodelled: 0 };
  for (const { state } of covered) counts[state] += 1;
  return counts;
}
