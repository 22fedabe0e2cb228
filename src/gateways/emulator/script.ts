import { Type } from 'typebox';
import type { Static } from 'typebox';
import { readYamlFile } from '../../agreement/read-yaml-file.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Day = Type.String({ format: 'date' });
const Time = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'Local time of the agreement',
});
const Share = Type.Integer({ minimum: 0, maximum: 1000, description: 'Of so many parts in all' });
const Count = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const WorkingDays = Type.Integer({ minimum: 1, maximum: 60 });

/** How an order goes on its way, each the way of a real one. */
export const WAYS = [
  'plain',
  'mended',
  'asked',
  'postponed',
  'cancelled',
  'jeopardy',
  'not-ready',
  'disconnected',
] as const;
export type Way = (typeof WAYS)[number];

const Kind = Type.Object(
  {
    name: Text,
    share: Share,
    /** The order as forms, with `<PON> <DDD> <TODAY> <N>` in its fields. */
    forms: Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.String()))),
    /** What takes a field away or spoils one, so that an edit fails: `-LSR.NC`. */
    spoil: Text,
    /** Id of its circuit, with `<N>`; a kind without one, as a port, completes without. */
    circuit: Type.Optional(Text),
    /** The order that disconnects it, with `<CIRCUIT>`. */
    disconnect: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.String()))),
    ),
  },
  closed,
);

/** A trade between two carriers: what is ordered on which days, how it goes, and when each side works. */
const TradeScript = Type.Object(
  {
    title: Text,
    /** `form/variant`, as both deployments know it. */
    agreement: Text,
    /** Decides, with its number, which way each order goes. */
    seed: Type.Integer({ minimum: 0 }),
    orders: Count,
    from: Day,
    /** Last day on which a new order is sent. */
    to: Day,
    /** Last day on which either side works: all is settled by then. */
    until: Day,
    /** Days beside Saturday and Sunday on which nobody works. */
    holidays: Type.Array(Day),
    /** When the competitor sends, the incumbent answers and does its work, and the competitor reacts. */
    hours: Type.Object({ send: Time, answer: Time, work: Time, react: Time }, closed),
    /** Working days from the sending to the day that is asked for, and to the one that a postponed or missed order gets. */
    wanted: WorkingDays,
    later: WorkingDays,
    jeopardy: Type.Object({ code: Text }, closed),
    notReady: Type.Object({ code: Text }, closed),
    ways: Type.Record(Type.Enum([...WAYS]), Share),
    kinds: Type.Array(Kind, { minItems: 1 }),
  },
  closed,
);
export type TradeScript = Static<typeof TradeScript>;
export type TradeKind = Static<typeof Kind>;

/** Reads the script of a trade; everything that is wrong with it comes back with its line. */
export function readTradeScript(file: string): Result<TradeScript> {
  const read = readYamlFile(file, TradeScript, { area: 'emulate', example: 'examples/emulator/month.yaml' });
  if (!read.ok) return read;
  const { value: script, source } = read.value;
  const amiss = [
    ...(script.from <= script.to && script.to <= script.until
      ? []
      : [
          {
            field: 'until',
            sentence: `${script.from}, ${script.to} and ${script.until} are not in this order.`,
          },
        ]),
    ...(sum(Object.values(script.ways)) > 0 ? [] : [{ field: 'ways', sentence: 'No way has a share.' }]),
    ...(sum(script.kinds.map(({ share }) => share)) > 0
      ? []
      : [{ field: 'kinds', sentence: 'No kind has a share.' }]),
  ].map((one): Problem => ({
    id: 'emulate/script',
    file,
    line: source.lineOf([one.field]),
    cure: 'Look at examples/emulator/month.yaml.',
    ...one,
  }));
  return amiss.length > 0 ? fail(...amiss) : ok(script);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
