import { jeopardyCodes } from '../../../articles/ordering/jeopardy-codes.ts';
import { readOrderId, versionsPrefix } from '../../../articles/ordering/order-id.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { CaseKind } from '../../../cases/kind.ts';
import type { Tx } from '../../../platform/database.ts';
import { formsWithoutCustomer } from '../customer-forms.ts';
import type { OrderHead } from '../shapes/order.ts';
import type { OrderView } from '../shapes/order-view.ts';
import { findCase } from './cases.ts';
import { HEAD_COLUMNS, withClocks } from './order-list.ts';
import type { HeadRow } from './order-list.ts';

interface About {
  readonly agreement: Agreement;
  readonly kinds: readonly CaseKind[];
  readonly now: Temporal.Instant;
}

/** Recorded by what follows from a supplement or by the close of a month, never by hand. */
const BY_PROGRAM: ReadonlySet<string> = new Set([
  'superseded',
  'supplemented',
  'supplement-refused',
  'billing-completed',
]);
/** The orderer takes an order back by a supplement. */
const BY_SUPPLEMENT: ReadonlySet<string> = new Set(['cancelled']);
const SUPPLEMENTS: Readonly<Record<string, readonly string[]>> = {
  lsr: ['1', '2', '3'],
  asr: ['1', '2', '3', '4'],
};
/** After these nothing can be supplemented. */
const DONE: ReadonlySet<string> = new Set(['completed', 'billed', 'cancelled', 'superseded']);
/** What a confirmed order may not be: corrected before its confirmation. */
const CORRECTION = '4';
const CONFIRMED: ReadonlySet<string> = new Set(['confirmed', 'jeopardy', 'customer-not-ready']);
const MOST_RELATED = 50;

/** One version of an order as a party sees it; what it tells of the end user is left out unless `whole`. */
export async function findOrderView(
  tx: Tx,
  about: About,
  id: string,
  show: { readonly party: string; readonly whole: boolean },
): Promise<OrderView | undefined> {
  const { agreement, kinds } = about;
  const found = await findCase(tx, about, id, show);
  const kind = kinds.find((one) => one.kind === found?.kind);
  if (found === undefined || kind === undefined) return undefined;
  const versions = await versionsOf(tx, agreement.id, id);
  const own = versions.find((one) => one.id === id);
  const isLatest = versions.at(-1)?.id === id;
  const isReplayed = own?.isReplayed === true;
  const mayOrder = show.party === agreement.parties.clec && isLatest && !isReplayed;
  const forms = show.whole ? undefined : await maskedForms(tx, agreement.id, id);
  return {
    ...found,
    request: { ...found.request, ...(forms === undefined ? {} : { forms }) },
    next: isReplayed
      ? []
      : found.next.filter(
          ({ name, isYours }) => !BY_PROGRAM.has(name) && !(isYours && BY_SUPPLEMENT.has(name)),
        ),
    isReplayed,
    summary: own?.summary ?? {},
    versions,
    related: await relatedTo(tx, agreement.id, id, own?.summary ?? {}),
    supplements:
      mayOrder && !DONE.has(found.state)
        ? (SUPPLEMENTS[found.kind] ?? []).filter((sup) => sup !== CORRECTION || !CONFIRMED.has(found.state))
        : [],
    documents: found.events.flatMap(({ seq, event }) => {
      const name = kind.documents[event];
      return name === undefined ? [] : [{ seq, name }];
    }),
    jeopardyCodes: jeopardyCodes(found.kind === 'asr' ? 'asr' : 'lsr').map(({ code, name, causedBy }) => ({
      code,
      name,
      causedBy,
    })),
  };
}

/** All versions of an order, the first first. */
async function versionsOf(tx: Tx, agreementId: string, id: string): Promise<OrderHead[]> {
  const version = readOrderId(id);
  const prefix = version === undefined ? id : versionsPrefix(version.kind, version);
  const rows = await tx.query<HeadRow & Record<string, unknown>>(
    `SELECT ${HEAD_COLUMNS} FROM case_state
      WHERE agreement_id = $1 AND case_id >= $2 AND case_id < $3 ORDER BY case_id`,
    [agreementId, prefix, `${prefix}\u{10FFFF}`],
  );
  return withClocks(tx, agreementId, rows);
}

/** Open orders of its project and those that name it, and those that it names. */
async function relatedTo(
  tx: Tx,
  agreementId: string,
  id: string,
  { project, pon, relatedPons }: OrderHead['summary'],
): Promise<OrderHead[]> {
  const own = readOrderId(id);
  if (own === undefined) return [];
  const pons = typeof relatedPons === 'string' ? relatedPons.split(' ').filter(Boolean) : [];
  const prefixes = pons.flatMap((other) =>
    (['lsr', 'asr'] as const).map((kind) => versionsPrefix(kind, { ...own, pon: other })),
  );
  const rows = await tx.query<HeadRow & Record<string, unknown>>(
    `SELECT ${HEAD_COLUMNS} FROM case_state
      WHERE agreement_id = $1 AND kind IN ('lsr', 'asr') AND open
        AND (summary ->> 'project' = $2 OR $3 = ANY(string_to_array(summary ->> 'relatedPons', ' ')))
     UNION
     SELECT ${HEAD_COLUMNS} FROM case_state, unnest($4::text[]) AS named (prefix)
      WHERE agreement_id = $1 AND case_id >= prefix COLLATE "C" AND case_id < (prefix || '\u{10FFFF}') COLLATE "C"
        AND state <> 'superseded'
      ORDER BY opened_at DESC, case_id LIMIT ${MOST_RELATED}`,
    [agreementId, project ?? null, pon ?? null, prefixes],
  );
  const others = rows.filter((row) => row.summary['pon'] !== pon);
  return withClocks(tx, agreementId, others);
}

/** The forms of the first event, without what they tell of the end user. */
async function maskedForms(tx: Tx, agreementId: string, id: string): Promise<unknown> {
  const [row] = await tx.query<{ forms: Parameters<typeof formsWithoutCustomer>[0] | null }>(
    `SELECT body -> 'forms' AS forms FROM event WHERE agreement_id = $1 AND case_id = $2 AND seq = 1`,
    [agreementId, id],
  );
  return row?.forms ? formsWithoutCustomer(row.forms) : undefined;
}
