/** What is planted among the calls, and how often in the full month. Each plant is one line that the truth knows. */
import { clock, october, ocnOf, type Bucket, type Outcome } from './call.ts';
import { nonBillable, type Draft } from './draft.ts';
import type { Prng } from './prng.ts';
import type { Subscribers } from './subscribers.ts';

export type Plant = {
  name: string;
  count: number;
  /** The kind of call that is changed into the plant. */
  bucket: Bucket;
  change: (draft: Draft, random: Prng, people: Subscribers) => void;
};

const held: Outcome = { bucket: '', payer: '', disposition: 'held' };
const rejected: Outcome = { bucket: '', payer: '', disposition: 'rejected' };

const three = (random: Prng): string => String(random.below(1000)).padStart(3, '0');

/** Writes over the line from a position that counts from 1. */
const overwrite = (line: string, position: number, text: string): string =>
  line.slice(0, position - 1) + text + line.slice(position - 1 + text.length);

function plant(name: string, count: number, bucket: Bucket, change: Plant['change']): Plant {
  return { name, count, bucket, change };
}

/** A line that ends up wrong in its bytes (`held`) or in its content (`rejected`). */
function spoilt(
  name: string,
  count: number,
  expect: Outcome,
  spoil: (line: string, r: Prng) => string,
): Plant {
  return plant(name, count, 'local', (draft, random) => {
    draft.expect = expect;
    draft.spoil = (line) => spoil(line, random);
  });
}

/** A call on the main Columbia group that cannot be attributed or placed. */
function unplaced(name: string, count: number, set: (d: Draft, r: Prng, p: Subscribers) => void): Plant {
  return plant(name, count, 'local', (draft, random, people) => {
    draft.homeGroup = 'CO521001';
    Object.assign(draft.call, { trunkGroup: 'CO521001', originatingOcn: '' });
    set(draft, random, people);
    draft.expect = held;
  });
}

function timed(draft: Draft, day: number, second: number, conversationTenths: number, random: Prng): void {
  Object.assign(draft, { fileDay: day, arrival: second });
  Object.assign(draft.call, {
    connectDate: october(day),
    connectTime: clock(second),
    conversationTenths,
    elapsedTenths: conversationTenths + random.between(20, 260),
  });
}

const damaged: readonly Plant[] = [
  spoilt('damaged-truncated', 40, held, (line, r) => line.slice(0, r.between(20, 174))),
  spoilt('damaged-too-long', 6, held, (line, r) => line + ' 0'.slice(0, r.between(1, 2))),
  spoilt('damaged-garbled-bytes', 30, held, (line, r) => {
    const bytes = Array.from({ length: r.between(2, 6) }, () => r.between(0xf0, 0xff));
    return overwrite(line, r.pick([7, 32, 55, 61, 68]), String.fromCharCode(...bytes));
  }),
  spoilt('damaged-non-digits', 25, held, (line, r) =>
    overwrite(line, r.pick([8, 13, 17, 33, 40, 57, 61, 67, 70, 75, 100]), r.pick(['O', 'I', '?', '-'])),
  ),
];

const wrong: readonly Plant[] = [
  spoilt('rejected-date', 20, rejected, (line, r) =>
    overwrite(line, 7, r.pick(['261032', '261301', '261000', '260231'])),
  ),
  spoilt('rejected-time', 15, rejected, (line, r) =>
    overwrite(line, 55, r.pick(['256199', '240000', '126000', '120060'])),
  ),
  spoilt('rejected-record-type', 12, rejected, (line, r) =>
    overwrite(line, 1, r.pick(['110125', '100120', '110220', '920120'])),
  ),
  spoilt('rejected-from-length', 10, rejected, (line, r) => overwrite(line, 13, r.pick(['00', '07', '11']))),
  spoilt('rejected-to-length', 8, rejected, (line, r) => overwrite(line, 30, r.pick(['00', '07', '11']))),
  plant('rejected-conversation-over-elapsed', 20, 'eas', (draft, random) => {
    draft.call.elapsedTenths = draft.call.conversationTenths - random.between(1, 8);
    draft.expect = rejected;
  }),
];

const unknown: readonly Plant[] = [
  plant('unknown-trunk-group', 60, 'local', (draft, random) => {
    draft.call.trunkGroup = random.pick(['CO521009', 'ZZ999001', 'WN520002']);
    draft.expect = held;
  }),
  plant('unknown-lrn', 45, 'local', (draft, random) => {
    draft.call.lrn = random.pick(['3145550000', '5735559000', '8165551000']);
    draft.expect = held;
  }),
  plant('unknown-originating-ocn', 25, 'local', (draft, random) => {
    draft.call.originatingOcn = random.pick(['9Z99', '9Z01']);
    draft.expect = held;
  }),
  unplaced('unknown-holder-of-called-number', 70, ({ call }, r) => {
    Object.assign(call, { to: r.pick(['5736965', '5736967', '5732344', '5738148']) + three(r), lrn: '' });
    call.originatingOcn = ocnOf.socket;
  }),
  unplaced('unknown-holder-of-calling-number', 40, ({ call }, r) => {
    call.from = r.pick(['5736965', '5736967', '5732344', '5738148']) + three(r);
  }),
  unplaced('unknown-originator', 20, ({ call }, r) => {
    call.from = r.pick(['2122260', '3122260', '5152440']) + three(r);
  }),
  unplaced('unknown-rate-centre-of-called-number', 30, ({ call }, r) => {
    Object.assign(call, { to: r.pick(['5732007', '5732027', '5736267']) + three(r), lrn: '' });
    if (call.to.startsWith('573626')) call.lrn = '5737770000';
    call.originatingOcn = ocnOf.centurytel;
  }),
  unplaced('unknown-rate-centre-of-calling-number', 30, ({ call }, r) => {
    call.from = r.pick(['5732317', '5733178', '6608318']) + three(r);
  }),
  unplaced('calling-number-absent-originator-known', 25, ({ call }, r) => {
    call.from = '';
    if (r.chance(0.5)) call.originatingOcn = ocnOf.socket;
    else call.trunkGroup = 'CO521003';
  }),
  unplaced('same-party-at-both-ends', 20, (draft, _, people) => {
    draft.call.from = people.native({ ocn: ocnOf.centurytel, rateCentre: 'COLUMBIA' });
    draft.call.to = people.native({ ocn: ocnOf.socket, rateCentre: 'COLUMBIA' });
    draft.call.lrn = '5738750000';
    draft.recordedBy = 'centurytel';
  }),
  unplaced('no-party-at-either-end', 15, (draft, _, people) => {
    draft.homeGroup = draft.call.trunkGroup = 'CT521002';
    draft.call.from = people.native({ ocn: '9B01', rateCentre: 'JEFFERSON CITY' });
    draft.call.to = people.native({ ocn: '9H01', rateCentre: 'HALLSVILLE' });
    draft.call.lrn = '';
    draft.recordedBy = 'centurytel';
  }),
];

const inTime: readonly Plant[] = [
  plant('answered-without-conversation', 50, 'local', (draft) => {
    draft.call.conversationTenths = 0;
    draft.expect = nonBillable;
  }),
  plant('over-midnight', 60, 'local', (draft, r) => {
    timed(draft, r.between(1, 30), r.between(86000, 86399), r.between(5000, 40000), r);
  }),
  plant('longer-than-a-day', 5, 'isp-bound', (draft, r) => {
    timed(draft, r.between(2, 26), r.between(30000, 70000), r.between(900000, 1500000), r);
  }),
  plant('over-the-end-of-the-month', 30, 'eas', (draft, r) => {
    timed(draft, 31, r.between(85800, 86399), r.between(7000, 30000), r);
  }),
  plant('over-the-clock-change', 8, 'isp-bound', (draft, r) => {
    timed(draft, 31, r.between(84600, 85700), r.between(144000, 216000), r);
  }),
  plant('next-month', 40, 'local', (draft, r) => {
    const second = r.between(3600, 7199);
    timed(draft, 31, second, r.between(50, 6000), r);
    draft.call.connectDate = '261101';
    draft.arrival = second + 86400;
    draft.expect = held;
  }),
  plant('previous-month', 20, 'local', (draft, r) => {
    const second = r.between(82800, 86399);
    timed(draft, 1, second, r.between(50, 6000), r);
    draft.call.connectDate = '260930';
    draft.arrival = second - 86400;
    draft.expect = held;
  }),
];

export const plants: readonly Plant[] = [...damaged, ...wrong, ...unknown, ...inTime];

/** Duplicates of calls of the month, by where the second record turns up. */
export const duplicateCounts = {
  'duplicate-in-the-same-file': 120,
  'duplicate-in-the-other-party-file': 60,
  'duplicate-on-the-next-day': 90,
} as const;
