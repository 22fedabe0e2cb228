import { SegmentedControl } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import type { TrafficByDay } from '../../../src/gateways/http-api/shapes/traffic.ts';
import { pagesOf, useAgreement, wayIn } from '../agreement-context.tsx';
import { useApi } from '../api/use-api.ts';
import { grouped, words } from '../format.ts';
import { Part, TableFrame } from '../parts/page.tsx';
import { Answer, Empty, Loading } from '../parts/states.tsx';
import { TrafficFrame } from '../parts/traffic-frame.tsx';
import type { Series } from '../parts/traffic-chart.tsx';
import { chartDays, minutesOf, sumBy } from '../traffic-sums.ts';

const TrafficChart = lazy(() => import('../parts/traffic-chart.tsx'));

/** Where the minutes of a month went: by bucket and by direction, day by day. */
export function TrafficPage() {
  return (
    <TrafficFrame title="Traffic">
      {(month, path) => <ByDay key={month} month={month} path={path('traffic')} />}
    </TrafficFrame>
  );
}

function ByDay({ month, path }: { month: string; path: string }) {
  const traffic = useApi<TrafficByDay>(path);
  return (
    <Answer query={traffic}>
      {({ days }) =>
        days.length === 0 ? (
          <Empty>No call of the month has a kind of traffic.</Empty>
        ) : (
          <Charts month={month} days={days} />
        )
      }
    </Answer>
  );
}

/** Far apart in lightness too, so that neighbours differ without colour. */
const COLORS = [
  '#0b5664',
  '#d08a14',
  '#6b5aa8',
  '#4d9ba8',
  '#b3261e',
  '#2f6f3e',
  '#9aa7b3',
  '#c76a9b',
  '#1b4a8f',
  '#8a6d3b',
  '#a3c26b',
  '#3b4a58',
];

type Days = TrafficByDay['days'];

function Charts({ month, days }: { month: string; days: Days }) {
  const agreement = useAgreement();
  const [way, setWay] = useState('both');
  const ways = [...new Set(days.map(({ direction }) => direction ?? 'unknown'))].sort();
  const shown = days.filter(({ direction }) => way === 'both' || (direction ?? 'unknown') === way);
  const buckets = sumBy(days, ({ bucket }) => bucket);
  const colors = new Map(buckets.map(({ name }, index) => [name, COLORS[index % COLORS.length] ?? '']));
  const present = sumBy(shown, ({ bucket }) => bucket);
  const series = present.map(({ name }) => ({ name, label: words(name), color: colors.get(name) ?? '' }));
  const waySeries = ways.map((name, index) => ({
    name,
    label: wayIn(agreement, name),
    color: COLORS[index] ?? '',
  }));
  return (
    <>
      <Part
        title="By kind of traffic"
        note="Minutes of conversation as recorded, by connect date. Bills measure them as the agreement says."
      >
        <SegmentedControl
          aria-label="Direction"
          value={way}
          onChange={setWay}
          data={[
            { value: 'both', label: 'Both ways' },
            ...ways.map((name) => ({ value: name, label: wayIn(agreement, name) })),
          ]}
        />
        <Chart
          days={chartDays(shown, ({ bucket }) => bucket)}
          series={series}
          label="Minutes by kind of traffic"
        />
        <Kinds month={month} days={days} series={series} way={way} />
      </Part>
      <Part title="By direction">
        <Chart
          days={chartDays(days, ({ direction }) => direction ?? 'unknown')}
          series={waySeries}
          label="Minutes by direction"
        />
        <ul className="legend-line">
          {waySeries.map(({ name, label, color }) => (
            <li key={name}>
              <Swatch color={color} /> {label}:{' '}
              {grouped(
                minutesOf(
                  days
                    .filter(({ direction }) => (direction ?? 'unknown') === name)
                    .reduce((sum, { conversationMs }) => sum + conversationMs, 0),
                ),
              )}{' '}
              minutes
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

const Chart = ({
  days,
  series,
  label,
}: {
  days: ReturnType<typeof chartDays>;
  series: Series[];
  label: string;
}) => (
  <Suspense fallback={<Loading />}>
    <TrafficChart days={days} series={series} label={label} />
  </Suspense>
);

const Swatch = ({ color }: { color: string }) => (
  <svg className="swatch" viewBox="0 0 1 1" aria-hidden="true">
    <rect width="1" height="1" fill={color} />
  </svg>
);

/** The legend of the chart, with its numbers. */
function Kinds({ month, days, series, way }: { month: string; days: Days; series: Series[]; way: string }) {
  const pages = pagesOf(useAgreement());
  const shown = days.filter(({ direction }) => way === 'both' || (direction ?? 'unknown') === way);
  const sums = sumBy(shown, ({ bucket }) => bucket);
  const all = sums.reduce((sum, { conversationMs }) => sum + conversationMs, 0);
  return (
    <TableFrame label="Minutes by kind of traffic">
      <table className="table narrow">
        <caption className="visually-hidden">Minutes by kind of traffic</caption>
        <thead>
          <tr>
            <th scope="col">Kind of traffic</th>
            <th scope="col" className="number">
              Calls
            </th>
            <th scope="col" className="number">
              Minutes
            </th>
            <th scope="col" className="number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ name, calls, conversationMs }) => (
            <tr key={name}>
              <th scope="row">
                <Swatch color={series.find((one) => one.name === name)?.color ?? ''} />{' '}
                <Link
                  to={pages.calls({ month, bucket: name, ...(way === 'both' ? {} : { direction: way }) })}
                >
                  {words(name)}
                </Link>
              </th>
              <td className="number">{grouped(calls)}</td>
              <td className="number">{grouped(minutesOf(conversationMs))}</td>
              <td className="number">{all === 0 ? '–' : `${((conversationMs / all) * 100).toFixed(1)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
