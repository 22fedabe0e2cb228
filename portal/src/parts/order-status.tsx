import { words } from '../format.ts';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  received: 'open',
  acknowledged: 'open',
  clarification: 'bad',
  rejected: 'bad',
  confirmed: 'good',
  jeopardy: 'bad',
  'customer-not-ready': 'bad',
  completed: 'good',
  billed: 'good',
};

/** State of an order in a word with its colour. */
export const OrderStatus = ({ state }: { state: string }) => (
  <Status of={words(state)} tone={TONES[state] ?? 'quiet'} />
);
