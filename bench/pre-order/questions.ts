import { ACCOUNTS, benchPlace, numberOf } from './plant.ts';

/** A question with the answer that is known without asking. */
export interface Question {
  readonly function: string;
  readonly body: object;
  readonly outcome: string;
  readonly value: unknown;
}

/** What a hundred questions ask. */
const MIX: readonly (readonly [number, (i: number, places: number) => Question])[] = [
  [25, exact],
  [10, misspelt],
  [20, makeup],
  [20, qualification],
  [10, facility],
  [5, date],
  [4, feature],
  [3, codes],
  [3, account],
];
const CYCLE = MIX.reduce((sum, [share]) => sum + share, 0);
/** Steps through places and kinds of questions so that no two in a row are alike; both have no divisor in common with what they step over. */
const [PLACE_STEP, KIND_STEP] = [7_919, 37];

/** Question `n` of the bench. */
export function question(n: number, places: number): Question {
  let slot = (n * KIND_STEP) % CYCLE;
  const at = (n * PLACE_STEP) % places;
  for (const [share, make] of MIX) {
    if (slot < share) return make(at, places);
    slot -= share;
  }
  throw new Error('The shares of the mix make the cycle.');
}

function exact(i: number): Question {
  const { written, line } = benchPlace(i);
  return {
    function: 'address-validation',
    body: { facts: { address: written } },
    outcome: 'exact',
    value: line,
  };
}

/** No street has the misspelt name; those of its sound and number are told. */
function misspelt(i: number): Question {
  const { misspelt: address } = benchPlace(i);
  return {
    function: 'address-validation',
    body: { facts: { address } },
    outcome: 'alternatives',
    value: null,
  };
}

/** Two pairs end at each place, so that none is the value. */
function makeup(i: number): Question {
  return {
    function: 'loop-makeup',
    body: { facts: { addressId: benchPlace(i).id } },
    outcome: 'found',
    value: null,
  };
}

/** The longest is 9,000 + 0.75 × 8,096 = 15,072 ft of equivalent length, within 18,000: load coils alone stand against it. */
function qualification(i: number): Question {
  const { id, isLoaded } = benchPlace(i);
  const value = isLoaded ? 'yellow' : 'green';
  return {
    function: 'loop-qualification',
    body: { facts: { addressId: id, technology: 'adsl' } },
    outcome: value,
    value,
  };
}

/** One spare pair ends at each place. */
function facility(i: number): Question {
  const facts = { addressId: benchPlace(i).id };
  return { function: 'facility-availability', body: { facts }, outcome: 'available', value: 'available' };
}

/** Twenty-one and more are negotiated, whatever day it is. */
function date(): Question {
  const facts = { product: 'loop-2w-xdsl', wireCenter: 'CLMAMOXA', quantity: 21 };
  return { function: 'due-date-availability', body: { facts }, outcome: 'negotiated', value: 'negotiated' };
}

function feature(): Question {
  const facts = { wireCenter: 'CLMAMOXA', features: ['ESX'] };
  return { function: 'feature-availability', body: { facts }, outcome: 'available', value: true };
}

function codes(): Question {
  const facts = { nc: 'LXR-', nci: '02QB9.00A', secnci: '02DU9.00A' };
  return { function: 'nc-nci-validation', body: { facts }, outcome: 'valid', value: 'loop-2w-xdsl' };
}

function account(i: number, places: number): Question {
  const which = i % Math.min(ACCOUNTS, places);
  const facts = { number: numberOf(which) };
  return {
    function: 'customer-service-record',
    body: { facts, purpose: 'dispute' },
    outcome: 'retail-account',
    value: `B${which}`,
  };
}
