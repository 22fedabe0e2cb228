import type { Source } from './sources.ts';

/** What is publicly said of call types. A record is read by its structure, so that any call type is accepted. */
export const CALL_TYPES: readonly {
  readonly code: number;
  readonly name: string;
  readonly source: Source;
}[] = [
  { code: 1, name: 'local, flat or message rate', source: 'bams' },
  { code: 5, name: 'local, message rate', source: 'bafprp' },
  { code: 6, name: 'toll within the LATA', source: 'bams' },
  { code: 9, name: 'directory assistance', source: 'bafprp' },
  { code: 26, name: 'conference bridge', source: 'bafprp' },
  { code: 42, name: 'change of the clock', source: 'bafprp' },
  { code: 47, name: 'intelligent network, default', source: 'bafprp' },
  { code: 90, name: 'audit of the sensor', source: 'bafprp' },
  { code: 110, name: 'between LATAs, originating access or tandem', source: 'bams' },
  { code: 119, name: 'terminating access, incoming trunk', source: 'bams' },
  { code: 141, name: 'toll-free', source: 'bams' },
  { code: 330, name: 'class feature', source: 'bafprp' },
];
