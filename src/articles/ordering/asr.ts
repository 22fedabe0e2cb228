import Type from 'typebox';
import type { Static } from 'typebox';
import { defineCaseKind } from '../../cases/kind.ts';
import type { EventBody } from '../../cases/kind.ts';
import { ORDER_FIELDS } from './lsr.ts';
import { isInstalled } from './interval-facts.ts';
import { orderCaseId } from './order-id.ts';
import { orderKind } from './order-kind.ts';

/** One version of an Access Service Request as it arrived: wrong values are kept for the edits to name. */
const AsrBody = Type.Object({
  ...ORDER_FIELDS,
  /** 1 cancel, 2 new due date, 3 other, 4 correction before the confirmation; absent: no supplement. */
  sup: Type.Optional(Type.Enum(['1', '2', '3', '4'])),
  /** Network channel interfaces at both ends. */
  nci: Type.Optional(Type.String()),
  secnci: Type.Optional(Type.String()),
  /** CLLI of the building at the other end, 8 characters: transport, dark fiber. */
  farWireCenter: Type.Optional(Type.String()),
  /** It asks what could be had, and orders nothing yet. */
  inquiry: Type.Optional(Type.Boolean()),
  /** Tests of eligibility that the orderer certifies for each circuit, by their names. */
  certifications: Type.Optional(Type.Array(Type.String())),
});
export type Asr = Static<typeof AsrBody>;

/** `ASR/<CCNA>/<PON>/<VER>`. */
export const asrCaseId = (version: Pick<Asr, 'ccna' | 'pon' | 'ver'>): string => orderCaseId('asr', version);

export const asrOf = (body: EventBody): Asr => body as unknown as Asr;

/** A request for trunks, transport, a loop with transport, dark fiber: one version of it. */
export const asrKind = defineCaseKind(
  orderKind({
    kind: 'asr',
    title: 'Access service request',
    doc: 'One version of an Access Service Request: trunks, dedicated transport, a loop with transport, dark fiber.',
    body: AsrBody,
    document: 'ASR',
    foc: { clock: () => 'asr-foc', clocks: ['asr-foc'], optional: true },
    installation: {
      clock: (body) => (isInstalled(asrOf(body).act) ? 'asr-installation' : undefined),
      clocks: ['asr-installation'],
      optional: true,
    },
  }),
);
