import { callsRelation } from './calls.ts';
import { quote, withDuckDb } from './duck.ts';

/**
 * Writes `file,line,bucket,payer,disposition,conversation_ms,reason` as CSV, a row a record in the order of files and lines: what is
 * compared with another's view of the month. It holds no telephone numbers.
 */
export async function writeOutcomes(callsParquet: string, target: string): Promise<void> {
  await withDuckDb(undefined, (db) =>
    db.run(
      `COPY (
         SELECT file, line, bucket, payer, outcome AS disposition,
           conversation_ms, reason
         FROM ${callsRelation(callsParquet)} ORDER BY seq
       ) TO ${quote(target)} (FORMAT csv, HEADER)`,
    ),
  );
}
