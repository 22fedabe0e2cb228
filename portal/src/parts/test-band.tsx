import { useApi } from '../api/use-api.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { moment } from '../format.ts';

interface Clock {
  readonly now: string;
  readonly isTest: boolean;
}

/** The clock of a test deployment is moved by hand: it is asked for again this often. Milliseconds. */
const AGAIN = 15_000;
const isTestPlace = (): boolean =>
  document.querySelector<HTMLMetaElement>('meta[name="deployment"]')?.content === 'test';

/** Says on every page of a test deployment that it is one. */
export function TestBand() {
  return isTestPlace() ? <p className="test-band">Test deployment: nothing here is real.</p> : null;
}

/** The same with the moment at which its clock stands, for who may ask for it. */
export function TestBandWithClock() {
  const clock = useApi<Clock>(isTestPlace() ? '/api/clock' : undefined, AGAIN);
  const timeZone = useTimeZone();
  if (!isTestPlace()) return null;
  if (clock.data?.isTest !== true) return <TestBand />;
  return <p className="test-band">Test deployment · it is {moment(clock.data.now, timeZone)} here</p>;
}
