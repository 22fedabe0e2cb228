import { stringify } from 'csv-stringify/sync';
import { COLUMNS } from './record.ts';
import type { CdrColumn, CdrRecord } from './record.ts';

/** A whole file: header and one line a record. */
export function writeCdrCsv(records: readonly CdrRecord[]): string {
  return stringify(
    records.map((record): Record<CdrColumn, string> => ({
      record_id: record.recordId,
      trunk_group: record.trunkGroup,
      calling: record.calling ?? '',
      called: record.called,
      lrn: record.lrn ?? '',
      originating_ocn: record.originatingOcn ?? '',
      invite_at: record.inviteAt,
      answer_at: record.answerAt ?? '',
      end_at: record.endAt,
      conversation_ms: String(record.conversationMs),
      release_code: record.releaseCode,
      recorded_by: record.recordedBy,
    })),
    { header: true, columns: [...COLUMNS] },
  );
}
