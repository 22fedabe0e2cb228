import type { Command } from 'commander';
import { formatReceipt } from '../../base/receipt.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { explain } from '../../flows/explain/explain.ts';
import type { Explanation } from '../../flows/explain/explanation.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { loadRegistered, withDatabase } from '../database.ts';
import { isoInstant, openAgreement, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { usageDir } from '../paths.ts';

interface ExplainOptions extends AgreementOptions {
  readonly agreement?: string;
}

export function addExplain(program: Command): void {
  withJson(withAgreement(program.command('explain <id>')))
    .description('why: the receipt of a bill line, deadline, rejection, credit, call or finding')
    .option('--agreement <dir>', 'agreement folder (default: every agreement closed here)')
    .option('--known <instant>', 'record time for a call, which is decided again (default: all)', isoInstant)
    .action(async (id: string, options: ExplainOptions) => {
      const answer = await withDatabase((db) => ask(db, id, options));
      if (!answer.ok) reportProblems(answer.problems, options.json === true);
      else if (options.json) printJson(answer.value);
      else print(explanationText(answer.value));
    });
}

/** The first agreement that knows the id answers; else the problems of the last one asked. */
async function ask(db: Database, id: string, options: ExplainOptions): Promise<Result<Explanation>> {
  const agreements = await loadRegistered(db);
  if (options.agreement !== undefined) {
    const loaded = openAgreement(options.agreement, options);
    if (!loaded.ok) return loaded;
    // The registered one carries the amendments that it was closed with.
    const same = agreements.get(loaded.value.id) ?? loaded.value;
    if (same.ref.hash !== loaded.value.ref.hash) {
      process.stderr.write(
        `Note: the month was closed under ${same.dir} (${same.ref.hash.slice(0, 12)}), which is not what ${options.agreement} says now (${loaded.value.ref.hash.slice(0, 12)}).\n`,
      );
    }
    agreements.clear();
    agreements.set(same.id, same);
  }
  let answer: Result<Explanation> = fail({
    id: 'explain/nothing',
    field: id,
    sentence: 'Nothing is closed in this data folder.',
    cure: 'Run meetpoint close first, or set MEETPOINT_DATA to the folder where it ran.',
  });
  for (const agreement of agreements.values()) {
    answer = await explain({
      db,
      scope: { kind: 'agreement', agreementId: agreement.id },
      agreement,
      id,
      usageDir: usageDir(),
      clock: systemClock,
      ...(options.known === undefined ? {} : { asKnown: options.known }),
    });
    if (answer.ok) return answer;
  }
  return answer;
}

const WIDTH = 100;

function explanationText(answer: Explanation): string {
  const parts = [answer.title];
  if (answer.receipt) parts.push('', formatReceipt(answer.receipt));
  for (const { citation, text } of answer.clauses) parts.push('', citation, wrap(text));
  if (answer.records.length > 0)
    parts.push('', 'Records', ...answer.records.map((record) => `  ${flat(record)}`));
  if (answer.related.length > 0) parts.push('', `See also: ${answer.related.join(', ')}`);
  return parts.join('\n');
}

/** Contract text, indented and wrapped. */
function wrap(text: string): string {
  const lines = text.split(/\n{2,}/).flatMap((paragraph, index) => {
    const out: string[] = [];
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      if (line !== '' && line.length + word.length + 1 > WIDTH) {
        out.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return index === 0 ? [...out, line] : ['', ...out, line];
  });
  return lines.map((line) => `  │ ${line}`.trimEnd()).join('\n');
}

/** The plain fields of a record on one line; what is nested is in the JSON answer. */
function flat(record: unknown): string {
  if (record === null || typeof record !== 'object') return String(record);
  return Object.entries(record)
    .flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]))
    .map(([name, value]) => (typeof value === 'object' ? nested(name, value) : `${name}: ${String(value)}`))
    .filter((text) => text !== '')
    .join('  ');
}

function nested(name: string, value: object): string {
  if (Array.isArray(value))
    return value.every((item) => typeof item !== 'object') && value.length > 0
      ? `${name}: ${value.join(', ')}`
      : '';
  const plain = Object.entries(value).filter(
    ([, inner]) => inner !== null && inner !== '' && typeof inner !== 'object',
  );
  return plain.length === 0
    ? ''
    : `${name}: {${plain.map(([key, inner]) => `${key}: ${String(inner)}`).join(', ')}}`;
}
