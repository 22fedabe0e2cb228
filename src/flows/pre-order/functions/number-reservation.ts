import { Type } from 'typebox';
import { runDecision } from '../../../agreement/decision.ts';
import { reservationExpiry } from '../../../articles/oss-access/reservations/reservation-expiry.ts';
import { reservationKind } from '../../../articles/oss-access/reservations/reservation-case.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { recordEvent } from '../../../cases/desk.ts';
import { localDate } from '../../../cases/instant.ts';
import { prepared } from '../../../platform/transaction.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { OfficeFact, PlaceFacts, hasPlace, placeFor, placeSubject } from '../place-facts.ts';
import { defineFunction } from '../pre-order.ts';

/** More are a request for blocks, which is no question before an order. */
const MOST = 100;
const Facts = Type.Object(
  {
    ...PlaceFacts,
    wireCenter: OfficeFact,
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, description: 'How many; default 1' })),
    numbers: Type.Optional(
      Type.Array(Type.String({ maxLength: 20 }), {
        minItems: 1,
        maxItems: MOST,
        uniqueItems: true,
        description: 'These ones and no others',
      }),
    ),
  },
  { additionalProperties: false },
);

const PICK = prepared('SELECT number FROM meetpoint_pick_numbers($1, $2, $3, $4) AS picked(number)');
const BEFORE = prepared(
  'SELECT count(*)::integer AS n FROM case_state WHERE agreement_id = $1 AND case_id > $2 AND case_id < $3',
);

/**
 * Keeps numbers of an office's pool for the carrier that asks, until its time is over: the lowest free ones, or those that it names. All
 * or none. A number is kept by a case of its own, and for one carrier at a time whatever the agreements: the database sees to it.
 */
export const numberReservation = defineFunction({
  name: 'number-reservation',
  doc: 'Numbers kept for the carrier that asks, until its time is over.',
  facts: Facts,
  subject: (facts) =>
    facts.numbers?.map((one) => telephoneNumber(one) ?? one).join(' ') ??
    facts.wireCenter ??
    placeSubject(facts),
  writes: true,
  answer: async (tx, room, { party, askedAt }, facts) => {
    const { agreement } = room;
    const office = await officeOf(tx, agreement.parties.ilec, facts);
    if (!office.ok) return office;
    const read = facts.numbers?.map((one) => ({ given: one, number: telephoneNumber(one) }));
    const wrong = (read ?? []).flatMap(({ given, number }) =>
      number === undefined ? [noNumber(given)] : [],
    );
    if (wrong.length > 0) return fail(...wrong);
    // However a number is written, it is one.
    const wanted = read && [...new Set(read.map(({ number }) => String(number)))];
    const most = wanted?.length ?? facts.quantity ?? 1;
    const picked = await tx.query<{ number: string }>(PICK, [
      office.value,
      wanted ?? null,
      most,
      localDate(agreement, askedAt),
    ]);
    const numbers = picked.map(({ number }) => number).sort();
    if (numbers.length < most) return fail(...tooFew(office.value, numbers, most, wanted));
    const cases: { number: string; case: string }[] = [];
    for (const number of numbers) {
      const caseId = await freeCaseId(tx, agreement.id, number);
      const opened = await recordEvent(tx, room, reservationKind.kind, caseId, {
        name: 'reserved',
        occurredAt: askedAt,
        recordedAt: room.clock.now().toString(),
        actor: party,
        body: { number, office: office.value },
      });
      if (!opened.ok) return opened;
      cases.push({ number, case: caseId });
    }
    const expiry = runDecision(
      reservationExpiry,
      agreement,
      { reservedAt: askedAt },
      { asOf: localDate(agreement, askedAt) },
    );
    return ok({
      outcome: 'reserved',
      value: numbers.join(' '),
      details: {
        numbers,
        wireCenter: office.value,
        reservations: cases,
        ...(expiry.ok ? { until: expiry.value.value } : {}),
      },
      ...(expiry.ok ? { receipt: expiry.value } : {}),
    });
  },
});

const officeOf = async (
  tx: Tx,
  provider: string,
  facts: Readonly<{ wireCenter?: string; addressId?: string; address?: string }>,
) => {
  if (!hasPlace(facts)) return facts.wireCenter === undefined ? fail(noOffice) : ok(facts.wireCenter);
  const place = await placeFor(tx, provider, facts);
  return place.ok ? ok(place.value.wireCenter) : place;
};

/** A number that is kept again has another case: `RESERVATION/5737771200-2`. */
async function freeCaseId(tx: Tx, agreementId: string, number: string): Promise<string> {
  const prefix = `RESERVATION/${number}-`;
  // A dash is followed by a dot: all ids that begin with the prefix, along the primary key.
  const [row] = await tx.query<{ n: number }>(BEFORE, [agreementId, prefix, `${prefix.slice(0, -1)}.`]);
  return `${prefix}${(row?.n ?? 0) + 1}`;
}

const noNumber = (given: string): Problem => ({
  id: 'pre-order/number',
  field: 'numbers',
  sentence: `"${given}" is no telephone number.`,
  cure: 'Write ten digits.',
});

const noOffice: Problem = {
  id: 'pre-order/no-place',
  field: 'wireCenter',
  sentence: 'Neither office nor place is named.',
  cure: 'Give wireCenter, addressId or the address.',
};

const tooFew = (
  office: string,
  free: readonly string[],
  most: number,
  wanted: readonly string[] | undefined,
): Problem[] =>
  wanted === undefined
    ? [
        {
          id: 'pre-order/no-numbers',
          field: 'quantity',
          sentence: `${office} has ${free.length} free ${free.length === 1 ? 'number' : 'numbers'} now, and ${most} are asked for: none was reserved.`,
          cure: 'Ask for fewer, or of another office of the rate centre.',
        },
      ]
    : wanted
        .filter((number) => !free.includes(number))
        .map((number) => ({
          id: 'pre-order/number-taken',
          field: 'numbers',
          sentence: `${number} is not free in ${office}: none was reserved.`,
          cure: 'Leave it out, or let the incumbent choose.',
        }));
