/** A call before it is written: what the file will say, where it goes and what must come of it. */
import { clock, october, ocnOf, other, type Bucket, type Call, type Outcome, type Party } from './call.ts';
import { weighted, type Prng } from './prng.ts';
import { sameCall } from './rules.ts';
import { streams, type Stream } from './streams.ts';
import type { Subscribers } from './subscribers.ts';

export type Draft = {
  call: Call;
  recordedBy: Party;
  /** Trunk group whose LATA tells the recording switch; the call's own may be a planted unknown one. */
  homeGroup: string;
  /** Day of the month of the file, and the second of that day the record reaches it. */
  fileDay: number;
  arrival: number;
  expect: Outcome;
  /** Two drafts of one call share it: the one that comes first in the month is the record, the other the duplicate. */
  pair?: number;
  /** A last change to the finished line. */
  spoil?: (line: string) => string;
};

export const nonBillable: Outcome = { bucket: '', payer: '', disposition: 'non-billable' };

// Share of a day's voice and data calls in each hour from midnight.
const voiceHours = [3, 2, 1, 1, 2, 5, 14, 32, 62, 78, 80, 74, 66, 70, 76, 78, 74, 72, 62, 54, 46, 34, 20, 9];
const dataHours = [14, 8, 5, 4, 4, 6, 12, 18, 24, 26, 26, 26, 28, 28, 32, 40, 50, 58, 64, 72, 78, 74, 56, 32];

/** 1 October 2026 is a Thursday; Sunday is 0. */
const weekday = (day: number): number => (day + 3) % 7;
const days = Array.from({ length: 31 }, (_, i) => i + 1);
const voiceDays = days.map((day) => [0.48, 1, 1, 1.02, 1, 1.05, 0.6][weekday(day)] ?? 1);
const dataDays = days.map((day) => [1.2, 1, 1, 1, 1, 0.95, 1.15][weekday(day)] ?? 1);

const unansweredShare = 0.12;

function outcome(stream: Stream, to: Party | undefined, from: Party | undefined): Outcome {
  const { bucket } = stream;
  const as = (disposition: Outcome['disposition'], payer: Party | ''): Outcome => ({
    bucket,
    payer,
    disposition,
  });
  switch (bucket) {
    case 'local':
    case 'eas':
      return as('zero-rated', from ?? '');
    case 'wireless':
    case 'violation':
      return as('non-billable', '');
    case 'unidentified':
      return as('rated', to === undefined ? '' : other(to));
    default:
      return from === undefined ? as('non-billable', '') : as('rated', from);
  }
}

const partyOf = (ocn: string): Party | undefined =>
  ocn === ocnOf.socket ? 'socket' : ocn === ocnOf.centurytel ? 'centurytel' : undefined;

/** Tenths of a second of conversation and of the seizure of the trunk. */
function lengths(random: Prng, data: boolean, answered: boolean): [number, number] {
  if (!answered) return [0, random.between(40, 600)];
  const seconds = data ? random.logNormal(900, 1.1) : random.logNormal(75, 1.15);
  const conversation = Math.min(Math.max(Math.round(seconds * 10), 8), data ? 432000 : 108000);
  return [conversation, conversation + random.between(20, 260)];
}

const ispOwner = (number: string): Party => (number === '5738769999' ? 'centurytel' : 'socket');

/** Draws one call of the stream. */
export function drawCall(random: Prng, people: Subscribers, stream: Stream, answered: boolean): Draft {
  const data = 'ispNumber' in stream.to;
  const day = weighted(random, data ? dataDays : voiceDays) + 1;
  const second = weighted(random, data ? dataHours : voiceHours) * 3600 + random.below(3600);
  const called = 'ispNumber' in stream.to ? { number: stream.to.ispNumber, lrn: '' } : people.at(stream.to);
  const to = 'ispNumber' in stream.to ? ispOwner(stream.to.ispNumber) : partyOf(stream.to.ocn);
  const { from } = stream;
  const caller =
    from === undefined
      ? { number: '', lrn: '' }
      : 'number' in from
        ? { number: from.number + String(random.below(300) + 2000), lrn: '' }
        : people.at(from);
  // The recording switch knows the carrier of ported callers by signalling; of the others, of about half.
  const oneWay = stream.trunkGroup === 'CO521003';
  const named = from !== undefined && ('number' in from || (caller.lrn !== '' && !oneWay));
  const sometimes = from !== undefined && !oneWay && Number(caller.number.slice(-1)) < 6;
  const [conversationTenths, elapsedTenths] = lengths(random, data, answered);
  return {
    call: {
      connectDate: october(day),
      connectTime: clock(second),
      from: caller.number,
      to: called.number,
      trunkGroup: stream.trunkGroup,
      conversationTenths,
      elapsedTenths,
      answered,
      lrn: called.lrn,
      originatingOcn: named || sometimes ? (from?.ocn ?? '') : '',
    },
    recordedBy: to ?? 'centurytel',
    homeGroup: stream.trunkGroup,
    fileDay: day,
    arrival: second,
    expect: answered ? outcome(stream, to, from && partyOf(from.ocn)) : nonBillable,
  };
}

const weights = streams.map((stream) => stream.weight);

/** Makes drafts of calls that are all different by the rule for duplicates. */
export function caller(random: Prng, people: Subscribers) {
  const seen = new Set<string>();
  const fresh = (make: () => Draft): Draft => {
    for (;;) {
      const draft = make();
      const key = sameCall(draft.call);
      if (seen.has(key)) continue;
      seen.add(key);
      return draft;
    }
  };
  return {
    /** Any call of the month. */
    any: (): Draft =>
      fresh(() => {
        const stream = streams[weighted(random, weights)];
        if (stream === undefined) throw new Error('no stream');
        return drawCall(random, people, stream, !random.chance(unansweredShare));
      }),
    /** An answered call of a flow of this bucket, changed as the plan wants it. */
    answered: (bucket: Bucket, change: (draft: Draft) => void): Draft =>
      fresh(() => {
        const stream = random.pick(streams.filter((s) => s.bucket === bucket));
        const draft = drawCall(random, people, stream, true);
        change(draft);
        return draft;
      }),
  };
}

export type Caller = ReturnType<typeof caller>;
