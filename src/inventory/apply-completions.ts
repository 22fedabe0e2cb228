import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Circuit, Completion } from './circuit.ts';

/**
 * The circuits after these completions, by circuit id. Completions count by their date, then by case id.
 * Fails with every circuit that is put in service twice, disconnected twice, or disconnected and unknown.
 */
export function applyCompletions(
  circuits: readonly Circuit[],
  completions: readonly Completion[],
): Result<Circuit[]> {
  const byId = new Map(circuits.map((circuit) => [circuit.ecckt, circuit]));
  const problems: Problem[] = [];
  for (const completion of [...completions].sort(byDate)) {
    for (const ecckt of completion.ecckts) {
      const before = byId.get(ecckt);
      const outcome =
        completion.act === 'N' ? connect(before, ecckt, completion) : disconnect(before, ecckt, completion);
      if (outcome.ok) byId.set(ecckt, outcome.value);
      else problems.push(...outcome.problems);
    }
  }
  if (problems.length > 0) return fail(...problems);
  return ok([...byId.values()].sort((a, b) => (a.ecckt < b.ecckt ? -1 : 1)));
}

const byDate = (a: Completion, b: Completion): number => {
  const [x, y] = [`${a.completedOn} ${a.caseId}`, `${b.completedOn} ${b.caseId}`];
  return x < y ? -1 : x > y ? 1 : 0;
};

function connect(before: Circuit | undefined, ecckt: string, completion: Completion): Result<Circuit> {
  if (before !== undefined) {
    return refuse(
      'circuit-exists',
      ecckt,
      `${completion.caseId} puts ${ecckt} in service, which it has been since ${before.inServiceOn} (${before.source}).`,
      'Give the new circuit an id of its own.',
    );
  }
  return ok({
    ecckt,
    product: completion.product,
    wireCenter: completion.wireCenter,
    address: completion.address ?? '',
    inServiceOn: completion.completedOn,
    source: completion.caseId,
    ...(completion.vehicle === undefined ? {} : { vehicle: completion.vehicle }),
    ...(completion.vehicleEvidence === undefined ? {} : { vehicleEvidence: completion.vehicleEvidence }),
  });
}

function disconnect(before: Circuit | undefined, ecckt: string, completion: Completion): Result<Circuit> {
  if (before === undefined) {
    return refuse(
      'unknown-circuit',
      ecckt,
      `${completion.caseId} disconnects ${ecckt}, which is not in the inventory.`,
      'Correct the circuit id, or add the circuit to the opening inventory.',
    );
  }
  if (before.outOfServiceOn !== undefined) {
    return refuse(
      'circuit-disconnected',
      ecckt,
      `${completion.caseId} disconnects ${ecckt}, which has been out of service since ${before.outOfServiceOn} (${before.disconnectSource ?? ''}).`,
      'Correct the circuit id.',
    );
  }
  if (completion.completedOn < before.inServiceOn) {
    return refuse(
      'disconnect-before-service',
      ecckt,
      `${completion.caseId} disconnects ${ecckt} on ${completion.completedOn}, before it came into service on ${before.inServiceOn}.`,
      'Correct one of the dates.',
    );
  }
  return ok({ ...before, outOfServiceOn: completion.completedOn, disconnectSource: completion.caseId });
}

const refuse = (slug: string, ecckt: string, sentence: string, cure: string): Result<Circuit> =>
  fail({ id: `inventory/${slug}`, field: ecckt, sentence, cure });
