/** House rules that no linter knows: file size, the wall clock, whole READMEs. Exits 1 with a line for each breach. */
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';

const MOST_LINES = 400;
const WALL_CLOCK = /Date\.now\(|new Date\(\)|Temporal\.Now|(?<![.\w])now\(\)|current_timestamp|current_date/i;
const breaches: string[] = [];

const sources = globSync(['src/**/*.{ts,sql}', 'tools/**/*.ts', 'portal/**/*.{ts,tsx}', 'bench/**/*.ts'], {
  exclude: (name) => name.includes('node_modules') || name.includes('dist'),
}).sort();
for (const file of sources) {
  const lines = readFileSync(file, 'utf8').split('\n');
  if (lines.length > MOST_LINES)
    breaches.push(`${file}: ${lines.length} lines; split it (at most ${MOST_LINES}).`);
  lines.forEach((line, index) => {
    const at = `${file}:${index + 1}`;
    const code = line.replace(/\/\/.*|^\s*\*.*|--.*/, '');
    if (
      file.startsWith('src/') &&
      !file.startsWith('src/platform/') &&
      !file.endsWith('.test.ts') &&
      WALL_CLOCK.test(code)
    )
      breaches.push(`${at}: only src/platform reads the wall clock.`);
    if (/@ts-(ignore|nocheck)|\bas any\b|: any\b/.test(code) && file !== 'tools/tidy.ts')
      breaches.push(`${at}: no type escapes.`);
  });
}

const rooms = readdirSync('src').map((name) => `src/${name}`);
const articles = readdirSync('src/articles').map((name) => `src/articles/${name}`);
for (const folder of [...rooms, ...articles].filter((name) => name !== 'src/app' && !name.endsWith('.md'))) {
  if (!existsSync(`${folder}/README.md`)) breaches.push(`${folder}: a room says in README.md what it owns.`);
}

for (const breach of breaches) console.error(breach);
console.log(`${sources.length} files read, ${breaches.length} breaches.`);
process.exitCode = breaches.length > 0 ? 1 : 0;
