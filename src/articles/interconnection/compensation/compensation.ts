import { Type } from 'typebox';
import type { AgreementView, TableRow, Term } from '../../../agreement/agreement.ts';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { formatRate } from '../../../base/money.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import { compensationTable, elementsOf, findCompensation, sidesOf } from '../../../traffic/index.ts';
import type { CompensationRow, Direction } from '../../../traffic/index.ts';
import { usageRate } from '../usage-rates.ts';
import { lawRate, lawStep, lawSteps } from './law-compensation.ts';
import { changeOfCompensationLawTerm } from './terms.ts';
import type { CompensationLaw } from './terms.ts';

/**
 * The regime of a bucket on a day. An amendment decides before a change of law, a change of law where the agreement lets it
 * apply by itself before the agreement as first made, and the rule for carriers without an agreement where no row speaks.
 */
export const compensation = defineDecision({
  name: 'compensation',
  doc: 'How calls of a bucket are paid on a day: per-minute, bill-and-keep or not-between-parties. Details name what decided, the payer and the prices.',
  facts: Type.Object(
    {
      bucket: Type.String({ description: 'Bucket of the calls, as call-jurisdiction names it' }),
      direction: Code(['ilec-to-clec', 'clec-to-ilec'], 'The sender of the calls first'),
      date: Type.Optional(IsoDate('Day of the calls')),
      originator: Type.Optional(
        Code(['party', 'third-party', 'unidentified'], 'Whose calls they are; without it a party’s'),
      ),
      period: Type.Optional(Type.String({ description: 'Rate period of the calls, a row of rate-periods' })),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ date }) => date,
  decide: ({ bucket, direction, originator, period }, view, trace) => {
    const rows = (['party', 'third-party', 'unidentified'] as const)
      .filter((one) => (originator ?? one) === one)
      .flatMap((one) => {
        const question = { bucket, direction, originator: one, ...(period === undefined ? {} : { period }) };
        return findCompensation(view, question) ?? [];
      });
    const row = rows[0];
    const law = lawOf(view, bucket);
    const amended = row && amendmentOf(view, row);
    if (row) addRow(trace, row, amended);
    if (law) trace.add(lawStep(law));
    const effect = view.optional(changeOfCompensationLawTerm);
    const self = effect?.value.effect === 'self-executing';
    const lawDecides =
      law !== undefined &&
      (row ? self && law.value.without === 'all' && !(amended && amended.on >= law.value.from) : true);
    if (law && effect && row)
      trace.add({
        id: 'rank',
        sentence: lawDecides
          ? 'The agreement lets a change of law apply by itself, and no amendment came after it'
          : self
            ? 'The agreement speaks for itself: an amendment came after the law, or the law is for carriers without one'
            : 'The agreement stands until the parties amend it: a change of law does not do it',
        out: lawDecides ? 'law' : 'agreement',
        ...cited(effect),
      });
    if (law && lawDecides) {
      const regime = law.value.rule === 'bill-and-keep' ? 'bill-and-keep' : 'per-minute';
      const details = { decidedBy: row ? 'change-of-law' : 'law-default', lawRate: lawRate(law.value) };
      return ok({ value: regime, clause: law.citation, details });
    }
    if (!row) return fail(unknown(view, bucket, direction));
    const sides = sidesOf(row.value, direction);
    const { parties } = view.agreement;
    const prices = sides ? pricesOf(view, row, `${sides.payee}-to-${sides.payer}`, trace) : {};
    return ok({
      value: row.value.regime,
      clause: row.citation,
      details: {
        decidedBy: amended ? 'amendment' : 'agreement',
        row: row.id,
        ...(amended ? { amendment: amended.id } : {}),
        ...(sides ? { payer: parties[sides.payer], payee: parties[sides.payee], prices } : {}),
      },
    });
  },
});

/** The latest rule of law on file that speaks of the bucket. */
function lawOf(view: AgreementView, bucket: string): Term<CompensationLaw> | undefined {
  const named = view
    .optional(changeOfCompensationLawTerm)
    ?.value.traffic.find((one) => one.bucket === bucket);
  return named && lawSteps(view, named.law)[0];
}

/** The last amendment that says something of the row and is in effect; corrections are of our encoding, not of the contract. */
function amendmentOf(
  { agreement, asOf, asKnown }: AgreementView,
  row: TableRow<CompensationRow>,
): { id: string; on: string } | undefined {
  const amendments = new Set(
    agreement.amendments.filter(({ kind }) => kind === 'amendment').map(({ id }) => id),
  );
  const known = (at: string | undefined): boolean =>
    asKnown === undefined || at === undefined || Temporal.Instant.compare(at, asKnown) <= 0;
  const last = agreement.timeline
    .versions(row.key)
    .findLast(
      ({ by, effectiveOn, recordedAt }) =>
        by !== undefined && amendments.has(by) && (effectiveOn ?? '') <= asOf && known(recordedAt),
    );
  return last?.by === undefined ? undefined : { id: last.by, on: last.effectiveOn ?? '' };
}

function addRow(
  trace: Trace,
  row: TableRow<CompensationRow>,
  amended: { id: string; on: string } | undefined,
): void {
  const { bucket, regime } = row.value;
  trace.add({
    id: amended ? 'amendment' : 'agreement',
    sentence: amended
      ? `Amendment ${amended.id} has ${bucket} traffic as ${regime} from ${amended.on}`
      : `The agreement has ${bucket} traffic as ${regime}`,
    out: regime,
    ...cited(row),
  });
}

/** Dollars by element; an element without a price has none here, and the check says so. */
function pricesOf(
  view: AgreementView,
  row: TableRow<CompensationRow>,
  direction: string,
  trace: Trace,
): Record<string, string> {
  const prices: Record<string, string> = {};
  for (const element of elementsOf(row.value)) {
    const rate = usageRate(view, { element, direction: direction as Direction, row });
    if (!rate.ok) continue;
    const price = row.value.regime === 'bill-and-keep' ? '0.00' : formatRate(rate.value.dollars);
    prices[element] = `${price} per ${rate.value.per}`;
    trace.add({
      id: 'price',
      sentence: `${rate.value.row.value.description}, per ${rate.value.per}`,
      out: price,
      ...cited(rate.value.row),
    });
  }
  return prices;
}

const unknown = (view: AgreementView, bucket: string, direction: Direction) => {
  const buckets = [...new Set(view.rows(compensationTable).map(({ value }) => value.bucket))].sort();
  return {
    id: 'interconnection/no-compensation',
    field: 'bucket',
    sentence: `Agreement ${view.agreement.id} has no compensation for ${bucket} traffic ${direction} on ${view.asOf}, and no rule of law on file has it.`,
    cure: `Buckets are: ${buckets.join(', ')}.`,
  };
};
