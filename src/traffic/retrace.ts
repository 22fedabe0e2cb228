import path from 'node:path';
import type { Agreement } from '../agreement/agreement.ts';
import type { Row, Value } from '../base/expr/ast.ts';
import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { readRecord } from './call-row.ts';
import { createTable, parquetRelation, quote, select, withDuckDb } from './duck.ts';
import type { SqlRow } from './duck.ts';
import { LANDED_COLUMN_NAMES } from './landed.ts';
import { planOfDay, readMonthFile } from './month-plan.ts';
import { matchDuckDb, tableColumns } from './plan/duckdb.ts';
import { planInterpreter } from './plan/interpret.ts';
import type { Repeats } from './plan/interpret.ts';
import type { PlanMatch, UsagePlan } from './plan/types.ts';
import { storedParts } from './stored-parts.ts';

/** A rated call done again from its landed record: the record, every column of the plan, and what was stored. */
export interface RetracedCall {
  readonly row: SqlRow;
  /** Id of the record that it repeats. */
  readonly repeats?: string;
}

/** @param call as `readCall` gives it. */
export async function retraceCall(
  callsDir: string,
  call: SqlRow,
  agreement: Agreement,
): Promise<Result<RetracedCall>> {
  const workDir = path.dirname(callsDir);
  const { store, files } = readMonthFile(workDir);
  const record = await readRecord(store, call);
  const date = call['connect_date'];
  const plan = planOfDay(workDir, agreement, typeof date === 'string' ? date : undefined);
  if (!plan.ok) return plan;
  const repeated = ['duplicate', 'recorded-elsewhere'].includes(String(call['reason']));
  const found = repeated ? await findRepeated(plan.value, store, files, record, call) : undefined;
  const row = interpret(plan.value, record, found?.repeats ?? {});
  return ok({
    row: { ...record, ...row, ...call },
    ...(found?.id === undefined ? {} : { repeats: found.id }),
  });
}

/** Every column of the plan for one record. */
function interpret(plan: UsagePlan, record: SqlRow, repeats: Repeats): SqlRow {
  const fields = Object.fromEntries(
    Object.keys(plan.fields).map((name) => [name, toValue(record[name] ?? null)]),
  );
  const columns = plan.stages.flatMap((stage) => stage.columns.map(({ name }) => name));
  const row: Row = planInterpreter(plan, repeats)(fields, columns);
  return Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));
}

const toValue = (value: unknown): Value =>
  typeof value === 'number' ? BigInt(value) : ((value ?? null) as Value);

/** What a record repeats, by the matches of the plan over the records that are like it. */
async function findRepeated(
  plan: UsagePlan,
  store: string,
  files: readonly { readonly key: number; readonly name: string }[],
  record: SqlRow,
  call: SqlRow,
): Promise<{ readonly repeats: Repeats; readonly id?: string }> {
  return withDuckDb(undefined, async (db) => {
    for (const table of plan.tables) await createTable(db, table.name, tableColumns(table), table.rows);
    const parts = storedParts(
      store,
      files.map(({ key }) => key),
    );
    const repeats: Record<string, ReadonlyMap<bigint, bigint>> = {};
    let id: string | undefined;
    const seq = BigInt(String(call['seq']));
    for (const match of plan.matches) {
      const like = `SELECT * FROM ${parquetRelation(parts)} WHERE ${likeIt(match, record)}`;
      await db.run(`CREATE OR REPLACE TABLE ${match.name} AS ${matchDuckDb(plan, like, match)}`);
      const [own] = await select(db, `SELECT first FROM ${match.name} WHERE seq = ${seq}`);
      if (!own) continue;
      const first = BigInt(String(own['first']));
      repeats[match.name] = new Map([[seq, first]]);
      id ??= `${files[Number(first >> 32n) - 1]?.name ?? ''}:${first & 0xffffffffn}`;
    }
    return { repeats, ...(id === undefined ? {} : { id }) };
  });
}

/** Condition on landed records that can be of the same call: equal in what the match compares and the record itself has. */
function likeIt(match: PlanMatch, record: SqlRow): string {
  const equal = (name: string): string => {
    const value = record[name] ?? null;
    if (value === null) return `${name} IS NULL`;
    return `${name} = ${typeof value === 'string' ? quote(value) : String(value)}`;
  };
  const landed = new Set<string>(LANDED_COLUMN_NAMES);
  const sets = match.kind === 'key' ? match.keys.map(({ fields }) => fields) : [match.same];
  return sets
    .map((fields) => fields.filter((name) => landed.has(name)).map(equal))
    .map((all) => (all.length === 0 ? 'TRUE' : `(${all.join(' AND ')})`))
    .join(' OR ');
}
