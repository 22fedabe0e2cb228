import { OPEN_END } from '../../agreement/agreement.ts';
import type { AgreementView } from '../../agreement/agreement.ts';
import type { Provenance } from '../../agreement/vocabulary.ts';
import { lifeTable, statusOn } from '../../articles/agreement-life/index.ts';
import type { LifeEvent, LifeStatus } from '../../articles/agreement-life/index.ts';
import { Trace } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** A thing in the life of an agreement; one on record says where its day is known from. */
export interface SourcedLifeEvent extends LifeEvent {
  readonly provenance?: Provenance;
  readonly source?: string;
}

export interface SourcedLife extends LifeStatus {
  readonly events: readonly SourcedLifeEvent[];
}

/** The life of the agreement to the day of the view, each event with its source; undefined without a record of it. */
export function lifeOn(view: AgreementView): Result<SourcedLife> | undefined {
  const status = statusOn(view, new Trace());
  if (!status?.ok) return status;
  const rows = view.agreement.at(OPEN_END, view.asKnown).rows(lifeTable);
  const events = status.value.events.map((event): SourcedLifeEvent => {
    const row = rows.find(({ value }) => value.event === event.event && value.on === event.on);
    return row === undefined || event.derived
      ? event
      : { ...event, provenance: row.provenance, source: row.source };
  });
  return ok({ ...status.value, events });
}
