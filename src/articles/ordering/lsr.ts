import Type from 'typebox';
import type { Static } from 'typebox';
import { START, defineCaseKind } from '../../cases/kind.ts';
import type { EventBody } from '../../cases/kind.ts';

/** One version of a Local Service Request for a loop, as it arrived: wrong values are kept for the edits to name. */
const LsrBody = Type.Object({
  /** Customer carrier name abbreviation of the orderer; empty when it was left out. */
  ccna: Type.String(),
  pon: Type.String({ minLength: 1 }),
  ver: Type.String({ minLength: 1 }),
  reqtyp: Type.String(),
  act: Type.String(),
  product: Type.String(),
  /** Network channel code. */
  nc: Type.String(),
  /** 0 when it is no whole number. */
  quantity: Type.Integer({ minimum: 0 }),
  /** CLLI of the building, 8 characters. */
  wireCenter: Type.String(),
  address: Type.String(),
  endUser: Type.String(),
  /** ISO date; empty when it is missing or none. */
  desiredDueDate: Type.String(),
  expedite: Type.Boolean(),
  channel: Type.Enum(['electronic', 'manual']),
  /** Instant. */
  receivedAt: Type.String(),
  /** Circuits that it is about. */
  ecckts: Type.Array(Type.String()),
  /** `new`: it establishes the account; `existing`. */
  accountStatus: Type.String(),
  /** Connecting facility assignment: where the loop ends in the orderer's collocation. */
  cfa: Type.String(),
  /** Under what it is ordered, as written: `tariff` by express election; absent: nothing was elected. */
  vehicle: Type.Optional(Type.String()),
  /** Who elected that for the orderer, on which ISO date, and the document that says so. */
  electedBy: Type.Optional(Type.String()),
  electedOn: Type.Optional(Type.String()),
  evidence: Type.Optional(Type.String()),
});
export type Lsr = Static<typeof LsrBody>;

/** `LSR/<CCNA>/<PON>/<VER>`: a verdict is on one version. */
export const lsrCaseId = ({ ccna, pon, ver }: Pick<Lsr, 'ccna' | 'pon' | 'ver'>): string =>
  `LSR/${ccna || '-'}/${pon}/${ver}`;

/** The request in the body of its first event. */
export const lsrOf = (body: EventBody): Lsr => body as unknown as Lsr;

const Confirmed = Type.Object({
  /** Date on which the work is promised. */
  dueDate: Type.String({ format: 'date' }),
});
const Completed = Type.Object({
  /** Date of the work, in the agreement's time zone. */
  completedOn: Type.String({ format: 'date' }),
  ecckts: Type.Array(Type.String(), { minItems: 1 }),
});
const Rejected = Type.Object({ rejections: Type.Array(Type.Unknown(), { minItems: 1 }) });

/** A request for a loop, one version of it. */
export const lsrKind = defineCaseKind({
  kind: 'lsr',
  doc: 'One version of a Local Service Request for an unbundled loop, new or disconnect.',
  states: [
    { name: 'received', doc: 'Arrived; its clocks run.' },
    { name: 'acknowledged', doc: 'Landed and tested against the edits; waits for its verdict.' },
    { name: 'rejected', doc: 'Failed edits, all of them named. Cured by the next version.', final: true },
    { name: 'confirmed', doc: 'Has a firm order confirmation with a due date.' },
    { name: 'completed', doc: 'Work done; charges and inventory follow.', final: true },
    { name: 'cancelled', doc: 'Taken back by the orderer.', final: true },
    { name: 'superseded', doc: 'A later version arrived before this one was answered.', final: true },
  ],
  events: [
    { name: 'received', from: [START], to: 'received', doc: 'The version arrived.', body: LsrBody },
    { name: 'acknowledged', from: ['received'], to: 'acknowledged', doc: 'Receipt acknowledged.' },
    { name: 'rejected', from: ['acknowledged'], to: 'rejected', doc: 'Edits failed.', body: Rejected },
    {
      name: 'confirmed',
      from: ['acknowledged'],
      to: 'confirmed',
      doc: 'Firm order confirmation.',
      body: Confirmed,
    },
    { name: 'completed', from: ['confirmed'], to: 'completed', doc: 'Work completed.', body: Completed },
    {
      name: 'cancelled',
      from: ['received', 'acknowledged', 'confirmed'],
      to: 'cancelled',
      doc: 'Cancelled by the orderer.',
    },
    {
      name: 'superseded',
      from: ['received', 'acknowledged'],
      to: 'superseded',
      doc: 'Replaced by the next version.',
    },
  ],
  clocks: [
    {
      name: 'foc',
      startsOn: ['received'],
      stopsOn: ['confirmed', 'rejected', 'cancelled', 'superseded'],
      clock: (body) => `lsr-foc-${lsrOf(body).channel}`,
      clocks: ['lsr-foc-electronic', 'lsr-foc-manual'],
    },
    {
      name: 'installation',
      startsOn: ['received'],
      stopsOn: ['completed', 'rejected', 'cancelled', 'superseded'],
      clock: (body) => (lsrOf(body).act === 'N' ? 'loop-installation' : undefined),
      clocks: ['loop-installation'],
      facts: (body) => ({ product: lsrOf(body).product, quantity: lsrOf(body).quantity }),
    },
  ],
  customer: ['endUser', 'address'],
  documents: {
    received: 'LSR',
    acknowledged: 'acknowledgement',
    rejected: 'reject',
    confirmed: 'FOC',
    completed: 'SOC',
  },
});
