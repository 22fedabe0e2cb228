import { writeFileSync } from 'node:fs';
import { Argument } from 'commander';
import type { Command } from 'commander';
import { SCHEMAS, jsonSchemaOf } from '../../agreement/json-schema.ts';
import type { SchemaName } from '../../agreement/json-schema.ts';
import { print, printJson } from '../output.ts';
import { vocabulary } from '../vocabulary.ts';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .addArgument(new Argument('[of]', 'what to describe').choices(SCHEMAS).default('terms'))
    .description('JSON Schema (2020-12) of terms blocks, agreement.yaml, amendments or tables, for an editor')
    .option('--out <file>', 'write it there')
    .action((of: SchemaName, options: { readonly out?: string }) => schema(of, options.out));
}

function schema(of: SchemaName, out: string | undefined): void {
  const made = jsonSchemaOf(of, vocabulary);
  if (out === undefined) return printJson(made);
  writeFileSync(out, `${JSON.stringify(made, null, 2)}\n`);
  print(`${out}: JSON Schema of ${of}`);
}
