import { Type } from 'typebox';
import type { Static } from 'typebox';
import { readYamlFile } from '../../agreement/read-yaml-file.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Lines = Type.Array(Type.String());

/** What stands after a step, by hand: only what is written is compared. */
const Expectation = Type.Object(
  {
    state: Type.Optional(Text),
    /** Other versions of the order, by number. */
    versions: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Edits of a rejection, or ids of problems that refused the step. */
    edits: Type.Optional(Lines),
    refused: Type.Optional(Lines),
    /** `2026-11-03T14:15, VIII §2.1`: last moment of the confirmation. */
    confirmBy: Type.Optional(Text),
    /** `2026-11-10, VIII §3.1`, or `negotiated, …`. */
    due: Type.Optional(Text),
    /** Date that is promised now. */
    promised: Type.Optional(Text),
    /** `2026-12-01: 24 lines, 08:00–10:00`. */
    cuts: Type.Optional(Lines),
    /** Lines that are booked in the office on a day: `2026-12-01: 24 of 100`. */
    booked: Type.Optional(Lines),
    /** Clocks of the order that this step started or stopped, by name: `due 2026-12-31`, `stopped`. */
    clocks: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** What went from one side to the other: `FOC to clec`. */
    notices: Type.Optional(Lines),
    /** Charges of the whole order up to now, `1 × $20.00 = $20.00 element (clause)`, and their sum. */
    charges: Type.Optional(Lines),
    total: Type.Optional(Text),
    /** Circuits of the order: `10.LXFU.000001.CTM loop-2w-xdsl from 2026-11-10`. */
    inService: Type.Optional(Lines),
    /** What remains where it is not available: vehicle and offering. */
    remains: Type.Optional(Text),
    missed: Type.Optional(Text),
    /** Of a decision: its value, the clause, what its details say. */
    value: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    clause: Type.Optional(Text),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    because: Text,
  },
  closed,
);
export type Expectation = Static<typeof Expectation>;

const Section = Type.Record(Type.String(), Type.String());
const Document = Type.Record(Type.String(), Type.Array(Section));

/** One thing that happens: exactly one of `send`, `sendFields`, `supplement`, `answer`, `decide`, `night`, `bill`. */
const Step = Type.Object(
  {
    /** Local date and time of the agreement. */
    at: Text,
    /** In a sentence, for the reader. */
    what: Text,
    /** A document of `forms` is sent. */
    send: Type.Optional(Text),
    /** The document that was sent last is sent again with these changes: `LSR.VER=02; LSR.SUP=2`. */
    supplement: Type.Optional(Text),
    /** Sections of a form are copied until there are so many; fields that end in digits count up. */
    copies: Type.Optional(
      Type.Object(
        { form: Text, of: Type.Union([Type.Integer({ minimum: 1 }), Text]), counting: Lines },
        closed,
      ),
    ),
    /** An order is sent as its fields, where the forms have no activity for it. */
    sendFields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** An event of the order's life; `dueDate: due` is the date that the agreement gives. */
    answer: Type.Optional(Text),
    by: Type.Optional(Type.Enum(['ilec', 'clec'])),
    says: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** So many circuits were worked on, their ids counted up from this one. */
    circuits: Type.Optional(
      Type.Object({ from: Text, of: Type.Union([Type.Integer({ minimum: 1 }), Text]) }, closed),
    ),
    /** It happens under this agreement alone. */
    only: Type.Optional(Text),
    /** Another order than that of the step before: `PON/VER`. */
    order: Type.Optional(Text),
    decide: Type.Optional(Text),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Clocks that have run out by then are swept. */
    night: Type.Optional(Type.Literal(true)),
    /** The month's one-time and recurring lines of what was ordered here. */
    bill: Type.Optional(Text),
    expect: Type.Record(Type.String(), Expectation),
  },
  closed,
);
export type PlayStep = Static<typeof Step>;

const Script = Type.Object(
  {
    title: Text,
    story: Text,
    /** By agreement: what `<WORD>` in forms and steps stands for; beside the words of `carriers.yaml`. */
    words: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()))),
    /** By agreement: files of amendments beside this file, under which it is played. */
    amendments: Type.Optional(Type.Record(Type.String(), Type.Array(Text))),
    /** By agreement: circuits in service before. */
    given: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ecckt: Text,
            product: Text,
            wireCenter: Text,
            farWireCenter: Type.Optional(Text),
            address: Text,
            since: Text,
            vehicle: Type.Optional(Text),
            vehicleEvidence: Type.Optional(Text),
          },
          closed,
        ),
      ),
    ),
    forms: Type.Record(Type.String(), Document),
    steps: Type.Array(Step, { minItems: 1 }),
  },
  closed,
);
export type PlayScript = Static<typeof Script> & { readonly file: string };

/** Reads a story of orders; everything that is wrong with its file comes back with its line. */
export function readPlayScript(file: string): Result<PlayScript> {
  const read = readYamlFile(file, Script, { area: 'play', example: 'examples/orders/01-new-loop.yaml' });
  return read.ok ? ok({ ...read.value.value, file }) : read;
}
