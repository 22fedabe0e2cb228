/** The calls of the capture: who calls whom, what the signalling says of the caller, and how the call goes. */

import type { Carrier } from './plan.ts';

/** What the INVITE says of the caller. */
export type Identity =
  /** P-Asserted-Identity and From have the number */
  | 'asserted'
  /** P-Asserted-Identity has the number; From is anonymous, as the caller asked (RFC 3323) */
  | 'private'
  /** From alone has the number */
  | 'unasserted'
  /** neither has it */
  | 'hidden';

export type Course =
  | 'answered'
  /** what comes before the answer is lost, so that the caller sends its INVITE again */
  | 'repeated'
  /** 503 first, then tried again and answered */
  | 'retried'
  | 'busy'
  | 'away'
  /** the caller gives up while it rings */
  | 'abandoned';

export interface CaptureCall {
  readonly callId: string;
  /** Calls of one group are placed by one SIPp, in turn. */
  readonly group: string;
  readonly course: Course;
  readonly from: Carrier;
  readonly to: Carrier;
  readonly identity: Identity;
  readonly calling: string;
  readonly called: string;
  readonly lrn: string;
  readonly trunkGroup: string;
  readonly ringMs: number;
  readonly talkMs: number;
  /** Bucket and payer's direction that the numbers of the call lead to under the agreement of the example. */
  readonly kind: 'local' | 'isp-bound' | 'toll';
}

interface Route {
  readonly kind: CaptureCall['kind'];
  readonly from: Carrier;
  readonly to: Carrier;
  readonly calling: string;
  readonly called: string;
  readonly lrn?: string;
}

/** Stems of numbers that take three or four digits more; a whole number is that number. */
const ROUTES: readonly Route[] = [
  { kind: 'isp-bound', from: 'centurytel', to: 'socket', calling: '573875', called: '5737773999' },
  { kind: 'local', from: 'socket', to: 'centurytel', calling: '5737774', called: '573876' },
  { kind: 'toll', from: 'centurytel', to: 'socket', calling: '5736571', called: '5736966' },
  { kind: 'local', from: 'centurytel', to: 'socket', calling: '5738751', called: '5737776' },
  { kind: 'toll', from: 'socket', to: 'centurytel', calling: '5736966', called: '5736572' },
  {
    kind: 'local',
    from: 'centurytel',
    to: 'socket',
    calling: '5738752',
    called: '5738759',
    lrn: '5737770000',
  },
];

const COURSES: readonly Course[] = [
  'answered',
  'repeated',
  'answered',
  'retried',
  'answered',
  'busy',
  'answered',
  'abandoned',
  'answered',
  'away',
];
const IDENTITIES: readonly Identity[] = ['asserted', 'asserted', 'private', 'unasserted', 'hidden'];

const TRUNK_GROUP = 'CO521001';

/** The same calls for the same count: every route, course and identity, in a fixed order. */
export function planCapture(count: number): CaptureCall[] {
  const placed = new Map<string, number>();
  return Array.from({ length: count }, (_, index): CaptureCall => {
    const route = ROUTES[index % ROUTES.length]!;
    const round = Math.floor(index / ROUTES.length);
    const course = COURSES[(round + index) % COURSES.length]!;
    const identity = IDENTITIES[(round * 2 + index) % IDENTITIES.length]!;
    const group = `${course}.${route.from}${route.lrn === undefined ? '' : '.ported'}`;
    const number = (placed.get(group) ?? 0) + 1;
    placed.set(group, number);
    return {
      callId: `${group}.${number}@127.0.0.1`,
      group,
      course,
      from: route.from,
      to: route.to,
      identity,
      calling: filled(route.calling, 1000 + index * 37),
      called: filled(route.called, 5000 + index * 53),
      lrn: route.lrn ?? '',
      trunkGroup: TRUNK_GROUP,
      // Longer than the timer after which an INVITE is sent again.
      ringMs: (course === 'repeated' ? 900 : 300) + ((index * 271) % 1700),
      // Up to 58 seconds; many last longer than the time between two calls, so that they overlap.
      talkMs: 2000 + ((index * index * 937 + index * 4999) % 56_000),
      kind: route.kind,
    };
  });
}

const filled = (stem: string, digits: number): string =>
  stem +
  String(digits)
    .padStart(4, '0')
    .slice(-(10 - stem.length))
    .slice(0, 10 - stem.length);
