import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { clockTerm } from '../../../cases/clock-terms.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Letter } from './letter.ts';
import { loaValid } from './loa-valid.ts';

const Granted = Type.Object({
  form: Code(
    ['written', 'electronic', 'recorded', 'third-party', 'blanket'],
    'How the end user gave it; blanket: the carrier certifies that it holds all of them',
  ),
  numbers: Type.Array(Type.String({ minLength: 10 }), {
    description: 'Telephone numbers; none when blanket',
  }),
  name: Type.Optional(Type.String({ minLength: 1, description: 'End user' })),
  address: Type.Optional(Type.String({ minLength: 1 })),
  from: Type.Optional(Type.String({ minLength: 1, description: 'Carrier that the end user leaves' })),
  to: Type.String({ minLength: 1, description: 'Carrier that the end user chooses' }),
  signedOn: IsoDate('Day on which it was given'),
  evidence: Type.String({ minLength: 1, description: 'Where the letter or recording is kept' }),
  letter: Type.Optional(Letter),
});

/** Nobody holds what is signed later. */
function notSignedLater(
  agreement: Agreement,
  _history: readonly CaseEvent[],
  { body, occurredAt }: NewEvent,
): Problem[] {
  const on = localDate(agreement, occurredAt);
  const signedOn = String(body['signedOn']);
  return signedOn <= on
    ? []
    : [
        {
          id: 'authority/signed-later',
          field: 'signedOn',
          sentence: `It is signed on ${signedOn}, after ${on}, on which it is said to be given.`,
          cure: 'Correct one of the dates.',
        },
      ];
}

/** That an end user lets a carrier order for it, kept with its evidence. */
export const authorityKind = defineCaseKind({
  kind: 'authority',
  title: 'Authority of an end user',
  doc: "An end user's authority to change the carrier or open its record. Case ids: `AUTH/2026-0001`.",
  states: [
    { name: 'held', doc: 'On file; orders and views rest on it.' },
    { name: 'proof-due', doc: 'The other carrier asks for it upon a complaint.' },
    { name: 'invalid', doc: 'Shown, and found not to conform.' },
    { name: 'revoked', doc: 'The end user took it back.' },
    { name: 'destroyed', doc: 'The evidence is gone, after the time for which it is kept.', final: true },
  ],
  events: [
    {
      name: 'granted',
      from: [START],
      to: 'held',
      doc: 'The end user gave it.',
      body: Granted,
      guard: wholeUnlessBlanket,
      admits: notSignedLater,
    },
    {
      name: 'used',
      from: ['held'],
      to: 'held',
      by: 'opener',
      doc: 'An order rests on it.',
      body: Type.Object({ order: Type.String({ minLength: 1, description: 'Case id of the order' }) }),
      admits: fresh,
    },
    {
      name: 'proof-requested',
      from: ['held'],
      to: 'proof-due',
      by: 'other',
      doc: 'An end user complained; the other carrier asks for proof.',
      body: Type.Object({
        complaint: Type.String({ minLength: 1, description: 'Who complained of what, and when' }),
        numbers: Type.Array(Type.String({ minLength: 10 }), { minItems: 1 }),
      }),
    },
    {
      name: 'proof-given',
      from: ['proof-due'],
      to: 'held',
      by: 'opener',
      doc: 'The evidence is shown.',
      body: Type.Object({ evidence: Type.String({ minLength: 1 }) }),
    },
    {
      name: 'found-invalid',
      from: ['held', 'proof-due'],
      to: 'invalid',
      doc: 'It does not conform: every reason.',
      body: Type.Object({ reasons: Type.Array(Type.Unknown(), { minItems: 1 }) }),
    },
    {
      name: 'revoked',
      from: ['held', 'proof-due'],
      to: 'revoked',
      by: 'opener',
      doc: 'The end user took it back.',
    },
    {
      name: 'destroyed',
      from: ['held', 'invalid', 'revoked'],
      to: 'destroyed',
      by: 'opener',
      doc: 'The evidence is destroyed.',
    },
  ],
  clocks: [
    {
      name: 'submission',
      startsOn: ['granted'],
      stopsOn: ['used', 'found-invalid', 'revoked', 'destroyed'],
      clock: ({ form }) => (form === 'written' || form === 'electronic' ? 'authority-submission' : undefined),
      clocks: ['authority-submission'],
      optional: true,
    },
    {
      name: 'retention',
      startsOn: ['granted'],
      stopsOn: ['destroyed'],
      clock: () => 'authority-retention',
      clocks: ['authority-retention'],
      optional: true,
    },
    {
      name: 'proof',
      startsOn: ['proof-requested'],
      stopsOn: ['proof-given', 'found-invalid', 'revoked'],
      clock: () => 'authority-proof',
      clocks: ['authority-proof'],
      optional: true,
    },
  ],
  customer: ['name', 'address', 'numbers', 'letter', 'complaint'],
  documents: { granted: 'letter of agency', 'proof-requested': 'request for proof', 'proof-given': 'proof' },
  view: authorityView,
});

/** Who gave it, and for which numbers: all of it is named unless the carrier certifies for all its end users. */
function wholeUnlessBlanket(_: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { form, numbers, name, address, from } = body as Static<typeof Granted>;
  if (form === 'blanket') return [];
  const missing = [
    ...(numbers.length > 0 ? [] : ['numbers']),
    ...Object.entries({ name, address, from }).flatMap(([field, value]) =>
      value === undefined ? [field] : [],
    ),
  ];
  return missing.map((field) => ({
    id: 'authority/missing',
    field,
    sentence: `The authority of one end user does not say "${field}".`,
    cure: 'Add it, or record a blanket certification.',
  }));
}

/** A second order is held to the same days as the first, which ended the clock. */
function fresh(agreement: Agreement, history: readonly CaseEvent[], { occurredAt }: NewEvent): Problem[] {
  const run = runClocks(agreement, authorityKind, history).find(({ name }) => name === 'submission');
  if (run?.stoppedAt === undefined || run.dueUntil === undefined) return [];
  const rule = agreement.at(localDate(agreement, run.startedAt)).optional(clockTerm, run.clock);
  if (rule?.value.late !== 'refused' || Temporal.Instant.compare(occurredAt, run.dueUntil) <= 0) return [];
  return [
    {
      id: 'case/too-late',
      field: 'occurredAt',
      sentence: `An order of ${localDate(agreement, occurredAt)} comes after ${run.dueAt}, the last day of ${run.clock}.`,
      cure: 'Ask the end user for a new authority.',
      clause: rule.citation,
    },
  ];
}

/** Whether the letter conforms, with every reason against it. */
function authorityView(
  agreement: Agreement,
  events: readonly CaseEvent[],
): Readonly<Record<string, unknown>> {
  const body = events.find(({ name }) => name === 'granted')?.body as Static<typeof Granted> | undefined;
  const orders = events.flatMap((event) => (event.name === 'used' ? [event.body['order']] : []));
  if (!body?.letter) return { orders };
  const decided = runDecision(loaValid, agreement, body.letter, { asOf: body.signedOn });
  return decided.ok
    ? { orders, letter: decided.value.value, ...(decided.value.details as object) }
    : { orders, problems: decided.problems };
}
