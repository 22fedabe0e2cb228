/** State of a bill, a month, a clock or an order in a word with its colour. */
export function Status({ of, tone }: { of: string; tone?: 'good' | 'bad' | 'open' | 'quiet' }) {
  return <span className={`status status-${tone ?? toneOf(of)}`}>{of}</span>;
}

const GOOD = new Set(['issued', 'pass', 'met', 'completed', 'confirmed', 'agreed', 'stopped', 'on time']);
const BAD = new Set([
  'miss',
  'missed',
  'fail',
  'rejected',
  'over',
  'under',
  'missing',
  'late',
  'expired',
  'fired',
]);
const OPEN = new Set(['draft', 'running', 'open', 'received', 'pending', 'unknown']);

function toneOf(word: string): 'good' | 'bad' | 'open' | 'quiet' {
  const lower = word.toLowerCase();
  if (GOOD.has(lower)) return 'good';
  if (BAD.has(lower)) return 'bad';
  return OPEN.has(lower) ? 'open' : 'quiet';
}
