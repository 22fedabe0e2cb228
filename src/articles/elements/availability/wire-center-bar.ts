import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, TableRow, Term } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { statusOf } from '../../../network/wire-center-status.ts';
import type { WireCenterStatus } from '../../../network/wire-center-status.ts';
import { routeAvailable } from '../high-capacity/route-available.ts';
import { loopLimitsTerm, transportLimitsTerm, wireCenterTestsTerm } from '../high-capacity/terms.ts';
import type { WireCenterTests } from '../high-capacity/terms.ts';
import { selfCertificationTerm } from '../terms.ts';
import type { AvailabilityFacts } from './availability-facts.ts';

const LOOP_TESTS = { ds1Loops: 'ds1', ds3Loops: 'ds3' } as const;
const ROUTE_TESTS = { ds1Transport: 'ds1', ds3Transport: 'ds3', darkFiber: 'darkFiber' } as const;

type Listed = TableRow<WireCenterStatus>;

/**
 * What bars an element at its wire centers, by the list of the day; undefined where nothing does. The word of a competitor
 * that certified itself goes before the list where the agreement says so: such an order is worked and disputed after.
 */
export function wireCenterBar(
  facts: AvailabilityFacts,
  view: AgreementView,
  trace: Trace,
): Result<Term<unknown> | undefined> {
  const { element, wireCentre, otherWireCentre, selfCertified = false } = facts;
  const tests = view.optional(wireCenterTestsTerm);
  if (!tests) return ok(undefined);
  const [loop, route] = [testOf(LOOP_TESTS, element, tests.value), testOf(ROUTE_TESTS, element, tests.value)];
  const limits = view.optional(loopLimitsTerm);
  const transport = view.optional(transportLimitsTerm);
  const [a, z] = [wireCentre, otherWireCentre].map((clli) =>
    clli === undefined ? undefined : statusOf(view, clli),
  );
  const bars: Term<unknown>[] = [];
  if (loop && limits && a && loopEnded(loop, a, limits, trace)) bars.push(a);
  if (route && transport && a && z) {
    const ends = [a, z].map(({ value }) => ({ clli: value.clli, tier: value.tier }));
    const [first, second] = ends;
    if (first && second && !routeAvailable(route, [first, second], transport, trace)) bars.push(transport);
  } else if (route && transport && (a || z)) {
    trace.add({
      id: 'route',
      sentence: 'One end is not on the list of wire centers: the route is not tested',
      ...cited(transport),
    });
  }
  const [bar] = bars;
  if (!bar || !selfCertified) return ok(bar);
  const word = view.term(selfCertificationTerm);
  if (!word.ok) return word;
  const first = word.value.value.effect === 'provision-first';
  trace.add({
    id: 'self-certified',
    sentence: first
      ? 'The competitor certified itself: the order is worked, and disputed after'
      : 'The competitor certified itself; the list governs',
    out: first,
    ...cited(word.value),
  });
  return ok(first ? undefined : bar);
}

/** The test of these that names the product. */
function testOf<T extends Readonly<Partial<Record<keyof WireCenterTests, string>>>>(
  of: T,
  element: string,
  tests: WireCenterTests,
): T[keyof T] | undefined {
  const name = Object.keys(of).find((each) => tests[each as keyof WireCenterTests].includes(element));
  return name === undefined ? undefined : of[name as keyof T];
}

function loopEnded(level: 'ds1' | 'ds3', row: Listed, limits: Term<unknown>, trace: Trace): boolean {
  const ended = row.value[`${level}_loops`] === 'ended';
  trace.add({
    id: `${level}-loops`,
    sentence: `${row.value.clli} is listed with ${row.value.business_lines} business lines and ${row.value.collocators} collocators: ${level.toUpperCase()} loops ${ended ? 'ended' : 'unbundled'}${row.value.contested === 'yes' ? ', contested' : ''}`,
    out: !ended,
    clause: limits.citation,
    term: { key: row.key, value: row.value, provenance: row.provenance },
  });
  return ended;
}
