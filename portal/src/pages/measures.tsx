import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { MonthMeasures } from '../../../src/gateways/http-api/shapes/measure.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { monthName } from '../format.ts';
import { Measures } from '../parts/measures.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';

/** How well the carriers did what they promised each other, by month: `?month=2026-10`. */
export function MeasuresPage() {
  const agreement = useAgreement();
  const months = useApi<MonthMeasures[]>(
    apiPath('agreements', agreement.form, agreement.variant, 'measures'),
  );
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageTitle title="Measures" under={agreement.parties} />
      <Answer query={months}>
        {(list) => {
          const shown = list.find(({ month }) => month === search.get('month')) ?? list[0];
          if (shown === undefined)
            return (
              <Empty>
                {agreement.isParty
                  ? 'No month has been closed yet.'
                  : 'The carriers have issued no month yet.'}
              </Empty>
            );
          return (
            <>
              <div className="filter">
                <NativeSelect
                  label="Month"
                  value={shown.month}
                  onChange={(event) => setSearch({ month: event.currentTarget.value }, { replace: true })}
                  data={list.map(({ month }) => ({ value: month, label: monthName(month) }))}
                />
                <Status of={shown.state === 'draft' ? 'Draft' : 'Issued'} />
              </div>
              <Measures measures={shown.measures} />
            </>
          );
        }}
      </Answer>
    </>
  );
}
