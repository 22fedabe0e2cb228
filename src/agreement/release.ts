import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { sha256 } from '../base/canonical.ts';
import type { Problem } from '../base/problem.ts';
import type { Manifest } from './manifest.ts';
import { misfits } from './schema.ts';
import { FileSource } from './source.ts';
import { readYaml } from './yaml-source.ts';

const RELEASES = 'releases.yaml';
/** What explains and tests an agreement, or freezes it, and is no part of it. */
function isNormative(file: string): boolean {
  const parts = file.split('/');
  if (parts.some((part) => part.startsWith('.'))) return false;
  return parts[0] !== 'scenarios' && parts.at(-1) !== 'README.md' && file !== RELEASES;
}

const Releases = Type.Array(
  Type.Object(
    {
      version: Type.String(),
      hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      releasedOn: Type.String({ format: 'date' }),
    },
    { additionalProperties: false },
  ),
);

/** Paths of the files that make the agreement, sorted, with `/`. */
export function normativeFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter(isNormative)
    .sort();
}

/**
 * sha256 over the sorted paths and file hashes; `more` adds documents loaded beside the folder. Text is
 * hashed with line feeds, so that a checkout on Windows has the same hash.
 */
export function contentHash(
  dir: string,
  source: FileSource = new FileSource(),
  more: readonly { readonly name: string; readonly text: string }[] = [],
): string {
  const lines = normativeFiles(dir).map(
    (file) => `${file}\u0000${sha256(content(source, path.join(dir, file)))}\n`,
  );
  const extra = more.map(({ name, text }) => `beside:${name}\u0000${sha256(withLineFeeds(text))}\n`).sort();
  return sha256([...lines, ...extra].join(''));
}

const withLineFeeds = (text: string): string => text.replaceAll('\r\n', '\n');

function content(source: FileSource, file: string): string | Uint8Array {
  const bytes = source.content(file);
  return /\.(md|csv|yaml|yml|json|txt)$/.test(file) ? withLineFeeds(bytes.toString('utf8')) : bytes;
}

/** A released version may not change: its hash is frozen in `releases.yaml`. */
export function checkRelease(dir: string, manifest: Manifest, files: FileSource): Problem[] {
  const file = (name: string): string => path.join(dir, name);
  const text = files.isFile(file(RELEASES)) ? files.text(file(RELEASES)) : '[]';
  const { source, problems } = readYaml(file(RELEASES), text);
  if (problems.length > 0) return problems;
  const wrong = misfits(Releases, source.value);
  if (wrong.length > 0) {
    return wrong.map((m) => ({
      id: 'release/shape',
      file: file(RELEASES),
      line: source.lineOf(m.path.split('.')),
      field: m.path,
      sentence: m.sentence,
      cure: m.cure,
    }));
  }
  const releases = source.value as Static<typeof Releases>;
  const index = releases.findIndex((release) => release.version === manifest.version);
  const frozen = releases[index];
  if (!frozen) {
    return manifest.status === 'draft'
      ? []
      : [
          {
            id: 'release/not-frozen',
            file: file('agreement.yaml'),
            line: 1,
            field: 'status',
            sentence: `Version ${manifest.version} is called released and has no hash.`,
            cure: `Add it to ${RELEASES}, or call it draft.`,
          },
        ];
  }
  const hash = contentHash(dir, files);
  if (hash === frozen.hash) return [];
  return [
    {
      id: 'release/changed',
      file: file(RELEASES),
      line: source.lineOf([index]),
      sentence: `Version ${frozen.version} was released on ${frozen.releasedOn} with content ${frozen.hash.slice(0, 12)} and its files now have ${hash.slice(0, 12)}.`,
      cure: 'Undo the change, or make it an amendment, a correction or a new version.',
    },
  ];
}
