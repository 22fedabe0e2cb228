/**
 * The flows of calls of the month: who calls whom over which trunk group, how often, and the bucket the flow is made
 * to fall into. The generator fails if the rules put a call elsewhere.
 */
import { ocnOf, type Bucket } from './call.ts';
import type { Place } from './subscribers.ts';

export type Stream = {
  bucket: Bucket;
  /** Share of the month's calls; the shares need not sum to anything. */
  weight: number;
  trunkGroup: string;
  /** A place, a carrier whose OCN the record names with a number from elsewhere, or nobody (no number at all). */
  from: Place | { ocn: string; number: string } | undefined;
  to: Place | { ispNumber: string };
};

const at = (ocn: string, rateCentre: string): Place => ({ ocn, rateCentre });
const S = (rateCentre: string): Place => at(ocnOf.socket, rateCentre);
const C = (rateCentre: string): Place => at(ocnOf.centurytel, rateCentre);
const isp = (ispNumber: string): { ispNumber: string } => ({ ispNumber });

const flow = (
  bucket: Bucket,
  weight: number,
  trunkGroup: string,
  from: Stream['from'],
  to: Stream['to'],
): Stream => ({ bucket, weight, trunkGroup, from, to });

/** The same flow both ways. */
const both = (
  bucket: Bucket,
  forth: number,
  back: number,
  trunkGroup: string,
  a: Place,
  z: Place,
): Stream[] => [flow(bucket, forth, trunkGroup, a, z), flow(bucket, back, trunkGroup, z, a)];

const CO = 'CO521001';
const ONE_WAY = 'CO521003';
const TANDEM = 'CT521002';
const WN = 'WN520001';
const BR = 'BR522001';
const PC = 'PC524001';
const [SWBT, CHARTER, AT_T] = ['9B01', '9H01', '9X01'];
const [CINGULAR, VERIZON, US_CELLULAR, T_MOBILE] = ['9W01', '9W02', '9W03', '9W04'];

export const streams: readonly Stream[] = [
  ...both('local', 150, 118, CO, C('COLUMBIA'), S('COLUMBIA')),
  flow('local', 52, ONE_WAY, S('COLUMBIA'), C('COLUMBIA')),
  ...both('local', 6, 5, CO, C('ASHLAND'), S('ASHLAND')),
  ...both('local', 5, 4, CO, C('HALLSVILLE'), S('HALLSVILLE')),
  ...both('local', 40, 31, WN, C('WENTZVILLE'), S('WENTZVILLE')),
  ...both('local', 10, 8, WN, C('TROY'), S('TROY')),
  ...both('local', 20, 17, BR, C('NIXA'), S('NIXA')),
  ...both('local', 8, 7, PC, C('PLATTE CITY'), S('PLATTE CITY')),

  ...both('eas', 20, 18, CO, C('ASHLAND'), S('COLUMBIA')),
  ...both('eas', 10, 8, CO, C('COLUMBIA'), S('ASHLAND')),
  ...both('eas', 9, 9, CO, C('COLUMBIA'), S('HALLSVILLE')),
  flow('eas', 4, ONE_WAY, S('HALLSVILLE'), C('COLUMBIA')),
  ...both('eas', 10, 9, WN, C('TROY'), S('WENTZVILLE')),
  ...both('eas', 7, 7, WN, C('WENTZVILLE'), S('TROY')),
  ...both('eas', 6, 6, BR, C('NIXA'), S('SPRINGFIELD')),
  ...both('eas', 18, 16, PC, C('PLATTE CITY'), S('KANSAS CITY')),

  flow('isp-bound', 36, CO, C('COLUMBIA'), isp('5737773999')),
  flow('isp-bound', 22, CO, C('COLUMBIA'), isp('5737774999')),
  flow('isp-bound', 6, CO, C('ASHLAND'), isp('5737773999')),
  flow('isp-bound', 24, WN, C('WENTZVILLE'), isp('6368877999')),
  flow('isp-bound', 9, CO, S('COLUMBIA'), isp('5738769999')),

  ...both('intrastate-intralata', 13, 14, CO, C('COLUMBIA'), S('MOBERLY')),
  ...both('intrastate-intralata', 3, 3, CO, C('ASHLAND'), S('HALLSVILLE')),
  flow('intrastate-intralata', 3, ONE_WAY, S('MOBERLY'), C('COLUMBIA')),
  ...both('intrastate-intralata', 14, 12, WN, C('WENTZVILLE'), S('ST PETERS')),
  ...both('intrastate-intralata', 9, 8, WN, C('TROY'), S('ST LOUIS')),
  ...both('intrastate-intralata', 14, 12, BR, C('BRANSON'), S('NIXA')),
  ...both('interstate-intralata', 9, 8, PC, C('PLATTE CITY'), S('LEAVENWORTH')),
  ...both('interstate-intralata', 6, 5, PC, C('PLATTE CITY'), S('KANSAS CITY KS')),

  flow('transit', 20, TANDEM, S('COLUMBIA'), at(CHARTER, 'HALLSVILLE')),
  flow('transit', 25, TANDEM, S('COLUMBIA'), at(SWBT, 'JEFFERSON CITY')),
  flow('transit', 6, TANDEM, S('MOBERLY'), at(SWBT, 'MOBERLY')),
  flow('transit', 18, TANDEM, S('COLUMBIA'), at(CINGULAR, 'COLUMBIA')),
  flow('transit', 9, TANDEM, S('COLUMBIA'), at(VERIZON, 'COLUMBIA')),
  flow('transit', 14, TANDEM, at(SWBT, 'JEFFERSON CITY'), S('COLUMBIA')),
  flow('transit', 8, TANDEM, at(CHARTER, 'HALLSVILLE'), S('COLUMBIA')),
  flow('transit', 2, CO, at(CHARTER, 'HALLSVILLE'), C('COLUMBIA')),
  flow('transit', 3, TANDEM, { ocn: AT_T, number: '314231' }, S('COLUMBIA')),

  flow('wireless', 16, TANDEM, at(CINGULAR, 'COLUMBIA'), S('COLUMBIA')),
  flow('wireless', 9, TANDEM, at(VERIZON, 'COLUMBIA'), S('COLUMBIA')),
  flow('wireless', 4, TANDEM, at(T_MOBILE, 'COLUMBIA'), S('COLUMBIA')),
  flow('wireless', 3, TANDEM, { ocn: US_CELLULAR, number: '641777' }, S('COLUMBIA')),
  flow('wireless', 3, CO, at(CINGULAR, 'WENTZVILLE'), C('COLUMBIA')),

  flow('violation', 4, WN, S('COLUMBIA'), C('WENTZVILLE')),
  flow('violation', 4, CO, C('WENTZVILLE'), S('COLUMBIA')),
  flow('violation', 2, CO, S('NIXA'), C('COLUMBIA')),
  flow('violation', 2, WN, C('BRANSON'), S('ST LOUIS')),
  flow('violation', 1, CO, C('TROY'), isp('5737773999')),

  flow('unidentified', 10, CO, undefined, S('COLUMBIA')),
  flow('unidentified', 8, CO, undefined, C('COLUMBIA')),
  flow('unidentified', 4, WN, undefined, S('WENTZVILLE')),
  flow('unidentified', 4, WN, undefined, C('WENTZVILLE')),
];
