import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Tx } from '../platform/transaction.ts';
import { clockTerm } from './clock-terms.ts';
import { CLOCK_PAUSED, CLOCK_RESUMED } from './kind.ts';
import type { CaseKind, NewEvent } from './kind.ts';
import { PROGRAM, record } from './record.ts';
import type { CaseRecord } from './record.ts';
import { loadEvents } from './store.ts';

/** Where events of an agreement are taken: the agreement, and every kind of case that it may have. */
export interface Desk {
  readonly agreement: Agreement;
  readonly kinds: readonly CaseKind[];
}

/**
 * Records an event with all that follows from it in other cases: clocks that it tolls, events that it brings about.
 * All of it or nothing: the caller's transaction must be given up when problems come back.
 */
export async function recordEvent(
  tx: Tx,
  desk: Desk,
  kindName: string,
  caseId: string,
  event: NewEvent,
): Promise<Result<CaseRecord>> {
  const kind = desk.kinds.find((one) => one.kind === kindName);
  if (!kind) return fail(unknownKind(desk, kindName));
  const there = await loadEvents(tx, desk.agreement.id, caseId);
  if (there.kind !== '' && there.kind !== kindName) return fail(otherKind(caseId, there.kind, kindName));
  const recorded = await record(tx, desk.agreement, kind, caseId, event);
  if (!recorded.ok) return recorded;
  const tolls = kind.events.find(({ name }) => name === event.name)?.tolls;
  const problems: Problem[] = tolls ? await toll(tx, desk, tolls, caseId, event) : [];
  for (const effect of kind.effects?.(desk.agreement, caseId, recorded.value.events) ?? []) {
    const followed = await recordEvent(tx, desk, effect.kind, effect.caseId, {
      name: effect.event,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      actor: PROGRAM,
      body: effect.body,
      ...(event.draftMonth === undefined ? {} : { draftMonth: event.draftMonth }),
    });
    if (!followed.ok) problems.push(...followed.problems);
  }
  return problems.length > 0 ? fail(...problems) : ok(recorded.value);
}

/** Stops, or lets go on, the clocks of other cases that the agreement says stand still meanwhile. */
async function toll(
  tx: Tx,
  { agreement, kinds }: Desk,
  tolls: { readonly by: string; readonly on: boolean },
  causeId: string,
  event: NewEvent,
): Promise<Problem[]> {
  const clocks = await tx.query<{
    case_id: string;
    kind: string;
    name: string;
    paused_by: string | null;
    basis: { facts?: { clock?: string } };
  }>(
    `SELECT k.case_id, s.kind, k.name, k.paused_by, k.basis FROM clock k JOIN case_state s USING (agreement_id, case_id)
      WHERE k.agreement_id = $1 AND k.case_id <> $2 AND s.kind = ANY($3) AND k.state IN ('running', 'paused')
      ORDER BY k.case_id, k.name`,
    [agreement.id, causeId, kinds.map(({ kind }) => kind)],
  );
  const view = agreement.at(
    Temporal.Instant.from(event.occurredAt).toZonedDateTimeISO(agreement.timeZone).toPlainDate().toString(),
  );
  const why = `${tolls.by.replaceAll('-', ' ')} ${causeId}`;
  const problems: Problem[] = [];
  for (const clock of clocks) {
    const term = view.optional(clockTerm, clock.basis.facts?.clock ?? '');
    const kind = kinds.find((one) => one.kind === clock.kind);
    if (!kind || term?.value.tolledBy?.includes(tolls.by) !== true) continue;
    if (!tolls.on && clock.paused_by?.split('; ').includes(why) !== true) continue;
    const done = await record(tx, agreement, kind, clock.case_id, {
      name: tolls.on ? CLOCK_PAUSED : CLOCK_RESUMED,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      actor: PROGRAM,
      body: { clock: clock.name, why },
    });
    if (!done.ok) problems.push(...done.problems);
  }
  return problems;
}

const unknownKind = ({ kinds }: Desk, name: string): Problem => ({
  id: 'case/unknown-kind',
  field: 'kind',
  sentence: `There is no case kind "${name}".`,
  cure: `Kinds are: ${kinds.map(({ kind }) => kind).join(', ')}.`,
});

const otherKind = (caseId: string, is: string, wanted: string): Problem => ({
  id: 'case/other-kind',
  field: 'case',
  sentence: `"${caseId}" is a case of kind ${is}, not ${wanted}.`,
  cure: 'Name another case, or the kind that it is.',
});
