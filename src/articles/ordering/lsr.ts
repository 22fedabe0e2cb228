import Type from 'typebox';
import type { Static } from 'typebox';
import { defineCaseKind } from '../../cases/kind.ts';
import type { EventBody } from '../../cases/kind.ts';
import { isInstalled } from './interval-facts.ts';
import { orderCaseId } from './order-id.ts';
import { orderKind } from './order-kind.ts';

/** What a request for local products and one for access facilities both say. */
export const ORDER_FIELDS = {
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
  /** The order as it was sent, where it came as forms. */
  forms: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.String())))),
  /** Project that it belongs to: all its orders go together. */
  project: Type.Optional(Type.String()),
  /** Orders of the same orderer that this one goes with (RPON). */
  relatedPons: Type.Optional(Type.Array(Type.String())),
  /** Quantity of the same product in those orders, when this one came. */
  relatedQuantity: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Coordinated hot cut (CHC). */
  coordinated: Type.Optional(Type.Boolean()),
  /** Local time asked for or agreed for the cut (DFDT). */
  frameDueTime: Type.Optional(Type.String()),
  /** Telephone numbers that it is about, ten digits. */
  numbers: Type.Optional(Type.Array(Type.String())),
  /** SPID or OCN of the carrier that serves the end user until then. */
  oldProvider: Type.Optional(Type.String()),
  /** Case of the end user's authority, or `on-file` where the orderer certifies that it holds it. */
  authority: Type.Optional(Type.String()),
  /** Whether facilities are there, as the service centre says. */
  facilities: Type.Optional(Type.Enum(['available', 'conditioned', 'none', 'unknown'])),
  /** Booking of frame capacity. */
  capacitySlot: Type.Optional(Type.String()),
  /** The version that it follows: its case, its state then, and what it holds and this one may go on holding. */
  follows: Type.Optional(
    Type.Object({ caseId: Type.String(), state: Type.String(), held: Type.Array(Type.String()) }),
  ),
};

/** One version of a Local Service Request as it arrived: wrong values are kept for the edits to name. */
const LsrBody = Type.Object({
  ...ORDER_FIELDS,
  /** 1 cancel, 2 new due date, 3 other; absent: no supplement. */
  sup: Type.Optional(Type.Enum(['1', '2', '3'])),
});
export type Lsr = Static<typeof LsrBody>;

/** `LSR/<CCNA>/<PON>/<VER>`: a verdict is on one version. */
export const lsrCaseId = (version: Pick<Lsr, 'ccna' | 'pon' | 'ver'>): string => orderCaseId('lsr', version);

/** The request in the body of its first event. */
export const lsrOf = (body: EventBody): Lsr => body as unknown as Lsr;

/** A request for a loop, a port, a resold line: one version of it. */
export const lsrKind = defineCaseKind(
  orderKind({
    kind: 'lsr',
    title: 'Local service request',
    doc: 'One version of a Local Service Request: a loop, a port, a resold line; new, changed, converted or disconnected.',
    body: LsrBody,
    document: 'LSR',
    foc: {
      clock: (body) => `lsr-foc-${lsrOf(body).channel}`,
      clocks: ['lsr-foc-electronic', 'lsr-foc-manual'],
    },
    installation: {
      clock: (body) => (isInstalled(lsrOf(body).act) ? 'loop-installation' : undefined),
      clocks: ['loop-installation'],
    },
  }),
);
