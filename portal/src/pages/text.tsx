import { useSearchParams } from 'react-router';
import type { AgreementText } from '../../../src/gateways/http-api/shapes/agreement.ts';
import '../agreement.css';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { day, moment } from '../format.ts';
import { PageTitle } from '../parts/page.tsx';
import { Reader } from '../parts/reader.tsx';
import { Answer } from '../parts/states.tsx';
import { TimesBar } from '../parts/times-bar.tsx';
import { queryOf, useTimes } from '../times.ts';

/**
 * The agreement as people sign it and as the program reads it, side by side. `#III-9.4` goes to that section, `?asOf` and
 * `?asKnown` to another day and to what was known, `?q` finds words.
 */
export function TextPage() {
  const agreement = useAgreement();
  const times = useTimes();
  const [search] = useSearchParams();
  const text = useApi<AgreementText>(
    `${apiPath('agreements', agreement.form, agreement.variant)}${queryOf({ ...times })}`,
  );
  return (
    <>
      <PageTitle
        title={agreement.title}
        under={
          <>
            {agreement.parties} · version {agreement.version} {agreement.status === 'draft' ? '(draft)' : ''}{' '}
            · <code title={agreement.hash}>{agreement.hash.slice(0, 12)}</code>
          </>
        }
        aside={<TimesBar asOf={text.data?.asOf ?? times.asOf} />}
      />
      <Answer query={text}>
        {(data) => (
          <>
            {data.asKnown === null ? null : (
              <p className="banner banner-known">
                {day(data.asOf)} as it was known at {moment(data.asKnown, agreement.timeZone)}: documents
                recorded later are left out.
              </p>
            )}
            <div className={data.asKnown === null ? undefined : 'known'}>
              <Reader text={data} query={search.get('q') ?? ''} />
            </div>
          </>
        )}
      </Answer>
    </>
  );
}
