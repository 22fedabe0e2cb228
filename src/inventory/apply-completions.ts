import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Circuit, Completion } from './circuit.ts';

/**
 * The circuits after these completions, by circuit id and period. Completions count by their date, then by case id.
 * Fails with every circuit that is put in service twice, ended twice, or ended and unknown, and with every facility
 * that two circuits would have.
 */
export function applyCompletions(
  circuits: readonly Circuit[],
  completions: readonly Completion[],
): Result<Circuit[]> {
  const floor = new Floor(circuits);
  const problems: Problem[] = [];
  for (const completion of [...completions].sort(byDate)) {
    const outcome = floor.apply(completion);
    if (!outcome.ok) problems.push(...outcome.problems);
  }
  return problems.length > 0 ? fail(...problems) : ok(floor.circuits());
}

const byDate = (a: Completion, b: Completion): number => {
  const [x, y] = [`${a.completedOn} ${a.caseId}`, `${b.completedOn} ${b.caseId}`];
  return x < y ? -1 : x > y ? 1 : 0;
};

/** One circuit of a completion: its id and what the completion says of it. */
interface Piece {
  readonly ecckt: string;
  readonly index: number;
  readonly completion: Completion;
}

/** The circuits while completions change them, one completion after the other. */
class Floor {
  readonly #past: Circuit[] = [];
  /** The latest period of each circuit. */
  readonly #latest = new Map<string, Circuit>();
  /** Which circuit in service has a facility. */
  readonly #facilities = new Map<string, string>();
  /** The day of the work of what was put in service here: its price may begin later. */
  readonly #workedOn = new Map<string, string>();

  constructor(circuits: readonly Circuit[]) {
    for (const circuit of [...circuits].sort(byPeriod)) this.#set(circuit);
  }

  circuits(): Circuit[] {
    return [...this.#past, ...this.#latest.values()].sort(byPeriod);
  }

  apply(completion: Completion): Result<unknown> {
    const problems: Problem[] = [];
    const take = (outcome: Result<unknown>): void => {
      if (!outcome.ok) problems.push(...outcome.problems);
    };
    const { movedTo } = completion;
    if (movedTo && movedTo.length !== completion.ecckts.length) return refuse(unevenMove(completion));
    // What ends gives its facility free for what begins in the same completion.
    for (const ecckt of completion.replaces ?? []) take(this.#end({ ecckt, index: 0, completion }));
    completion.ecckts.forEach((ecckt, index) => {
      const piece = { ecckt, index, completion };
      const before = this.#latest.get(ecckt);
      switch (completion.act) {
        case 'N':
          return take(this.#begin(piece));
        case 'D':
          return take(this.#end(piece));
        case 'C':
          return take(this.#change(piece));
        case 'T':
          if (!movedTo) return take(this.#change(piece));
          take(this.#end(piece));
          return take(this.#begin({ ...piece, ecckt: movedTo[index] ?? '' }, before));
        case 'V':
        case 'W':
          return take(this.#isBack(piece) || !before ? this.#begin(piece) : this.#change(piece));
      }
    });
    return problems.length > 0 ? fail(...problems) : ok(undefined);
  }

  #begin(piece: Piece, moved?: Circuit): Result<unknown> {
    const before = this.#latest.get(piece.ecckt);
    if (before && !this.#isBack(piece)) return refuse(alreadyThere(piece, before));
    const { completion } = piece;
    this.#workedOn.set(piece.ecckt, completion.completedOn);
    return this.#enter({
      ecckt: piece.ecckt,
      ...(before ? { period: (before.period ?? 1) + 1 } : {}),
      ...described(piece, moved),
      // A conversion leaves what it was before to be billed until the new price begins.
      inServiceOn: billedFrom(completion),
      source: completion.caseId,
      ...boughtUnder(completion),
    });
  }

  #end(piece: Piece): Result<unknown> {
    const before = this.#live(piece);
    if (!before.ok) return before;
    const on = billedFrom(piece.completion);
    const now = on < before.value.inServiceOn ? this.#until(before.value) : undefined;
    if (now) {
      const { changed: _changed, ...rest } = now;
      this.#past[this.#past.indexOf(now)] = ended(rest, piece.completion, on);
    }
    // A period that was still to begin has no day.
    this.#set(ended(before.value, piece.completion, later(on, before.value.inServiceOn)));
    return ok(undefined);
  }

  #change(piece: Piece): Result<unknown> {
    const before = this.#live(piece);
    if (!before.ok) return before;
    const { completion } = piece;
    // What has its price from a later day keeps it until then, and no period begins before the one that it ends.
    const from = later(billedFrom(completion), before.value.inServiceOn);
    this.#set({ ...ended(before.value, completion, from), changed: true });
    const next: Circuit = {
      ecckt: piece.ecckt,
      period: (before.value.period ?? 1) + 1,
      ...described(piece, before.value),
      inServiceOn: from,
      source: completion.caseId,
      ...boughtUnder(completion.act === 'C' || completion.act === 'T' ? before.value : completion),
    };
    this.#past.push(this.#latest.get(piece.ecckt) ?? before.value);
    this.#latest.delete(piece.ecckt);
    return this.#enter(next);
  }

  /** The circuit as it is, when it is in service on the day of the completion. */
  #live({ ecckt, completion }: Piece): Result<Circuit> {
    const before = this.#latest.get(ecckt);
    if (!before) return refuse(unknownCircuit(ecckt, completion));
    if (before.outOfServiceOn !== undefined) return refuse(goneAlready(before, completion));
    const since = this.#workedOn.get(ecckt) ?? (this.#until(before) ?? before).inServiceOn;
    if (completion.completedOn < since) return refuse(tooEarly(before, completion));
    return ok(before);
  }

  /** The period that a change ended where this one begins: a conversion may be priced from a day after its work. */
  #until(circuit: Circuit): Circuit | undefined {
    return this.#past.find(
      ({ ecckt, period = 1, changed }) =>
        changed === true && ecckt === circuit.ecckt && period === (circuit.period ?? 1) - 1,
    );
  }

  /** A telephone number that left comes back as a line that migrates. Ids of circuits are used once. */
  #isBack({ ecckt, completion }: Piece): boolean {
    const before = this.#latest.get(ecckt);
    return (
      (completion.act === 'V' || completion.act === 'W') &&
      before?.outOfServiceOn !== undefined &&
      before.outOfServiceOn <= completion.completedOn
    );
  }

  #enter(circuit: Circuit): Result<unknown> {
    const taken = facilitiesOf(circuit).flatMap((facility) => {
      const holder = this.#facilities.get(facility);
      return holder === undefined || holder === circuit.ecckt
        ? []
        : [facilityTaken(circuit, facility, holder)];
    });
    if (taken.length > 0) return fail(...taken);
    this.#set(circuit);
    return ok(undefined);
  }

  #set(circuit: Circuit): void {
    const before = this.#latest.get(circuit.ecckt);
    if (before && (before.period ?? 1) !== (circuit.period ?? 1)) this.#past.push(before);
    this.#latest.set(circuit.ecckt, circuit);
    for (const facility of facilitiesOf(circuit)) {
      if (circuit.outOfServiceOn === undefined) this.#facilities.set(facility, circuit.ecckt);
      else if (this.#facilities.get(facility) === circuit.ecckt) this.#facilities.delete(facility);
    }
  }
}

/** By circuit id, then by period. */
export const byPeriod = (a: Circuit, b: Circuit): number =>
  a.ecckt === b.ecckt ? (a.period ?? 1) - (b.period ?? 1) : a.ecckt < b.ecckt ? -1 : 1;

const billedFrom = ({ pricedFrom, completedOn }: Completion): string => pricedFrom ?? completedOn;

const later = (a: string, b: string): string => (a > b ? a : b);

const facilitiesOf = ({ cfa, zCfa }: Circuit): string[] => [cfa, zCfa].flatMap((each) => each ?? []);

type Description = Omit<Circuit, 'ecckt' | 'period' | 'inServiceOn' | 'source'>;

/** What the completion says of a circuit; what it does not say stays as it was. */
function described({ completion, index }: Piece, before?: Circuit): Description {
  const pick = <T>(given: T | undefined, kept: T | undefined): T | undefined => given ?? kept;
  const zWireCenter = pick(completion.zWireCenter, before?.zWireCenter);
  const cfa = pick(completion.cfas?.[index], before?.cfa);
  const zCfa = pick(completion.zCfas?.[index], before?.zCfa);
  const numbers = pick(completion.numbers?.[index], before?.numbers);
  const wasResold = before !== undefined && before.product === completion.product;
  const resale = pick(completion.resale?.[index], wasResold ? before.resale : undefined);
  return {
    product: completion.product,
    wireCenter: completion.wireCenter,
    address: completion.address ?? before?.address ?? '',
    ...(zWireCenter === undefined ? {} : { zWireCenter }),
    ...(cfa === undefined || cfa === '' ? {} : { cfa }),
    ...(zCfa === undefined || zCfa === '' ? {} : { zCfa }),
    ...(numbers === undefined || numbers.length === 0 ? {} : { numbers }),
    ...(resale === undefined ? {} : { resale }),
  };
}

const boughtUnder = ({
  vehicle,
  vehicleEvidence,
}: Pick<Circuit, 'vehicle' | 'vehicleEvidence'>): Pick<Circuit, 'vehicle' | 'vehicleEvidence'> => ({
  ...(vehicle === undefined ? {} : { vehicle }),
  ...(vehicleEvidence === undefined ? {} : { vehicleEvidence }),
});

const ended = (circuit: Circuit, { caseId }: Completion, on: string): Circuit => ({
  ...circuit,
  outOfServiceOn: on,
  disconnectSource: caseId,
});

const VERB: Readonly<Record<Completion['act'], string>> = {
  N: 'puts in service',
  D: 'disconnects',
  C: 'changes',
  T: 'moves',
  V: 'converts',
  W: 'converts',
};

type Refusal = Required<Pick<Problem, 'id' | 'field' | 'sentence' | 'cure'>>;
const refuse = <T>(refusal: Refusal): Result<T> => fail(refusal);

const alreadyThere = ({ ecckt, completion }: Piece, before: Circuit): Refusal => ({
  id: 'inventory/circuit-exists',
  field: ecckt,
  sentence: `${completion.caseId} puts ${ecckt} in service, which it has been since ${before.inServiceOn} (${before.source}).`,
  cure: 'Give the new circuit an id of its own.',
});
const unknownCircuit = (ecckt: string, { caseId, act }: Completion): Refusal => ({
  id: 'inventory/unknown-circuit',
  field: ecckt,
  sentence: `${caseId} ${VERB[act]} ${ecckt}, which is not in the inventory.`,
  cure: 'Correct the circuit id, or add the circuit to the opening inventory.',
});
const goneAlready = (before: Circuit, { caseId, act }: Completion): Refusal => ({
  id: 'inventory/circuit-disconnected',
  field: before.ecckt,
  sentence: `${caseId} ${VERB[act]} ${before.ecckt}, which has been out of service since ${before.outOfServiceOn ?? ''} (${before.disconnectSource ?? ''}).`,
  cure: 'Correct the circuit id.',
});
const tooEarly = (before: Circuit, { caseId, act, completedOn }: Completion): Refusal => ({
  id: act === 'D' ? 'inventory/disconnect-before-service' : 'inventory/change-before-service',
  field: before.ecckt,
  sentence: `${caseId} ${VERB[act]} ${before.ecckt} on ${completedOn}, before it came into service on ${before.inServiceOn}.`,
  cure: 'Correct one of the dates.',
});
const unevenMove = ({ caseId, ecckts, movedTo }: Completion): Refusal => ({
  id: 'inventory/uneven-move',
  field: 'movedTo',
  sentence: `${caseId} moves ${ecckts.length} circuits to ${movedTo?.length ?? 0}.`,
  cure: 'Name one circuit at the new address for each at the old one.',
});
const facilityTaken = ({ ecckt, source }: Circuit, facility: string, holder: string): Refusal => ({
  id: 'inventory/facility-in-use',
  field: facility,
  sentence: `${source} puts ${ecckt} on ${facility}, where ${holder} is in service.`,
  cure: 'Assign a free facility, or disconnect the circuit that is on it.',
});
