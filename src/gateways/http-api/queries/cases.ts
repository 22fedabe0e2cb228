import type { Agreement } from '../../../agreement/agreement.ts';
import { listCases } from '../../../cases/list.ts';
import type { CaseEvent, CaseKind } from '../../../cases/kind.ts';
import { loadEvents } from '../../../cases/store.ts';
import type { Tx } from '../../../platform/database.ts';
import { localDate } from '../../../cases/instant.ts';
import type { Case, CaseHead, NextEvent } from '../shapes/case.ts';
import { eventDefView } from './case-kinds.ts';
import { dueClocks } from './due-clocks.ts';
import { findOrder } from './orders.ts';

interface About {
  readonly agreement: Agreement;
  readonly kinds: readonly CaseKind[];
  readonly now: Temporal.Instant;
}

/** Cases of these kinds under the agreement, latest change first, each with what is due in it. */
export async function caseHeads(tx: Tx, { agreement, kinds, now }: About): Promise<CaseHead[]> {
  const agreementId = agreement.id;
  const heads = await listCases(tx, { agreementId, kinds: kinds.map(({ kind }) => kind) });
  const openers = await tx.query<{ case_id: string; actor: string }>(
    'SELECT case_id, actor FROM event WHERE agreement_id = $1 AND case_id = ANY($2) AND seq = 1',
    [agreementId, heads.map(({ caseId }) => caseId)],
  );
  const openedBy = new Map(openers.map(({ case_id, actor }) => [case_id, actor]));
  const due = await dueClocks(tx, {
    agreements: new Map([[agreementId, agreement]]),
    agreementId,
    kinds,
    now,
  });
  return heads.flatMap((head) => {
    const kind = kinds.find((one) => one.kind === head.kind);
    if (kind === undefined) return [];
    return {
      id: head.caseId,
      kind: head.kind,
      title: kind.title ?? kind.kind,
      isOpen: isOpen(kind, head.state),
      openedBy: openedBy.get(head.caseId) ?? '',
      state: head.state,
      openedAt: head.openedAt,
      changedAt: head.changedAt,
      due: due.filter(({ caseId }) => caseId === head.caseId),
    };
  });
}

/** One case with what happened, its clocks and what may happen next for a party. What it tells of an end user is left out unless `whole`. */
export async function findCase(
  tx: Tx,
  { agreement, kinds, now }: About,
  id: string,
  show: { readonly party: string; readonly whole: boolean },
): Promise<Case | undefined> {
  const order = await findOrder(tx, agreement.id, id, { kinds, whole: show.whole });
  const kind = kinds.find((one) => one.kind === order?.kind);
  if (order === undefined || kind === undefined) return undefined;
  const { events } = await loadEvents(tx, agreement.id, id);
  const openedBy = events[0]?.actor ?? '';
  const due = await dueClocks(tx, {
    agreements: new Map([[agreement.id, agreement]]),
    agreementId: agreement.id,
    caseId: id,
    kinds,
    now,
  });
  return {
    ...order,
    title: kind.title ?? kind.kind,
    isOpen: isOpen(kind, order.state),
    openedBy,
    stateDoc: kind.states.find(({ name }) => name === order.state)?.doc ?? '',
    view: viewOf(agreement, kind, events, show.whole),
    due,
    next: nextEvents(agreement, kind, { state: order.state, openedBy, party: show.party, now }),
  };
}

/** What a kind says of a case may rest on what its bodies tell of an end user: it is then shown with them only. */
const viewOf = (
  agreement: Agreement,
  kind: CaseKind,
  events: readonly CaseEvent[],
  whole: boolean,
): Record<string, unknown> => {
  if (kind.customer !== undefined && !whole) return {};
  return { ...kind.view?.(agreement, events) };
};

const isOpen = (kind: CaseKind, state: string): boolean =>
  kind.states.find(({ name }) => name === state)?.final !== true;

function nextEvents(
  agreement: Agreement,
  kind: CaseKind,
  about: { state: string; openedBy: string; party: string; now: Temporal.Instant },
): NextEvent[] {
  const today = localDate(agreement, about.now);
  return kind.events
    .filter(({ from }) => from.includes(about.state))
    .map((event) => ({
      ...eventDefView(agreement.at(today), kind, event),
      isYours: event.by === undefined || (event.by === 'opener') === (about.party === about.openedBy),
    }));
}
