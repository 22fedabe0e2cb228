import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import { contentHash, normativeFiles } from '../agreement/release.ts';
import { readYaml } from '../agreement/yaml-source.ts';
import { vocabulary } from './vocabulary.ts';

interface Release {
  readonly version: string;
  readonly hash: string;
}

/** Every version that was ever released. A line is added with a release and never changed or taken away. */
const RELEASED: readonly (readonly [folder: string, version: string, hash: string])[] = [
  ['tiny', '1.0.0', 'c77e1dc644e9277634698664480fce4951de2014346c1bfbf6106ecf624d9aaa'],
];

const releasesOf = (folder: string): readonly Release[] => {
  const file = path.join('agreements', folder, 'releases.yaml');
  if (!existsSync(file)) return [];
  return readYaml(file, readFileSync(file, 'utf8')).source.value as Release[];
};

describe('released versions of the agreements that come with the program', () => {
  let work: string;
  before(() => {
    work = mkdtempSync(path.join(tmpdir(), 'meetpoint-released-'));
    cpSync('law', path.join(work, 'law'), { recursive: true });
  });
  after(() => rmSync(work, { recursive: true, force: true }));

  it('are all that releases.yaml names, with their hash', () => {
    const found = readdirSync('agreements', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => releasesOf(name).map(({ version, hash }) => [name, version, hash]));
    assert.deepEqual(found.sort(), [...RELEASED].sort());
  });

  it('are refused when one file of them changes, comes or goes', () => {
    const problems = (folder: string): string[] => {
      const loaded = loadAgreement(folder, { vocabulary });
      return loaded.ok ? [] : loaded.problems.map(({ id }) => id);
    };
    for (const name of new Set(RELEASED.map(([folder]) => folder))) {
      const folder = path.join(work, 'agreements', name);
      cpSync(path.join('agreements', name), folder, { recursive: true });
      assert.deepEqual(problems(folder), [], name);
      for (const file of normativeFiles(folder)) {
        const where = path.join(folder, file);
        const text = readFileSync(where, 'utf8');
        appendFileSync(where, '\n');
        assert.ok(problems(folder).includes('release/changed'), `${name}/${file}`);
        writeFileSync(where, text);
      }
      const hash = contentHash(folder);
      const more = path.join(folder, 'more.csv');
      writeFileSync(more, 'id\n');
      assert.ok(problems(folder).includes('release/changed'));
      rmSync(more);
      assert.equal(contentHash(folder), hash);
      rmSync(path.join(folder, 'releases.yaml'));
      assert.deepEqual(problems(folder), ['release/not-frozen'], `${name} without its hash`);
    }
  });
});
