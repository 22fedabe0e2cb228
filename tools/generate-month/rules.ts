/**
 * What must come of every line, from the bytes alone and by the rules that README.md states in English. Written
 * apart from the rating engine on purpose: the two must agree.
 */
import { parties, other, type Bucket, type Call, type Outcome, type Party } from './call.ts';
import { decodeDetail } from './emi.ts';
import type { Tables } from './tables.ts';

export type Judged = Outcome & { reason: string; conversationTenths: number; trunkGroup: string };

const held = (reason: string): Outcome & { reason: string } => ({
  bucket: '',
  payer: '',
  disposition: 'held',
  reason,
});

type Origin = { state: 'known'; ocn: string } | { state: 'unidentified' } | { state: 'held'; reason: string };

function ocnByNumber(tables: Tables, number: string): string | undefined {
  const holder = tables.blockHolders.get(number.slice(0, 7));
  if (holder !== undefined) return tables.ocnOfHolder.get(holder);
  return tables.exchanges.get(number.slice(0, 6))?.codeHolderOcn;
}

function originator(tables: Tables, call: Call): Origin {
  if (call.originatingOcn !== '') {
    return tables.carriers.has(call.originatingOcn)
      ? { state: 'known', ocn: call.originatingOcn }
      : { state: 'held', reason: 'unknown originating OCN' };
  }
  const ofGroup = tables.trunkGroups.get(call.trunkGroup)?.originatingOcn ?? '';
  if (ofGroup !== '') return { state: 'known', ocn: ofGroup };
  if (call.from === '') return { state: 'unidentified' };
  const ocn = ocnByNumber(tables, call.from);
  return ocn === undefined ? { state: 'held', reason: 'originator unknown' } : { state: 'known', ocn };
}

function partyOf(tables: Tables, ocn: string): Party | undefined {
  const party = tables.carriers.get(ocn)?.party;
  return parties.find((name) => name === party);
}

function settle(bucket: Bucket, from: Party | undefined, to: Party | undefined): Outcome {
  if (bucket === 'local' || bucket === 'eas') {
    return { bucket, payer: from ?? '', disposition: 'zero-rated' };
  }
  const payer = bucket === 'unidentified' ? to && other(to) : from;
  const billable = payer !== undefined && bucket !== 'violation' && bucket !== 'wireless';
  return { bucket, payer: billable ? payer : '', disposition: billable ? 'rated' : 'non-billable' };
}

function judgeCall(tables: Tables, call: Call): Outcome & { reason: string } {
  if (!call.connectDate.startsWith('2610')) return held('another month');
  const group = tables.trunkGroups.get(call.trunkGroup);
  if (group === undefined) return held('unknown trunk group');
  if (!call.answered || call.conversationTenths === 0) {
    return { bucket: '', payer: '', disposition: 'non-billable', reason: 'not answered' };
  }
  const origin = originator(tables, call);
  if (origin.state === 'held') return held(origin.reason);
  const toOcn = call.lrn === '' ? ocnByNumber(tables, call.to) : tables.ocnOfLrn.get(call.lrn);
  if (toOcn === undefined) return held(call.lrn === '' ? 'unknown terminating carrier' : 'unknown LRN');
  const to = partyOf(tables, toOcn);
  const called = tables.exchanges.get(call.to.slice(0, 6));
  if (called === undefined) return held('called rate centre unknown');
  if (origin.state === 'unidentified') {
    if (to === undefined) return held('unidentified call to a third party');
    return { ...settle('unidentified', undefined, to), reason: '' };
  }
  const wireless = tables.carriers.get(origin.ocn)?.kind === 'wireless';
  const calling = tables.exchanges.get(call.from.slice(0, 6));
  if (calling === undefined && !wireless) return held('calling rate centre unknown');
  const from = partyOf(tables, origin.ocn);
  if (from === undefined && to === undefined) return held('neither end is a party');
  if (from === to) return held('both ends are the same party');
  const bucketOf = (): Bucket => {
    if (to === undefined) return 'transit';
    if (from === undefined) return wireless ? 'wireless' : 'transit';
    if (group.kind === 'lec-to-lec' && calling?.lata !== called.lata) return 'violation';
    if (tables.ispNumbers.has(call.to)) return 'isp-bound';
    if (calling?.rateCentre === called.rateCentre) return 'local';
    if (tables.callingAreas.has(`${calling?.rateCentre}|${called.rateCentre}`)) return 'eas';
    return calling?.state === called.state ? 'intrastate-intralata' : 'interstate-intralata';
  };
  return { ...settle(bucketOf(), from, to), reason: '' };
}

/** Judges detail lines; call it in the order of file name, then line, because the first of equal records counts. */
export function judge(tables: Tables): (line: string) => Judged {
  const seen = new Set<string>();
  const none = { bucket: '', payer: '' } as const;
  return (line) => {
    const decoded = decodeDetail(line);
    if (decoded.state === 'damaged') {
      return { ...held('damaged'), conversationTenths: 0, trunkGroup: '' };
    }
    const { call } = decoded;
    const { conversationTenths, trunkGroup } = call;
    const result = (outcome: Outcome & { reason: string }): Judged => ({
      ...outcome,
      conversationTenths,
      trunkGroup,
    });
    if (decoded.state === 'wrong') return result({ ...none, disposition: 'rejected', reason: 'content' });
    const key = sameCall(call);
    if (seen.has(key)) return result({ ...none, disposition: 'duplicate', reason: 'duplicate' });
    seen.add(key);
    return result(judgeCall(tables, call));
  };
}

/** Two records with the same key are records of one call. */
export function sameCall(call: Call): string {
  const { connectDate, connectTime, from, to, trunkGroup, conversationTenths, lrn } = call;
  return [connectDate, connectTime, from, to, trunkGroup, conversationTenths, lrn].join('|');
}
