import type { Agreement } from '../../agreement/agreement.ts';
import { OPEN_END } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { lossNotice } from '../../articles/end-users/loss/loss-notice.ts';
import { unwrap } from '../../base/result.ts';
import { recordEvent } from '../../cases/desk.ts';
import type { CaseKind } from '../../cases/kind.ts';
import { numbersInService } from '../../inventory/look-up.ts';
import { partiesTable } from '../../parties/parties.ts';
import type { Claim, Due, Fire } from '../../platform/sweeper.ts';

interface LossRow {
  agreement_id: string;
  case_id: string;
  loss: string;
  loser: string;
  numbers: string[] | null;
  completed_on: string;
  completed_at: string;
}

/** A completed order whose loser is not told yet. */
export interface LossDue extends Due {
  readonly row: LossRow;
  /** The agreement that the loser has with the same incumbent. */
  readonly under: Agreement;
  /** The carrier that the end user chose: the notice must not name it. */
  readonly winner: { readonly name: string; readonly codes: readonly string[] };
}

/** Claims one completed order that took a line from a carrier with an agreement here, which has no notice yet. */
export const claimLosses =
  (agreements: ReadonlyMap<string, Agreement>): Claim<LossDue> =>
  async (tx, _now, failed) => {
    const losers = losersOf(agreements);
    const pairs = [...losers].flatMap(([code, under]) => under.map(({ parties }) => [code, parties.ilec]));
    const [row] = await tx.query<LossRow>(
      `SELECT s.agreement_id, s.case_id, s.summary ->> 'loss' AS loss, s.summary ->> 'loser' AS loser,
              r.body -> 'numbers' AS numbers, c.body ->> 'completedOn' AS completed_on, c.occurred_at AS completed_at
         FROM case_state s
         JOIN agreement a ON a.id = s.agreement_id
         JOIN event r ON (r.agreement_id, r.case_id, r.seq) = (s.agreement_id, s.case_id, 1)
         JOIN event c ON (c.agreement_id, c.case_id) = (s.agreement_id, s.case_id) AND c.kind = s.kind || '.completed'
        WHERE s.summary ? 'loss' AND s.agreement_id = ANY($3)
          AND (s.summary ->> 'loser', a.ilec) IN (SELECT * FROM unnest($1::text[], $2::text[]))
          AND NOT s.agreement_id || '/' || s.case_id = ANY($4)
          AND NOT EXISTS (SELECT FROM case_state l WHERE l.kind = 'loss' AND l.case_id = s.summary ->> 'loss')
        ORDER BY s.case_id LIMIT 1 FOR UPDATE OF s SKIP LOCKED`,
      [pairs.map(([code]) => code), pairs.map(([, ilec]) => ilec), [...agreements.keys()], failed],
    );
    const won = row && agreements.get(row.agreement_id);
    const under = row && losers.get(row.loser)?.find(({ parties }) => parties.ilec === won?.parties.ilec);
    if (!row || !won || !under) return [];
    return [
      {
        key: `${row.agreement_id}/${row.case_id}`,
        scope: { kind: 'agreement', agreementId: under.id },
        row,
        under,
        winner: partyOf(won, won.parties.clec),
      },
    ];
  };

/**
 * Opens the case of the loss in the loser's own agreement and sends the notice: the loser's circuit and numbers, the day, and no
 * word of who won.
 */
export const fireLoss =
  (kinds: readonly CaseKind[]): Fire<LossDue> =>
  async (tx, items, now) => {
    for (const { row, under: agreement, winner } of items) {
      const numbers = row.numbers ?? [];
      const own = await numbersInService(tx, agreement.id, numbers);
      const circuits = new Set(own.values());
      const [circuit] = circuits.size === 1 ? circuits : [];
      const lost = {
        pon: row.loss.slice(row.loss.indexOf('/') + 1),
        numbers,
        ...(circuit === undefined ? {} : { circuit }),
        disconnectOn: row.completed_on,
      };
      const receipt = unwrap(
        runDecision(lossNotice, agreement, { ...lost, winner }, { asOf: row.completed_on }),
      );
      const { notice } = receipt.details as { readonly notice: Readonly<Record<string, unknown>> };
      const event = (name: string, body: object) => ({
        name,
        occurredAt: now.toString(),
        recordedAt: now.toString(),
        actor: agreement.parties.ilec,
        body: { ...body },
      });
      const about = { agreement, kinds };
      unwrap(
        await recordEvent(tx, about, 'loss', row.loss, event('disconnected', lost), event('sent', notice)),
      );
    }
  };

/** Agreements by the SPID and OCN of the carrier that orders under them. */
function losersOf(agreements: ReadonlyMap<string, Agreement>): Map<string, Agreement[]> {
  const found = new Map<string, Agreement[]>();
  for (const agreement of agreements.values())
    for (const code of partyOf(agreement, agreement.parties.clec).codes)
      found.set(code, [...(found.get(code) ?? []), agreement]);
  return found;
}

function partyOf(agreement: Agreement, party: string): LossDue['winner'] {
  const row = agreement
    .at(OPEN_END)
    .rows(partiesTable)
    .find(({ value }) => value.party === party)?.value;
  const codes = [row?.ocn, row?.spid, row?.ccna, row?.acna].flatMap((code) => code ?? []);
  return { name: row?.name ?? party, codes };
}
