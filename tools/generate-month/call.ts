/** One call as a usage file carries it. Absent numbers and codes are empty strings. */
export type Call = {
  /** YYMMDD, local date of the recording point. */
  connectDate: string;
  /** HHMMSS, local time of the recording point. */
  connectTime: string;
  from: string;
  to: string;
  trunkGroup: string;
  conversationTenths: number;
  elapsedTenths: number;
  answered: boolean;
  lrn: string;
  originatingOcn: string;
};

export const buckets = [
  'local',
  'eas',
  'isp-bound',
  'intrastate-intralata',
  'interstate-intralata',
  'transit',
  'wireless',
  'violation',
  'unidentified',
] as const;
export type Bucket = (typeof buckets)[number];

export const dispositions = ['rated', 'zero-rated', 'non-billable', 'duplicate', 'held', 'rejected'] as const;
export type Disposition = (typeof dispositions)[number];

export const parties = ['centurytel', 'socket'] as const;
export type Party = (typeof parties)[number];

/** What must come of a record. Bucket and payer are empty where the record has none. */
export type Outcome = { bucket: Bucket | ''; payer: Party | ''; disposition: Disposition };

export const ocnOf: Record<Party, string> = { socket: '9S01', centurytel: '9C01' };

export const other = (party: Party): Party => (party === 'socket' ? 'centurytel' : 'socket');

/** HHMMSS of a second of the day. */
export function clock(second: number): string {
  const pad = (n: number): string => String(n).padStart(2, '0');
  return pad(Math.floor(second / 3600)) + pad(Math.floor(second / 60) % 60) + pad(second % 60);
}

/** YYMMDD of a day of the example's month, October 2026. */
export const october = (day: number): string => `2610${String(day).padStart(2, '0')}`;
