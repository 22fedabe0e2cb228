import type { Agreement } from '../agreement/agreement.ts';
import type { Problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { turnAfter } from '../platform/next-turn.ts';
import { prepared } from '../platform/transaction.ts';
import type { Tx } from '../platform/transaction.ts';
import { clockTerm } from './clock-terms.ts';
import { localDate } from './instant.ts';
import { CLOCK_PAUSED, CLOCK_RESUMED } from './kind.ts';
import type { CaseKind, NewEvent } from './kind.ts';
import { follow, loadCase, record, recordOf } from './record.ts';
import { PROGRAM } from './kind.ts';
import type { CaseRecord } from './record.ts';
import { writeCases } from './write.ts';
import type { CaseWrite } from './write.ts';

/** Where events of an agreement are taken: the agreement, and every kind of case that it may have. */
export interface Desk {
  readonly agreement: Agreement;
  readonly kinds: readonly CaseKind[];
}

/**
 * Records events of one case, in their order, with all that follows from them in other cases: clocks that they toll, events
 * that they bring about. All of it or nothing: the caller's transaction must be given up when problems come back.
 */
export async function recordEvent(
  tx: Tx,
  desk: Desk,
  kindName: string,
  caseId: string,
  ...added: readonly NewEvent[]
): Promise<Result<CaseRecord>> {
  const kind = desk.kinds.find((one) => one.kind === kindName);
  if (!kind) return fail(unknownKind(desk, kindName));
  const recorded = await record(tx, desk.agreement, kind, caseId, ...added);
  if (!recorded.ok) return recorded;
  const { problems, followed } = await followUp(tx, desk, kind, recorded.value, added);
  if (problems.length > 0) return fail(...problems);
  // What followed may have been in this case.
  return followed ? ok(await loadCase(tx, desk.agreement, kind, caseId)) : recorded;
}

/** A case to be opened by these events, and nothing on record of it yet. */
export interface NewCase {
  readonly kind: string;
  readonly caseId: string;
  readonly events: readonly NewEvent[];
}

/** Cases that are worked out in one turn of the event loop. */
const IN_A_TURN = 8;

/**
 * Opens many cases in one write. Only where nothing follows from it in other cases: no clock stands still from outside now, and no
 * event of theirs tolls or brings about another; undefined, and nothing written, where something does. What their kinds would hold
 * must have been looked up as free. All of them or nothing.
 * @throws WrittenMeanwhile when one of them, or what it holds, was written by somebody else in the same moment.
 */
export async function openCases(
  tx: Tx,
  desk: Desk,
  cases: readonly NewCase[],
): Promise<Result<CaseRecord>[] | undefined> {
  const { agreement } = desk;
  if ((await activeTolls(tx, desk)).length > 0) return undefined;
  const followed: Result<CaseWrite>[] = [];
  for (const [at, { kind: name, caseId, events }] of cases.entries()) {
    await turnAfter(at, IN_A_TURN);
    const kind = desk.kinds.find((one) => one.kind === name);
    followed.push(kind ? follow(agreement, kind, caseId, [], events) : fail(unknownKind(desk, name)));
  }
  const writes = followed.flatMap((one) => (one.ok ? [one.value] : []));
  if (writes.some((write) => bringsAbout(desk, write))) return undefined;
  await writeCases(tx, agreement.id, writes, 'free');
  return followed.map((one) => (one.ok ? ok(recordOf(one.value)) : one));
}

const bringsAbout = ({ agreement }: Desk, { kind, caseId, events }: CaseWrite): boolean =>
  events.some(
    ({ name }, index) =>
      kind.events.some((event) => event.name === name && event.tolls !== undefined) ||
      (kind.effects?.(agreement, caseId, events.slice(0, index + 1)) ?? []).length > 0,
  );

/** What was recorded in other cases because of events of one, and what stood against that. */
export interface FollowUp {
  readonly problems: readonly Problem[];
  readonly followed: boolean;
}

/** What follows in other cases from the last events of one, which are on record. */
export async function followUp(
  tx: Tx,
  desk: Desk,
  kind: CaseKind,
  { caseId, events }: Pick<CaseRecord, 'caseId' | 'events'>,
  added: readonly NewEvent[],
): Promise<FollowUp> {
  const problems: Problem[] = [];
  let followed = false;
  // Nothing that is done here tolls what it is done for: it is asked once.
  let active: readonly Toll[] | undefined;
  for (const [index, event] of added.entries()) {
    const tolls = kind.events.find(({ name }) => name === event.name)?.tolls;
    if (tolls) {
      followed = true;
      const at = tolls.at?.(desk.agreement, event) ?? event.occurredAt;
      const by = { by: tolls.by, on: tolls.on, caseId, of: events[0]?.actor ?? '', at };
      problems.push(...(await toll(tx, desk, by, event)));
    } else if (kind.clocks.some(({ startsOn }) => startsOn.includes(event.name))) {
      active ??= await activeTolls(tx, desk);
      followed ||= active.length > 0;
      problems.push(...(await joinTolls(tx, desk, active, caseId, event)));
    }
    const until = events.slice(0, events.length - added.length + index + 1);
    for (const effect of kind.effects?.(desk.agreement, caseId, until) ?? []) {
      followed = true;
      const recorded = await recordEvent(tx, desk, effect.kind, effect.caseId, {
        name: effect.event,
        occurredAt: event.occurredAt,
        recordedAt: event.recordedAt,
        actor: effect.bySameParty ? event.actor : PROGRAM,
        body: effect.body,
        ...(event.draftMonth === undefined ? {} : { draftMonth: event.draftMonth }),
      });
      if (!recorded.ok) problems.push(...recorded.problems);
    }
  }
  return { problems, followed };
}

/** What tolls clocks: by what, in which case, and of which party that cannot perform. */
interface Toll {
  readonly by: string;
  readonly caseId: string;
  readonly of: string;
}

/**
 * Stops, or lets go on, the clocks of other cases that the agreement says stand still meanwhile: those that the party
 * which cannot perform has to meet. What the other party owes goes on. A run that was met after `at`, the end of what tolled
 * it, is let go on too: it stood still no longer than that.
 */
async function toll(
  tx: Tx,
  { agreement, kinds }: Desk,
  tolls: Toll & { readonly on: boolean; readonly at: string },
  event: NewEvent,
  onlyCase?: string,
): Promise<Problem[]> {
  const why = `${tolls.by.replaceAll('-', ' ')} ${tolls.caseId}`;
  const clocks = await tx.query<{
    case_id: string;
    kind: string;
    name: string;
    state: string;
    paused_by: string | null;
    basis: { facts?: { clock?: string; performer?: string } };
  }>(
    `SELECT k.case_id, s.kind, k.name, k.state, k.paused_by, k.basis
       FROM clock k JOIN case_state s USING (agreement_id, case_id)
      WHERE k.agreement_id = $1 AND k.case_id <> $2 AND s.kind = ANY($3) AND ($4::text IS NULL OR k.case_id = $4)
        AND (k.state IN ('running', 'paused') OR (NOT $5 AND k.state = 'stopped' AND k.stopped_at > $6
             AND EXISTS (SELECT FROM event e
                          WHERE e.agreement_id = k.agreement_id AND e.case_id = k.case_id
                            AND e.kind = s.kind || '.' || $7 AND e.body ->> 'clock' = k.name AND e.body ->> 'why' = $8)))
      ORDER BY k.case_id, k.name, k.run`,
    [
      agreement.id,
      tolls.caseId,
      kinds.map(({ kind }) => kind),
      onlyCase ?? null,
      tolls.on,
      tolls.at,
      CLOCK_PAUSED,
      why,
    ],
  );
  const view = agreement.at(localDate(agreement, event.occurredAt));
  const problems: Problem[] = [];
  const done = new Set<string>();
  for (const clock of clocks) {
    const term = view.optional(clockTerm, clock.basis.facts?.clock ?? '');
    const kind = kinds.find((one) => one.kind === clock.kind);
    if (!kind || term?.value.tolledBy?.includes(tolls.by) !== true) continue;
    if (agreement.party(tolls.of) !== undefined && clock.basis.facts?.performer !== tolls.of) continue;
    const stands = clock.state === 'stopped' || clock.paused_by?.split('; ').includes(why) === true;
    const key = `${clock.case_id} ${clock.name}`;
    if ((!tolls.on && !stands) || done.has(key)) continue;
    done.add(key);
    const recorded = await record(tx, agreement, kind, clock.case_id, {
      name: tolls.on ? CLOCK_PAUSED : CLOCK_RESUMED,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      actor: PROGRAM,
      body: { clock: clock.name, why, [tolls.on ? 'from' : 'to']: tolls.at },
    });
    if (!recorded.ok) problems.push(...recorded.problems);
  }
  return problems;
}

/** One walk along the index of open cases for each kind, however many cases of other kinds there are. */
const TOLLING = prepared(
  `SELECT s.case_id, s.kind, s.state, e.actor
     FROM unnest($2::text[]) AS k(kind),
          LATERAL (SELECT case_id, kind, state FROM case_state
                    WHERE agreement_id = $1 AND kind = k.kind AND open OFFSET 0) s,
          LATERAL (SELECT actor FROM event
                    WHERE agreement_id = $1 AND case_id = s.case_id AND seq = 1 OFFSET 0) e
    ORDER BY s.case_id`,
);

/** What tolls clocks now. */
async function activeTolls(tx: Tx, { agreement, kinds }: Desk): Promise<Toll[]> {
  const tolling = kinds.filter(({ events }) => events.some((event) => event.tolls?.on === true));
  const open = tolling.flatMap(({ kind, events, states }) =>
    states.map(({ name }) => ({ kind, state: name, by: tolledIn(events, name) })),
  );
  const kindsThatToll = tolling.map(({ kind }) => kind);
  const rows = await tx.query<{ case_id: string; kind: string; state: string; actor: string }>(TOLLING, [
    agreement.id,
    kindsThatToll,
  ]);
  return rows.flatMap(({ case_id: caseId, kind, state, actor }) => {
    const by = open.find((one) => one.kind === kind && one.state === state)?.by;
    return by === undefined ? [] : [{ caseId, by, of: actor }];
  });
}

/** By what a case in this state tolls: what leads to the state turns it on, and nothing that leads to it turns it off. */
function tolledIn(events: CaseKind['events'], state: string): string | undefined {
  const into = events.filter(({ to }) => to === state);
  return into.some(({ tolls }) => tolls?.on === false)
    ? undefined
    : into.find(({ tolls }) => tolls?.on)?.tolls?.by;
}

/** A clock that begins while something tolls it stands still from the beginning. */
async function joinTolls(
  tx: Tx,
  desk: Desk,
  active: readonly Toll[],
  caseId: string,
  event: NewEvent,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const cause of active) {
    const from = { ...cause, on: true, at: event.occurredAt };
    problems.push(...(await toll(tx, desk, from, event, caseId)));
  }
  return problems;
}

const unknownKind = ({ kinds }: Desk, name: string): Problem => ({
  id: 'case/unknown-kind',
  field: 'kind',
  sentence: `There is no case kind "${name}".`,
  cure: `Kinds are: ${kinds.map(({ kind }) => kind).join(', ')}.`,
});
