import { existsSync, readFileSync } from 'node:fs';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { loadPlant } from '../../network/plant/load-plant.ts';
import { movableClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { askInAgreement } from './ask.ts';
import type { PreOrderAnswer, PreOrderFunction, PreOrderQuery } from './pre-order.ts';

const FOLDER = 'agreements/missouri-2006';

/** For tests: Socket's agreement, and one that the same incumbent has with a made-up carrier. */
export function twoAgreements(vocabulary: readonly Vocabulary[]): { socket: Agreement; prairie: Agreement } {
  const socket = unwrap(loadAgreement(FOLDER, { vocabulary }));
  const prairie = unwrap(
    loadAgreement(FOLDER, {
      vocabulary,
      files: (file) =>
        file.endsWith('agreement.yaml') && existsSync(file)
          ? readFileSync(file, 'utf8').replace('id: missouri-2006', 'id: prairie-2006')
          : undefined,
    }),
  );
  return { socket, prairie };
}

/** A database with the plant of the example, and questions asked of it at 9:00 on 23 November 2026, a Monday, and later. */
export class PreOrderTest {
  readonly db: Database;
  readonly kinds: readonly CaseKind[];
  readonly clock = movableClock('2026-11-23T15:00:00Z');

  private constructor(db: Database, kinds: readonly CaseKind[]) {
    this.db = db;
    this.kinds = kinds;
  }

  /** @param agreements each with the party that orders under it. */
  static async start(
    migrations: readonly string[],
    kinds: readonly CaseKind[],
    agreements: readonly (readonly [Agreement, string])[],
    plant = 'examples/plant',
  ): Promise<PreOrderTest> {
    const db = await testDatabase(migrations);
    await db.withTransaction({ kind: 'install' }, async (tx) => {
      for (const [{ id, timeZone, parties }, clec] of agreements)
        await tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
           VALUES ($1, 'f', 'v', 't', '', '{}', '1', 'h', $2, $3, $4)`,
          [id, timeZone, parties.ilec, clec],
        );
    });
    unwrap(await loadPlant(db, 'centurytel', plant));
    return new PreOrderTest(db, kinds);
  }

  ask(
    agreement: Agreement,
    name: PreOrderFunction,
    facts: object,
    more: Partial<PreOrderQuery> = {},
  ): Promise<Result<PreOrderAnswer>> {
    return askInAgreement(
      this.db,
      { agreement, kinds: this.kinds, clock: this.clock },
      {
        function: name,
        facts,
        party: 'socket',
        who: 'ann@socket.example',
        askedAt: this.clock.now().toString(),
        via: 'api',
        ...more,
      },
    );
  }

  /** The log, the last question last. */
  log(): Promise<{ function: string; subject: string; outcome: string; purpose: string; test: boolean }[]> {
    return this.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.query('SELECT function, subject, outcome, purpose, test FROM pre_order_query ORDER BY id'),
    );
  }
}

/** `outcome value`, then the problems' ids; of a refusal the ids alone. */
export const said = (answer: Result<PreOrderAnswer>): (string | number | boolean | null)[] =>
  answer.ok
    ? [answer.value.outcome, answer.value.value, ...answer.value.problems.map(({ id }) => id)]
    : answer.problems.map(({ id }) => id);
