import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { Calendar } from '../../../src/gateways/http-api/shapes/case.ts';
import type { MonthMeasures } from '../../../src/gateways/http-api/shapes/measure.ts';
import type { OrderCounts } from '../../../src/gateways/http-api/shapes/order.ts';
import { pagesOf } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { monthName } from '../format.ts';
import { Figure } from './figure.tsx';
import { Measures } from './measures.tsx';
import { Answer, Empty } from './states.tsx';

/** What waits under an agreement, for those who work on orders and cases. */
export function OverviewWork({ agreement }: { agreement: AgreementHead }) {
  const at = (part: string): string => apiPath('agreements', agreement.form, agreement.variant, part);
  const counts = useApi<OrderCounts>(at('order-counts'));
  const calendar = useApi<Calendar>(at('calendar'));
  const pages = pagesOf(agreement);
  const you = agreement[agreement.yourRole].id;
  return (
    <Answer query={counts}>
      {({ states, overdue, isCapped }) => {
        const more = isCapped ? '+' : '';
        const clocks = calendar.data?.clocks ?? [];
        const yours = clocks.filter(({ parties }) => parties.includes(you)).length;
        return (
          <div className="headline">
            <Figure
              label="Open orders"
              value={`${states.reduce((sum, { count }) => sum + count, 0)}${more}`}
              to={`${pages.orders}?show=open`}
            />
            <Figure label="Orders overdue" value={`${overdue}${more}`} to={`${pages.orders}?show=overdue`} />
            <Figure label="Clocks that wait for you" value={String(yours)} to={`${pages.due}?who=you`} />
          </div>
        );
      }}
    </Answer>
  );
}

/** How the carriers did in the last month, for those who see no bills and no orders. */
export function OverviewMeasures({ agreement }: { agreement: AgreementHead }) {
  const months = useApi<MonthMeasures[]>(
    apiPath('agreements', agreement.form, agreement.variant, 'measures'),
  );
  return (
    <Answer query={months}>
      {([latest]) =>
        latest === undefined ? (
          <Empty>No month with measures yet.</Empty>
        ) : (
          <>
            <h3 className="month-line">Measures of {monthName(latest.month)}</h3>
            <Measures measures={latest.measures} inShort />
          </>
        )
      }
    </Answer>
  );
}
