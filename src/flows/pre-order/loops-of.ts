import { Type } from 'typebox';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { withBinderUse } from '../../articles/dsl/spectrum/disclose-binder.ts';
import type { WithBinderUse } from '../../articles/dsl/spectrum/disclose-binder.ts';
import { recordAgainstTest } from '../../articles/dsl/testing/record-against-test.ts';
import { recordConflictTerm } from '../../articles/dsl/testing/terms.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok, unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDate } from '../../cases/instant.ts';
import type { LoopMakeup } from '../../network/plant/loop-makeup.ts';
import { believedMakeup, loopById, loopsAt } from '../../network/plant/loops.ts';
import type { Difference, PlantLoop } from '../../network/plant/loops.ts';
import type { Tx } from '../../platform/transaction.ts';
import { PlaceFacts, hasPlace, placeFor, placeSubject } from './place-facts.ts';
import type { GivenPlace } from './place-facts.ts';

/** A loop by its id, or all that end at a place. */
export const LoopFacts = {
  ...PlaceFacts,
  loop: Type.Optional(
    Type.String({ minLength: 1, maxLength: 60, description: "The incumbent's id of the loop" }),
  ),
};

export interface GivenLoop extends GivenPlace {
  readonly loop?: string;
}

export const loopSubject = (given: GivenLoop): string => given.loop ?? placeSubject(given);

/** A loop with what it is made of and what runs beside it, as far as is known. */
export type KnownLoop = WithBinderUse<BelievedLoop>;

interface BelievedLoop {
  readonly loop: string;
  readonly status: PlantLoop['status'];
  readonly wireCenter: string;
  readonly terminal?: string;
  readonly makeup: LoopMakeup;
  /** Where record and test do not say the same. */
  readonly differences: readonly Difference[];
}

/** The loops that are meant. No loop at a place that there is, is an answer: an empty list. */
export async function loopsFor(
  tx: Tx,
  agreement: Agreement,
  given: GivenLoop,
  askedAt: string,
): Promise<Result<KnownLoop[]>> {
  const provider = agreement.parties.ilec;
  const known = (loops: readonly PlantLoop[]): Promise<KnownLoop[]> =>
    knownLoops(tx, agreement, loops, askedAt);
  if (given.loop !== undefined) {
    const loop = await loopById(tx, provider, given.loop);
    return loop ? ok(await known([loop])) : fail(noLoop(given.loop));
  }
  if (!hasPlace(given)) return fail(noneGiven);
  const place = await placeFor(tx, provider, given);
  return place.ok ? ok(await known(await loopsAt(tx, provider, place.value.addressId))) : place;
}

/** Loops of the plant as the agreement has them told, with what runs beside them. */
export const knownLoops = (
  tx: Tx,
  agreement: Agreement,
  loops: readonly PlantLoop[],
  askedAt: string,
): Promise<KnownLoop[]> =>
  withBinderUse(
    tx,
    agreement.at(localDate(agreement, askedAt)),
    agreement.parties.ilec,
    loops.map((one) => knownLoop(agreement, one, askedAt)),
  );

/** Which of record and test counts, and what is a difference, the agreement's terms say. */
function knownLoop(agreement: Agreement, loop: PlantLoop, askedAt: string): BelievedLoop {
  const asOf = localDate(agreement, askedAt);
  const { makeup, differences: found } = believedMakeup(loop);
  const { records, measured } = loop;
  const term = agreement.at(asOf).optional(recordConflictTerm);
  const differences =
    term && records && measured
      ? [...judged(agreement, records, measured, asOf), ...found.filter(unjudged)]
      : found;
  const governs = term?.value.governs ?? 'measured';
  return {
    loop: loop.loop,
    status: loop.status,
    wireCenter: loop.wireCenter,
    ...(loop.terminal === undefined ? {} : { terminal: loop.terminal }),
    makeup: governs === 'records' ? (loop.records ?? makeup) : makeup,
    differences,
  };
}

/** What `record-against-test` finds: by the tolerance of the agreement. */
function judged(
  agreement: Agreement,
  makeup: LoopMakeup,
  { loadCoils, bridgedTaps, repeaters }: LoopMakeup,
  asOf: string,
): Difference[] {
  const test = {
    loadCoils: loadCoils.length,
    bridgedTapFeet: bridgedTaps.reduce((sum, { feet }) => sum + feet, 0),
    repeaters: repeaters.length,
  };
  const { details } = unwrap(runDecision(recordAgainstTest, agreement, { makeup, test }, { asOf }));
  const { differences } = details as {
    readonly differences: readonly {
      readonly part: string;
      readonly record: number;
      readonly found: number;
    }[];
  };
  return differences.map(({ part, record, found }) => ({ part, records: record, measured: found }));
}

/** What that decision does not ask about. */
const unjudged = ({ part }: Difference): boolean => part === 'carrier system' || part === 'pair gain';

/** What the carrier that asks is told with an answer about loops: what their tests contradict, and what no verdict counts. */
export const notesOn = (loops: readonly KnownLoop[], agreement: Agreement, askedAt: string): Problem[] => [
  ...contradictions(loops, agreement, askedAt),
  ...unjudgedClasses(loops),
];

const unjudgedClasses = (loops: readonly KnownLoop[]): Problem[] =>
  loops.flatMap(({ loop, otherClasses = [] }) =>
    otherClasses.map(({ spectrumClass }) => ({
      id: 'pre-order/other-class',
      field: 'loop',
      sentence: `In the binder group of ${loop} runs class ${spectrumClass} of another agreement, which this one does not have: no verdict counts it.`,
      cure: 'Ask the incumbent what it does beside your class.',
    })),
  );

/** Records that their tests contradict, and the incumbent has to correct. */
const contradictions = (loops: readonly KnownLoop[], agreement: Agreement, askedAt: string): Problem[] => {
  const term = agreement.at(localDate(agreement, askedAt)).optional(recordConflictTerm);
  return loops
    .filter(({ differences }) => differences.length > 0)
    .map(({ loop, makeup, differences }) => ({
      id: 'pre-order/record-contradicted',
      field: 'loop',
      sentence: `The record of ${loop} and its test do not agree: ${differences.map(({ part, records, measured }) => `${part} ${records} in the record, ${measured} measured`).join('; ')}. What is ${makeup.source === 'measured' ? 'measured' : 'in the record'} counts.`,
      cure: 'The incumbent corrects its record.',
      ...(term === undefined ? {} : { clause: term.citation }),
    }));
};

const noLoop = (loop: string): Problem => ({
  id: 'pre-order/no-loop',
  field: 'loop',
  sentence: `There is no loop ${loop} on record.`,
  cure: 'Ask for the loops at the address.',
});

const noneGiven: Problem = {
  id: 'pre-order/no-place',
  field: 'loop',
  sentence: 'Neither a loop nor a place is named.',
  cure: 'Give loop, addressId or the address.',
};
