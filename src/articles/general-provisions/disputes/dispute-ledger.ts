import { ZERO, add, compare, decimal, minimum, subtract, sum } from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { CaseEvent, EventBody } from '../../../cases/kind.ts';
import type { ClaimFacts } from './claim.ts';

/** Where the dollars of the disputed items stand. The parts sum to what was billed. */
export interface DisputeLedger {
  readonly billed: Rational;
  /** Not in dispute, or not any more. */
  readonly undisputed: Rational;
  /** In dispute and not paid. */
  readonly withheld: Rational;
  /** In dispute and paid all the same. */
  readonly paid: Rational;
  readonly escrowed: Rational;
  readonly credited: Rational;
  /** Withheld and owed after all: what a late payment charge runs on from the original due date. */
  readonly lost: Rational;
}

export const dollarsOf = (body: EventBody, field: string): Rational =>
  typeof body[field] === 'string' ? decimal(body[field]) : ZERO;

export const claimOf = (events: readonly Pick<CaseEvent, 'name' | 'body'>[]): ClaimFacts | undefined =>
  events.find(({ name }) => name === 'raised')?.body['claim'] as ClaimFacts | undefined;

/** Dollars that a claim disputes. */
export const disputedOf = (claim: ClaimFacts): Rational =>
  sum(claim.items.map(({ disputed }) => decimal(disputed ?? '0')));

/** Events after which nothing of the rest is in dispute. */
const ENDS: ReadonlySet<string> = new Set(['accepted', 'lapsed', 'decided-against', 'withdrawn', 'rejected']);

export function disputeLedger(events: readonly Pick<CaseEvent, 'name' | 'body'>[]): DisputeLedger {
  let ledger: DisputeLedger = {
    billed: ZERO,
    undisputed: ZERO,
    withheld: ZERO,
    paid: ZERO,
    escrowed: ZERO,
    credited: ZERO,
    lost: ZERO,
  };
  for (const { name, body } of events) {
    if (name === 'raised') ledger = opening(body);
    else if (name === 'credited') ledger = credit(ledger, dollarsOf(body, 'amount'));
    else if (ENDS.has(name)) ledger = end(ledger);
  }
  return ledger;
}

function opening(body: EventBody): DisputeLedger {
  const claim = (body['claim'] as ClaimFacts | undefined) ?? { items: [] };
  const disputed = disputedOf(claim);
  const withheld = dollarsOf(body, 'withheld');
  const escrowed = dollarsOf(body, 'escrowed');
  const billed = sum(claim.items.map((item) => decimal(item.billed ?? item.disputed ?? '0')));
  return {
    billed,
    undisputed: subtract(billed, disputed),
    withheld,
    paid: subtract(disputed, add(withheld, escrowed)),
    escrowed,
    credited: ZERO,
    lost: ZERO,
  };
}

/** A credit frees what was withheld first, then what lies in escrow, then gives back what was paid. */
function credit(ledger: DisputeLedger, amount: Rational): DisputeLedger {
  const fromWithheld = minimum(amount, ledger.withheld);
  const fromEscrow = minimum(subtract(amount, fromWithheld), ledger.escrowed);
  const fromPaid = subtract(amount, add(fromWithheld, fromEscrow));
  return {
    ...ledger,
    withheld: subtract(ledger.withheld, fromWithheld),
    escrowed: subtract(ledger.escrowed, fromEscrow),
    paid: subtract(ledger.paid, fromPaid),
    credited: add(ledger.credited, amount),
  };
}

function end(ledger: DisputeLedger): DisputeLedger {
  const { withheld, escrowed, paid } = ledger;
  return {
    ...ledger,
    undisputed: sum([ledger.undisputed, withheld, escrowed, paid]),
    withheld: ZERO,
    escrowed: ZERO,
    paid: ZERO,
    lost: add(withheld, escrowed),
  };
}

/** Dollars that are still in dispute. */
export const openOf = ({ withheld, escrowed, paid }: DisputeLedger): Rational =>
  sum([withheld, escrowed, paid]);

export const isMore = (a: Rational, b: Rational): boolean => compare(a, b) > 0;
