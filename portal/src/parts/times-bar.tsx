import { useLocation, useNavigate } from 'react-router';
import { useAgreement } from '../agreement-context.tsx';
import { instantOf, localTime, useTimes } from '../times.ts';

/** Chooses both times of the page; they go into its address. `asOf` is the day that is shown when none is chosen. */
export function TimesBar({ asOf: shown }: { asOf: string }) {
  const { timeZone } = useAgreement();
  const { asOf, asKnown } = useTimes();
  const { search, hash } = useLocation();
  const navigate = useNavigate();
  // The place in the text stays when the day changes.
  const set = (...changes: readonly (readonly [name: string, value: string])[]): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of changes) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    void navigate({ search: next.toString(), hash }, { replace: true, preventScrollReset: true });
  };
  return (
    <div className="times">
      <label>
        Terms in force on{' '}
        <input
          type="date"
          value={asOf === '' ? shown : asOf}
          onChange={(event) => set(['asOf', event.target.value])}
        />
      </label>
      <label title={`Only what had been recorded by then; ${timeZone}`}>
        As known at{' '}
        <input
          type="datetime-local"
          value={localTime(asKnown, timeZone)}
          onChange={(event) => set(['asKnown', instantOf(event.target.value, timeZone)])}
        />
      </label>
      {asOf === '' && asKnown === '' ? null : (
        <button type="button" className="link-button" onClick={() => set(['asOf', ''], ['asKnown', ''])}>
          Today, all that is recorded
        </button>
      )}
    </div>
  );
}
