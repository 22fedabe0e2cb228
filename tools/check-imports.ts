/** Fails on imports that point the wrong way, and when ARCHITECTURE.md's diagram is not the real one (`--write` mends it). */
import { readFileSync, writeFileSync } from 'node:fs';
import { diagram, readImports, wrongImports } from './imports.ts';

const DOCUMENT = 'ARCHITECTURE.md';
const imports = readImports('.');
const wrong = wrongImports(imports);
for (const sentence of wrong) console.error(sentence);

const text = readFileSync(DOCUMENT, 'utf8');
const drawn = text.replace(/```mermaid\n[\s\S]*?```/, diagram(imports));
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, drawn);
else if (drawn !== text) {
  console.error(
    `${DOCUMENT} does not show the real imports: run "node bin/meetpoint.cjs node tools/check-imports.ts --write".`,
  );
  process.exitCode = 1;
}
if (wrong.length > 0) process.exitCode = 1;
console.log(`${imports.length} imports between files, ${wrong.length} the wrong way.`);
