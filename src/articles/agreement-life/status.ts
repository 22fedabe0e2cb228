import type { Agreement, AgreementView, TableRow } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { parseDuration } from '../../base/quantity.ts';
import type { Trace } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { START } from '../../cases/kind.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { deemedApprovalOn } from './deemed-approval.ts';
import { agreementLifeKind } from './kind.ts';
import { lifeTable, lifeTerm } from './terms.ts';
import type { LifeRow } from './terms.ts';

/** One thing in the life of an agreement: on record, or by the passing of time. */
export interface LifeEvent {
  readonly event: string;
  readonly on: string;
  readonly state: string;
  readonly derived: boolean;
  readonly clause: string;
  readonly document?: string;
}

/** Where an agreement stands on a day. */
export interface LifeStatus {
  /** State of the kind `agreement-life`; `START` where nothing is on record by then. */
  readonly state: string;
  /** First day of effect, where it has come. */
  readonly effectiveOn?: string;
  /** Last day of the term that runs on the day, or ran before it runs on. */
  readonly termEndsOn?: string;
  readonly interim: boolean;
  readonly events: readonly LifeEvent[];
  /** Section that the answer rests on. */
  readonly clause: string;
}

/**
 * The life of the agreement up to and with the day of the view, from the table `life` and what follows from the passing of
 * time: deemed approval where nobody decided, renewals, the end of a term. Undefined where the agreement keeps no such record.
 */
export function statusOn(view: AgreementView, trace: Trace): Result<LifeStatus> | undefined {
  const all = rowsOf(view.agreement, view.asKnown);
  if (all.length === 0) return undefined;
  const events: LifeEvent[] = [];
  let [effectiveOn, termEndsOn] = [undefined as string | undefined, undefined as string | undefined];
  const happen = (event: string, on: string, clause: string, more: Partial<LifeEvent> = {}): void => {
    const state = stateAfter(
      agreementLifeKind,
      [...events, { event }].map(({ event: name }) => ({ name })),
    );
    events.push({ event, on, state, derived: false, clause, ...more });
  };
  for (const row of all.filter(({ value }) => value.on <= view.asOf)) {
    const { event, on, document } = row.value;
    const deemed = deemedApproval(view, events, all, on);
    if (deemed) happen('deemed-approved', deemed.on, deemed.clause, { derived: true });
    happen(event, on, row.citation, document === undefined ? {} : { document });
    trace.add({
      id: `life-${event}`,
      sentence: `${on}: ${event.replaceAll('-', ' ')}${document === undefined ? '' : ` (${document})`}`,
      out: events.at(-1)?.state ?? START,
      ...cited(row),
    });
    if (event === 'took-effect') {
      effectiveOn ??= on;
      termEndsOn = view.agreement.manifest.adopts?.termEndsOn ?? endOfTerm(view, on, 'initial');
    }
    if (event === 'renewed') termEndsOn = endOfTerm(view, on, 'renewal') ?? termEndsOn;
  }
  const deemed = deemedApproval(view, events, all, view.asOf);
  if (deemed) {
    happen('deemed-approved', deemed.on, deemed.clause, { derived: true });
    trace.add({
      id: 'deemed-approved',
      sentence: `${deemed.on}: deemed approved, nobody having decided`,
      out: 'approved',
      clause: deemed.clause,
    });
  }
  const endsOn = all.findLast(({ value }) => value.event === 'notice-given' && value.on <= view.asOf);
  if (
    events.at(-1)?.state === 'noticed-off' &&
    endsOn?.value.ends_on !== undefined &&
    endsOn.value.ends_on < view.asOf
  ) {
    happen('ended', endsOn.value.ends_on, endsOn.citation, { derived: true });
    trace.add({
      id: 'ended',
      sentence: `${endsOn.value.ends_on}: ended by the notice of ${endsOn.value.on}`,
      out: 'winding-down',
      ...cited(endsOn),
    });
  }
  const ended = runOut(view, events, termEndsOn, trace, happen);
  if (!ended.ok) return ended;
  const last = events.at(-1);
  return ok({
    state: last?.state ?? START,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(ended.value.termEndsOn === undefined ? {} : { termEndsOn: ended.value.termEndsOn }),
    interim: events.some(({ event }) => event === 'interim-agreed'),
    events,
    clause: last?.clause ?? all[0]?.citation ?? '',
  });
}

/** All rows, those of one day in the order written. A row that comes to be known later is not there before. */
function rowsOf(agreement: Agreement, asKnown: string | undefined): TableRow<LifeRow>[] {
  return agreement
    .at('9999-12-31', asKnown)
    .rows(lifeTable)
    .toSorted((a, b) => (a.value.on < b.value.on ? -1 : a.value.on > b.value.on ? 1 : 0));
}

/** The day at whose end a filing that waits is deemed approved, when it lies before `by`. */
function deemedApproval(
  view: AgreementView,
  events: readonly LifeEvent[],
  rows: readonly TableRow<LifeRow>[],
  by: string,
): { readonly on: string; readonly clause: string } | undefined {
  if (events.at(-1)?.state !== 'filed') return undefined;
  const filed = events.findLast(({ event }) => event === 'filed');
  const row = rows.find(({ value }) => value.event === 'filed' && value.on === filed?.on);
  const deemed = filed && deemedApprovalOn(view.agreement, row?.value.track, filed.on, view.asKnown);
  return deemed && deemed.on < by ? deemed : undefined;
}

/** Last day of a term that begins on a day. */
function endOfTerm(view: AgreementView, from: string, part: 'initial' | 'renewal'): string | undefined {
  const length = parseDuration(view.optional(lifeTerm)?.value[part] ?? '');
  if (!length) return undefined;
  const start = Temporal.PlainDate.from(from);
  const next =
    length.unit === 'month' ? start.add({ months: length.count }) : start.add({ days: length.count });
  return next.subtract({ days: 1 }).toString();
}

/** What the passing of time makes of a term that is over by the day of the view. */
function runOut(
  view: AgreementView,
  events: readonly LifeEvent[],
  termEndsOn: string | undefined,
  trace: Trace,
  happen: (event: string, on: string, clause: string, more?: Partial<LifeEvent>) => void,
): Result<{ readonly termEndsOn?: string }> {
  const term = view.optional(lifeTerm);
  let ends = termEndsOn;
  if (events.at(-1)?.state !== 'effective' || ends === undefined || !term) {
    return ok(ends === undefined ? {} : { termEndsOn: ends });
  }
  while (ends < view.asOf) {
    const after = Temporal.PlainDate.from(ends).add({ days: 1 }).toString();
    const last = events.at(-1)?.on ?? after;
    // A term that an adopter inherits may be over before its own agreement takes effect.
    const next = last > after ? last : after;
    if (term.value.then === 'renewed') {
      const renewed = endOfTerm(view, next, 'renewal');
      if (renewed === undefined) {
        return fail({
          id: 'agreement-life/no-renewal',
          file: term.file,
          line: term.line,
          field: `${term.key}.renewal`,
          sentence: `The agreement is renewed after ${ends} and does not say for how long.`,
          cure: 'Add renewal to the term.',
          clause: term.citation,
        });
      }
      happen('renewed', next, term.citation, { derived: true });
      trace.add({
        id: 'renewed',
        sentence: `The term ended on ${ends}; renewed until ${renewed}`,
        out: renewed,
        ...cited(term),
      });
      ends = renewed;
      continue;
    }
    const event = term.value.then === 'holdover' ? 'term-ended' : 'ended';
    happen(event, next, term.citation, { derived: true });
    trace.add({
      id: event,
      sentence: `The term ended on ${ends}; ${event === 'ended' ? 'the agreement ends with it' : 'the agreement runs on until a successor or a notice'}`,
      out: event === 'ended' ? 'winding-down' : 'holdover',
      ...cited(term),
    });
    break;
  }
  return ok({ termEndsOn: ends });
}
