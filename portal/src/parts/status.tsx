export type Tone = 'good' | 'bad' | 'open' | 'quiet';

/** State of a bill, a month, a clock or an order in a word with its colour. */
export function Status({ of, tone }: { of: string; tone?: Tone }) {
  return <span className={`status status-${tone ?? toneOf(of)}`}>{of}</span>;
}

const GOOD = new Set('issued met completed confirmed agreed'.split(' '));
const BAD = new Set('missed rejected over under missing unknown late expired'.split(' '));
const OPEN = new Set('draft running received'.split(' '));

function toneOf(word: string): Tone {
  const lower = word.toLowerCase();
  if (GOOD.has(lower)) return 'good';
  if (BAD.has(lower)) return 'bad';
  return OPEN.has(lower) ? 'open' : 'quiet';
}
