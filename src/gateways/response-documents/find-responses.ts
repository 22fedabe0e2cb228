import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CaseEvent, CaseKind } from '../../cases/kind.ts';
import { loadEvents } from '../../cases/store.ts';
import type { Tx } from '../../platform/database.ts';
import { responseKind, responseOf } from './response-of-case.ts';
import type { ResponseDocument, ResponseKind } from './response.ts';

/** A document that a case has: of which of its events. */
export interface ListedResponse {
  readonly seq: number;
  readonly kind: ResponseKind;
  readonly at: string;
}

interface Case {
  readonly kind: CaseKind;
  readonly events: readonly CaseEvent[];
}

/** The documents of an order, or of a loss, in the order of its events. */
export async function listResponses(
  tx: Tx,
  { agreement, kinds }: { readonly agreement: Agreement; readonly kinds: readonly CaseKind[] },
  caseId: string,
): Promise<Result<ListedResponse[]>> {
  const found = await findCase(tx, agreement, kinds, caseId);
  if (found === undefined) return fail(noCase);
  return ok(
    found.events.flatMap(({ seq, name, occurredAt: at }) => {
      const kind = responseKind(found.kind.kind, name);
      return kind === undefined ? [] : [{ seq, kind, at }];
    }),
  );
}

/** One of them, as it was when the event had happened. `whole`: with what tells of the end user, for who may see it. */
export async function findResponse(
  tx: Tx,
  { agreement, kinds }: { readonly agreement: Agreement; readonly kinds: readonly CaseKind[] },
  { caseId, seq, whole }: { readonly caseId: string; readonly seq: number; readonly whole: boolean },
): Promise<Result<ResponseDocument>> {
  const found = await findCase(tx, agreement, kinds, caseId);
  if (found === undefined) return fail(noCase);
  const events = found.events.filter((event) => event.seq <= seq);
  const made =
    events.at(-1)?.seq === seq
      ? responseOf({ agreement, kind: found.kind, caseId, events, whole })
      : undefined;
  return made === undefined ? fail(noDocument) : ok(made);
}

async function findCase(
  tx: Tx,
  agreement: Agreement,
  kinds: readonly CaseKind[],
  caseId: string,
): Promise<Case | undefined> {
  const { kind: name, events } = await loadEvents(tx, agreement.id, caseId);
  const kind = kinds.find((one) => one.kind === name);
  return kind && { kind, events };
}

const noCase: Problem = {
  id: 'api/not-found',
  sentence: 'There is no such order or loss among those you may see.',
  cure: 'Start from a list and follow it.',
};

const noDocument: Problem = {
  id: 'api/not-found',
  sentence: 'No document tells of that event.',
  cure: 'Ask without a number for those that there are.',
};
