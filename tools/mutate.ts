/**
 * Changes every number of an agreement's terms and rows, one at a time and in memory, and counts who notices: the check of text against
 * terms, or a scenario whose answer was worked out. Then it changes each number of a term together with its text, which the check
 * cannot notice: a scenario that rests on the term must then give another answer. Hashes and snapshots do not count.
 *
 *   node bin/meetpoint.cjs node tools/mutate.ts [agreement …] [--list] [--write]
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readManifest } from '../src/agreement/manifest.ts';
import { unwrap } from '../src/base/result.ts';
import { readScenarios } from '../src/flows/scenarios/read-scenarios.ts';
import { changeTogether } from './mutate/change-together.ts';
import { findNumbers } from './mutate/find-numbers.ts';
import type { NumberPlace } from './mutate/find-numbers.ts';
import { Subject } from './mutate/notice.ts';
import type { Notice } from './mutate/notice.ts';
import { noticedShare, report } from './mutate/report.ts';

const DOCUMENT = 'docs/mutation.md';
/** Part of the numbers of each agreement that must be noticed. */
const LEAST = 0.95;
const ALL = ['missouri-2006', 'sample-west', 'sample-south'];

export interface Tried {
  readonly place: NumberPlace;
  readonly notice: Notice;
}

export interface Mutated {
  readonly id: string;
  /** Each number by itself. */
  readonly alone: readonly Tried[];
  /** Each number of a term with its text. */
  readonly together: readonly Tried[];
}

/** A copy of the agreement and the law, so that nothing changes under the long run but what is meant to. */
function copyOf(id: string): string {
  const root = mkdtempSync(path.join(tmpdir(), 'mutate-'));
  for (const folder of [path.join('agreements', id), 'law'])
    cpSync(folder, path.join(root, folder), { recursive: true });
  return root;
}

function mutate(id: string): Mutated {
  const root = copyOf(id);
  try {
    return mutateIn(root, id);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function mutateIn(root: string, id: string): Mutated {
  const dir = path.join(root, 'agreements', id);
  const file = path.join(dir, 'agreement.yaml');
  const manifest = unwrap(readManifest(file, readFileSync(file, 'utf8')));
  const subject = new Subject(dir, Object.keys(manifest.variants), unwrap(readScenarios(dir)));
  const texts = new Map<string, string>();
  const textOf = (name: string): string => {
    const text = texts.get(name) ?? readFileSync(name, 'utf8');
    texts.set(name, text);
    return text;
  };
  const untouched = subject.ask(file, textOf(file));
  if (untouched.by !== 'nobody') throw new Error(`${id} does not pass as it is: ${untouched.what}.`);
  const places = findNumbers(dir, manifest);
  const alone = places.map((place) => {
    const text = textOf(place.file);
    const changed = text.slice(0, place.at) + place.instead + text.slice(place.at + place.written.length);
    return { place, notice: subject.ask(place.file, changed) };
  });
  const together = places
    .filter(({ kind }) => kind === 'term')
    .map((place) => ({ place, notice: changeTogether(subject, place, textOf(place.file)) }));
  const shown = ({ place, notice }: Tried): Tried => ({
    place: { ...place, file: path.relative(root, place.file) },
    notice: { ...notice, what: notice.what.replace(`${root}/`, '') },
  });
  return { id, alone: alone.map(shown), together: together.map(shown) };
}

const words = process.argv.slice(2);
const asked = words.filter((word) => !word.startsWith('--'));
const began = performance.now();
const mutated = (asked.length > 0 ? asked : ALL).map(mutate);
const seconds = Math.round((performance.now() - began) / 1000);
const text = report(mutated);
if (words.includes('--write')) writeFileSync(DOCUMENT, text);
else process.stdout.write(text);
if (words.includes('--list'))
  for (const { alone, together } of mutated)
    for (const [how, tried] of Object.entries({ alone, together }))
      for (const { place, notice } of tried)
        process.stdout.write(
          `${place.file}:${place.line} ${how} ${place.where} ${place.written} → ${place.instead}: ${notice.by} ${notice.what}\n`,
        );
process.stderr.write(`${seconds} s\n`);
for (const one of mutated) {
  if (noticedShare(one) >= LEAST) continue;
  process.stderr.write(
    `${one.id}: fewer than ${LEAST * 100} % of its numbers are noticed when they change.\n`,
  );
  process.exitCode = 1;
}
