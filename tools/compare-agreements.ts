/**
 * docs/three-agreements.md: the same twelve questions, with the same facts, put to three agreements. The answers that people worked
 * out stand in each agreement's scenarios/twelve-questions.yaml; this asks them, compares, and writes what was answered with
 * its clause and provenance. `--write` writes the file; without it the file must already be true.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseCitation } from '../src/agreement/agreement.ts';
import type { Agreement } from '../src/agreement/agreement.ts';
import { loadAgreement } from '../src/agreement/load.ts';
import type { Receipt, Step } from '../src/base/receipt.ts';
import { unwrap } from '../src/base/result.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { readScenarioFile } from '../src/flows/scenarios/read-scenarios.ts';
import { runScenario } from '../src/flows/scenarios/run-scenario.ts';

const DOCUMENT = 'docs/three-agreements.md';
export const AGREEMENTS = ['missouri-2006', 'sample-west', 'sample-south'] as const;
const QUESTIONS_FILE = 'scenarios/twelve-questions.yaml';

/** The questions in words; their facts are those of the scenarios, alike in all agreements. */
export const QUESTIONS: readonly { readonly ask: string; readonly title: string; readonly words: string }[] =
  [
    {
      ask: 'bill-due',
      title: 'Bill due',
      words: 'A bill is dated 28 August 2026 and mailed on the 31st. When is it due?',
    },
    {
      ask: 'late-payment-charge',
      title: 'Late charge',
      words: '$10,000 due on 1 October 2026 is paid on 7 November, 37 days late. What does that cost?',
    },
    {
      ask: 'dispute-window',
      title: 'Dispute window',
      words:
        'A bill of 28 August 2026, due on 1 October, is disputed on 27 November. Is the dispute in time?',
    },
    {
      ask: 'deposit',
      title: 'Deposit',
      words:
        'The last months were billed at $30,000, $50,000, $40,000 and $60,000, of which $5,000 and $15,000 are disputed. How high is the deposit?',
    },
    {
      ask: 'back-billing',
      title: 'Back-billing',
      words: 'A service of 15 October 2025 is billed for the first time on 31 October 2026. May it be?',
    },
    {
      ask: 'due/lsr-foc-electronic',
      title: 'Confirmation of an order',
      words: 'An electronic request comes on Friday 20 November 2026 at 15:30. When must it be confirmed?',
    },
    {
      ask: 'due/loop-installation',
      title: 'Loop interval',
      words:
        'Twelve two-wire analog loops are ordered on Tuesday 24 November 2026 at 16:30. When are they due?',
    },
    {
      ask: 'due/simple-port-foc',
      title: 'Confirmation of a port',
      words:
        'A simple port is asked for on Friday 20 November 2026 at 12:30. When must the incumbent confirm it?',
    },
    {
      ask: 'usage-charge',
      title: 'ISP minutes',
      words:
        'The incumbent’s customers talk 100,000 minutes to dial-up access to the Internet behind the competitor. What do the minutes cost?',
    },
    {
      ask: 'usage-measurement',
      title: 'Rounding of usage',
      words: 'Three calls last 61, 30 and 125.5 seconds. How many minutes are billed?',
    },
    {
      ask: 'remedy',
      title: 'Remedy',
      words:
        'Of 200 confirmations 88 % were on time, in the second month missed in a row. What is the credit?',
    },
    {
      ask: 'purchase-vehicle',
      title: 'Precedence',
      words:
        'A service that the agreement does not name is expressly ordered from a tariff that is said to be incorporated. Under what is it bought?',
    },
  ];

export interface Answered {
  readonly agreement: string;
  readonly title: string;
  readonly facts: unknown;
  readonly receipt: Receipt;
  readonly because: string;
}

const loaded = new Map<string, Agreement>();

/** The first variant of an agreement, read once. */
function load(dir: string): Agreement {
  const agreement = loaded.get(dir) ?? unwrap(loadAgreement(dir, { vocabulary }));
  loaded.set(dir, agreement);
  return agreement;
}

/** The receipts of one question under each agreement. @throws Error when an agreement does not answer as worked out. */
export function answers(ask: string, root = '.'): Answered[] {
  const decisions = vocabulary.flatMap((room) => room.decisions);
  return AGREEMENTS.map((id) => {
    const dir = path.join(root, 'agreements', id);
    const file = path.join(dir, QUESTIONS_FILE);
    const scenario = unwrap(readScenarioFile(file, readFileSync(file, 'utf8'))).find(
      (one) => one.ask === ask,
    );
    const agreement = load(dir);
    if (!scenario) throw new Error(`${file} does not ask ${ask}.`);
    const outcome = runScenario(scenario, agreement, decisions);
    if (!outcome.passed || !outcome.receipt)
      throw new Error(`${file}:${scenario.line}: expected ${outcome.expected}, got ${outcome.got}.`);
    return {
      agreement: id,
      title: agreement.manifest.title,
      facts: scenario.facts,
      receipt: outcome.receipt,
      because: scenario.because.trim(),
    };
  });
}

/** The last step that stands on the clause of the answer: what decided. */
export function decidingStep({ steps, clause }: Receipt): Step | undefined {
  const flat = steps.flatMap(function all(step: Step): Step[] {
    return [...(step.steps ?? []).flatMap(all), step];
  });
  const own = flat.filter(
    (step) => step.clause !== undefined && baseCitation(step.clause) === baseCitation(clause),
  );
  return own.at(-1) ?? flat.at(-1);
}

function document(): string {
  const lines = [
    '# Three agreements, twelve questions',
    '',
    'The same questions with the same facts, put to three agreements by the same program. Written by `tools/compare-agreements.ts`; a test',
    'holds it true. Each answer was first worked out by hand in the `scenarios/twelve-questions.yaml` of its agreement (its last column).',
    '`sample-west` and `sample-south` are fictional; of `missouri-2006` only Article I is the signed text, and every value says where it is from.',
    '',
  ];
  QUESTIONS.forEach(({ ask, title, words }, index) => {
    const given = answers(ask);
    const facts = [...new Set(given.map((one) => JSON.stringify(one.facts)))];
    if (facts.length !== 1) throw new Error(`The facts of ${ask} differ between the agreements.`);
    lines.push(`## ${index + 1}. ${title}`, '', words, '', `\`${ask}\` \`${facts[0]}\``, '');
    lines.push(
      '| agreement | answer | clause | provenance | what decided | by hand |',
      '|---|---|---|---|---|---|',
    );
    lines.push(...given.map(row), '');
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The sentence of a step, with its result where that is neither the answer nor in the sentence. */
function decided(step: Step | undefined, { value }: Receipt): string {
  const out = String(step?.out ?? value);
  const sentence = step?.sentence ?? '';
  return out === String(value) || sentence.includes(out) ? sentence : `${sentence} → ${out}`;
}

function row({ agreement, receipt, because }: Answered): string {
  const step = decidingStep(receipt);
  const cells = [
    agreement,
    `**${String(receipt.value)}**`,
    baseCitation(receipt.clause),
    step?.term?.provenance ?? '',
    decided(step, receipt),
    because,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = document();
  if (process.argv.includes('--write')) writeFileSync(DOCUMENT, text);
  else if (!existsSync(DOCUMENT) || readFileSync(DOCUMENT, 'utf8') !== text) {
    console.error(
      `${DOCUMENT} is not what the agreements answer: run "node bin/meetpoint.cjs node tools/compare-agreements.ts --write".`,
    );
    process.exitCode = 1;
  }
}
