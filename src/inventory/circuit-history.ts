import { byPeriod } from './apply-completions.ts';
import type { Circuit } from './circuit.ts';

/** One thing that happened to a circuit. */
export interface CircuitEvent {
  /** ISO date. */
  readonly on: string;
  readonly what: 'in-service' | 'changed' | 'disconnected';
  /** The case that did it; `opening`: it was in service before the first close. */
  readonly caseId: string;
  readonly sentence: string;
}

/** What happened to one circuit, from its periods, the first thing first. */
export function circuitHistory(periods: readonly Circuit[]): CircuitEvent[] {
  const ordered = [...periods].sort(byPeriod);
  return ordered.flatMap((circuit, index) => {
    const before = ordered[index - 1];
    const { inServiceOn: on, source: caseId, outOfServiceOn, disconnectSource = '' } = circuit;
    const began: CircuitEvent =
      before === undefined
        ? { on, what: 'in-service', caseId, sentence: `In service as ${circuit.product}${placeOf(circuit)}.` }
        : { on, what: 'changed', caseId, sentence: `${differences(before, circuit).join('; ')}.` };
    if (outOfServiceOn === undefined || circuit.changed) return [began];
    const sentence = `Out of service; the last day was the one before.`;
    return [began, { on: outOfServiceOn, what: 'disconnected', caseId: disconnectSource, sentence }];
  });
}

const placeOf = ({ wireCenter, zWireCenter, address }: Circuit): string =>
  ` from ${wireCenter}${zWireCenter === undefined ? '' : ` to ${zWireCenter}`}${address === '' ? '' : `, ${address}`}`;

/** What is otherwise in a period than in the one before, in words. */
function differences(before: Circuit, after: Circuit): string[] {
  const compared: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['Product', before.product, after.product],
    ['Wire center', before.wireCenter, after.wireCenter],
    ['Far wire center', before.zWireCenter, after.zWireCenter],
    ['Address', before.address, after.address],
    ['Facility', before.cfa, after.cfa],
    ['Far facility', before.zCfa, after.zCfa],
    ['Numbers', before.numbers?.join(' '), after.numbers?.join(' ')],
    ['Bought under', before.vehicle ?? 'agreement', after.vehicle ?? 'agreement'],
    ['Resold as', before.resale?.serviceClass, after.resale?.serviceClass],
  ];
  const words = compared.flatMap(([name, was, is]) =>
    was === is ? [] : [`${name} ${was ?? 'none'} → ${is ?? 'none'}`],
  );
  return words.length > 0 ? words : ['Ordered again as it is'];
}
