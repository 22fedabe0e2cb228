/**
 * Runs the commands of the docs: each line of a ```sh block that begins with `npx meetpoint`. A command
 * ends with code 0, or with the code that a comment on its line says (`# exits 1`). Lines of output
 * under a command, in a ```text block right below, must each stand in what the command prints.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const documents = ['README.md', ...globSync('docs/**/*.md').sort()];
const data = mkdtempSync(path.join(tmpdir(), 'meetpoint-docs-'));
let [ran, wrong] = [0, 0];

for (const document of documents) {
  const text = readFileSync(document, 'utf8');
  for (const block of text.matchAll(/```sh\n([\s\S]*?)```(?:\s*```text\n([\s\S]*?)```)?/g)) {
    const commands = (block[1] ?? '').split('\n').filter((line) => line.startsWith('npx meetpoint '));
    let printed = '';
    for (const command of commands) printed += runCommand(document, command);
    for (const line of (block[2] ?? '')
      .split('\n')
      .map((l) => l.trim())
      .filter((l) => l !== '' && l !== '…')) {
      if (printed.includes(line)) continue;
      wrong += 1;
      console.error(`${document}: "${line}" is not printed by ${commands.join(' && ')}`);
    }
  }
}

function runCommand(document: string, line: string): string {
  const [command = '', comment = ''] = line.split(' # ');
  const expected = Number(/exits (\d)/.exec(comment)?.[1] ?? 0);
  const shell = command
    .replace('npx meetpoint', 'node bin/meetpoint.cjs')
    .replace(
      /(--out|--data|--store) \S+/g,
      (word, option) => `${option} ${path.join(data, path.basename(word.split(' ')[1] ?? 'out'))}`,
    );
  const result = spawnSync('sh', ['-c', shell], {
    encoding: 'utf8',
    env: { ...process.env, MEETPOINT_DATA: path.join(data, 'data') },
    timeout: 240_000,
  });
  ran += 1;
  if (result.status !== expected) {
    wrong += 1;
    console.error(
      `${document}: "${command}" ended with ${result.status}, not ${expected}.\n${result.stderr}`,
    );
  }
  return result.stdout + result.stderr;
}

console.log(`${ran} commands of ${documents.length} documents ran, ${wrong} problems.`);
process.exitCode = wrong > 0 ? 1 : 0;
