import { NavLink } from 'react-router';
import type { AgreementHead, Me } from '../../src/gateways/http-api/shapes/agreement.ts';
import { otherIn, pagesOf } from './agreement-context.tsx';
import { useApi } from './api/use-api.ts';
import { mayOneOf } from './roles.ts';
import { AGREEMENT_PAGES, CARRIER_PAGES, OWN_PAGES, rightFor } from './page-rights.ts';
import type { AgreementPage } from './page-rights.ts';

/** The overview, what the carrier's people and programs may do, then every agreement with its pages: what the role may see. */
export function Navigation({ me }: { me: Me }) {
  const agreements = useApi<AgreementHead[]>(mayOneOf(me, 'agreements:read') ? '/api/agreements' : undefined);
  const listed = (pages: readonly (readonly [string, string])[]) =>
    pages
      .filter(([to]) => mayOneOf(me, rightFor(to)))
      .map(([to, label]) => (
        <NavLink key={to} to={to} end={to === '/'} className="nav-link">
          {label}
        </NavLink>
      ));
  return (
    <nav aria-label="Pages">
      {listed(OWN_PAGES)}
      <section className="nav-group" aria-label="Your carrier">
        <h2 className="nav-title">{me.party.name}</h2>
        {listed(CARRIER_PAGES)}
        <NavLink to="/account" className="nav-link">
          Your account
        </NavLink>
      </section>
      {(agreements.data ?? []).map((agreement) => (
        <section key={agreement.id} className="nav-group" aria-label={agreement.parties}>
          <h2 className="nav-title">
            {agreement.isParty ? `with ${otherIn(agreement).name}` : agreement.parties}
            <span className="nav-id">{agreement.id}</span>
          </h2>
          {AGREEMENT_PAGES.filter((page) => isFor(page, agreement, me)).map(({ page, label }) => (
            <NavLink key={page} to={`${pagesOf(agreement).base}/${page}`} className="nav-link">
              {label}
            </NavLink>
          ))}
        </section>
      ))}
    </nav>
  );
}

const isFor = ({ page, ofParties }: AgreementPage, { isParty }: AgreementHead, me: Me): boolean =>
  (isParty || ofParties !== true) && mayOneOf(me, rightFor(page));
