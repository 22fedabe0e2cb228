import { NavLink } from 'react-router';
import type { AgreementHead } from '../../src/gateways/http-api/shapes/agreement.ts';
import { otherIn, pagesOf } from './agreement-context.tsx';
import { may, useApi, useMe } from './api/use-api.ts';

/** The overview, then every agreement of the carrier with its pages. */
export function Navigation() {
  const me = useMe();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  return (
    <nav aria-label="Pages">
      <NavLink to="/" end className="nav-link">
        Overview
      </NavLink>
      <NavLink to="/portfolio" className="nav-link">
        Portfolio
      </NavLink>
      <NavLink to="/due" className="nav-link">
        Due
      </NavLink>
      <NavLink to="/order-queues" className="nav-link">
        Order work
      </NavLink>
      {(agreements.data ?? []).map((agreement) => {
        const pages = pagesOf(agreement);
        const links: [string, string][] = [
          ['Agreement', pages.text()],
          ['Compare', pages.diff],
          ['Months', pages.months],
          ['Traffic', pages.traffic()],
          ['Bills', pages.bills],
          ...(may(me.data, 'pre-order:query')
            ? [['Before an order', pages.preOrder] as [string, string]]
            : []),
          ['Orders', pages.orders],
          ['Order work', pages.queues],
          ['Capacity', pages.capacity],
          ['Access', pages.access],
          ['Loops', pages.loops],
          ['Cases', pages.cases],
          ['Due', pages.due],
          ['Bill checks', pages.findings],
          ['Explain', pages.explain()],
          ['Try it', pages.tryIt],
        ];
        return (
          <section key={agreement.id} className="nav-group" aria-label={agreement.parties}>
            <h2 className="nav-title">
              with {otherIn(agreement).name}
              <span className="nav-id">{agreement.id}</span>
            </h2>
            {links.map(([label, to]) => (
              <NavLink key={to} to={to} className="nav-link">
                {label}
              </NavLink>
            ))}
          </section>
        );
      })}
    </nav>
  );
}
