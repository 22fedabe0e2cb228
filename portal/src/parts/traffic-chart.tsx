import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { day as dayText, grouped } from '../format.ts';
import type { ChartDay } from '../traffic-sums.ts';

export interface Series {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

const HEIGHT = 300;

/** Minutes a day as stacked bars. The table beside it says the same in numbers. */
export default function TrafficChart({
  days,
  series,
  label,
}: {
  days: readonly ChartDay[];
  series: readonly Series[];
  label: string;
}) {
  return (
    <figure className="chart" aria-label={label}>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart data={[...days]} margin={{ top: 8, right: 8, bottom: 0, left: 8 }} barCategoryGap="18%">
          <CartesianGrid vertical={false} stroke="#e2e7ec" />
          <XAxis
            dataKey="day"
            tickFormatter={(day: string) => String(Number(day.slice(8)))}
            tickLine={false}
          />
          <YAxis
            tickFormatter={(value: number) => grouped(value)}
            tickLine={false}
            axisLine={false}
            width={64}
          />
          <Tooltip
            formatter={(value, name) => [`${grouped(String(value))} min`, name]}
            labelFormatter={(day) => dayText(String(day))}
            itemSorter={(item) => -Number(item.value)}
            itemStyle={{ padding: 0 }}
            cursor={{ fill: '#eef2f5' }}
            isAnimationActive={false}
          />
          {series.map(({ name, label: text, color }) => (
            <Bar
              key={name}
              dataKey={name}
              name={text}
              stackId="all"
              maxBarSize={48}
              fill={color}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
