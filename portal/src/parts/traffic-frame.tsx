import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { NavLink, useSearchParams } from 'react-router';
import type { MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { monthName } from '../format.ts';
import { PageTitle } from './page.tsx';
import { Answer, Empty } from './states.tsx';

/** Title, choice of the month and the pages of traffic; `?month=` names the month, else it is the newest closed one. */
export function TrafficFrame({
  title,
  children,
}: {
  title: string;
  children: (month: string, path: (...parts: string[]) => string) => ReactNode;
}) {
  const agreement = useAgreement();
  const [search, setSearch] = useSearchParams();
  const base = (...parts: string[]): string =>
    apiPath('agreements', agreement.form, agreement.variant, 'months', ...parts);
  const months = useApi<MonthHead[]>(base());
  return (
    <Answer query={months}>
      {(list) => {
        const month = search.get('month') ?? list[0]?.month;
        const known = list.map((one) => one.month);
        return (
          <>
            <PageTitle
              title={title}
              under={agreement.parties}
              aside={
                month === undefined ? undefined : (
                  <NativeSelect
                    aria-label="Month"
                    value={month}
                    data={[...new Set([month, ...known])].map((value) => ({
                      value,
                      label: monthName(value),
                    }))}
                    onChange={(event) => setSearch({ month: event.currentTarget.value })}
                  />
                )
              }
            />
            {month === undefined ? (
              <Empty>No month has been closed yet.</Empty>
            ) : (
              <>
                <TrafficNavigation month={month} />
                {children(month, (...parts) => base(month, ...parts))}
              </>
            )}
          </>
        );
      }}
    </Answer>
  );
}

function TrafficNavigation({ month }: { month: string }) {
  const pages = pagesOf(useAgreement());
  const links = [
    ['By day', pages.traffic(month)],
    ['Held and unidentified', pages.unbilled(month)],
    ['Trunk groups', pages.trunks(month)],
    ['Calls', pages.calls({ month })],
  ] as const;
  return (
    <nav className="sub-nav" aria-label="Pages of traffic">
      {links.map(([label, to]) => (
        <NavLink key={to} to={to} end>
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
