import { misuseKind } from '../../articles/oss-access/misuse/misuse-case.ts';
import type { Finding } from '../../articles/oss-access/misuse/seen.ts';
import type { Problem } from '../../base/problem.ts';
import { nextCaseId } from '../../cases/case-id.ts';
import { recordEvent } from '../../cases/desk.ts';
import type { Desk } from '../../cases/desk.ts';
import { localDate } from '../../cases/instant.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { findMisuse } from './find-misuse.ts';

/** A case that was opened on a pattern. */
export interface Suspicion extends Finding {
  readonly caseId: string;
}

/** The most entries of the log that a case names; how many there are it says beside them. */
const MOST_EVIDENCE = 5000;

/**
 * Looks at the log of queries and opens a case for each pattern that has none: a suspicion of the incumbent, whose systems were asked, with
 * its evidence. All in one transaction; nobody else looks at this agreement meanwhile, so that no pattern is told twice.
 * @throws Error when a case is refused: a bug.
 */
export async function watchQueries(
  db: Pick<Database, 'withTransaction'>,
  desk: Desk,
  now: Temporal.Instant,
): Promise<readonly Suspicion[]> {
  const { agreement } = desk;
  return db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('watch ' || $1, 0))", [agreement.id]);
    const findings = await findMisuse(tx, agreement, now.toString());
    const opened: Suspicion[] = [];
    for (const finding of findings) opened.push(await open(tx, desk, finding, now.toString()));
    return opened;
  });
}

async function open(tx: Tx, desk: Desk, finding: Finding, now: string): Promise<Suspicion> {
  const { agreement } = desk;
  const taken = await tx.query<{ case_id: string }>(
    "SELECT case_id FROM case_state WHERE agreement_id = $1 AND kind = 'oss-misuse'",
    [agreement.id],
  );
  const year = localDate(agreement, now).slice(0, 4);
  const caseId = nextCaseId(misuseKind, year, new Set(taken.map(({ case_id: id }) => id)));
  const { pattern, who, from, to, subjects, withoutOrder, of, queries } = finding;
  const recorded = await recordEvent(tx, desk, misuseKind.kind, caseId, {
    name: 'suspected',
    occurredAt: now,
    recordedAt: now,
    actor: agreement.parties.ilec,
    body: {
      pattern,
      who,
      party: agreement.parties.clec,
      from,
      to,
      subjects,
      withoutOrder,
      of,
      queries: queries.slice(0, MOST_EVIDENCE),
    },
  });
  if (!recorded.ok) throw new Error(sentences(recorded.problems));
  return { ...finding, caseId };
}

const sentences = (problems: readonly Problem[]): string =>
  problems.map(({ sentence }) => sentence).join(' ');
