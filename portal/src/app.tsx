import { Route, Routes } from 'react-router';
import type { ReactNode } from 'react';
import { useMe } from './api/use-api.ts';
import { AgreementFrame } from './agreement-frame.tsx';
import { Shell } from './shell.tsx';
import { AccessPage } from './pages/access.tsx';
import { AccountPage, SecondFactorFirstPage } from './pages/account.tsx';
import { AuditPage } from './pages/audit.tsx';
import { BillPage } from './pages/bill.tsx';
import { BillsPage } from './pages/bills.tsx';
import { CallsPage } from './pages/calls.tsx';
import { DiffPage } from './pages/diff.tsx';
import { CapacityPage } from './pages/capacity.tsx';
import { CasePage } from './pages/case.tsx';
import { CasesPage } from './pages/cases.tsx';
import { DueInAgreementPage, DuePage } from './pages/due.tsx';
import { ExplainPage } from './pages/explain.tsx';
import { FindingsPage } from './pages/findings.tsx';
import { LoopsPage } from './pages/loops.tsx';
import { MeasuresPage } from './pages/measures.tsx';
import { MonthPage } from './pages/month.tsx';
import { MonthsPage } from './pages/months.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { NoticesPage } from './pages/notices.tsx';
import { OpenCasePage } from './pages/open-case.tsx';
import { OrderEntryPage } from './pages/order-entry.tsx';
import { OrderFilesPage } from './pages/order-files.tsx';
import { OrderQueuesInAgreementPage, OrderQueuesPage } from './pages/order-queues.tsx';
import { OrderPage } from './pages/order.tsx';
import { OrdersPage } from './pages/orders.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { PeoplePage } from './pages/people.tsx';
import { PreOrderPage } from './pages/pre-order.tsx';
import { PortfolioPage } from './pages/portfolio.tsx';
import { ProgramsPage } from './pages/programs.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { TextPage } from './pages/text.tsx';
import { TrafficPage } from './pages/traffic.tsx';
import { TrunksPage } from './pages/trunks.tsx';
import { UnbilledPage } from './pages/unbilled.tsx';
import { TryPage } from './pages/try.tsx';
import { rightFor } from './page-rights.ts';
import { Needs } from './parts/needs.tsx';
import { Loading, Problems } from './parts/states.tsx';

/** Sign-in, or the pages of who is signed in. */
export function App() {
  const me = useMe();
  if (me.isPending) return <Loading />;
  if (me.isError) return <Problems error={me.error} />;
  if (me.data === null) return <SignInPage />;
  if (me.data.secondFactor === 'needed')
    return (
      <Shell me={me.data}>
        <SecondFactorFirstPage />
      </Shell>
    );
  return (
    <Shell me={me.data}>
      <Routes>
        <Route path="account" element={<AccountPage />} />
        {page('/', <Route index element={<OverviewPage />} />)}
        {page('/portfolio', <Route path="portfolio" element={<PortfolioPage />} />)}
        {page('/due', <Route path="due" element={<DuePage />} />)}
        {page('/order-queues', <Route path="order-queues" element={<OrderQueuesPage />} />)}
        {page('/people', <Route path="people" element={<PeoplePage />} />)}
        {page('/programs', <Route path="programs" element={<ProgramsPage />} />)}
        {page('/notices', <Route path="notices" element={<NoticesPage />} />)}
        {page('/audit', <Route path="audit" element={<AuditPage />} />)}
        <Route path="agreements/:form/:variant" element={<AgreementFrame />}>
          {page('text', <Route index element={<TextPage />} />)}
          {page('text', <Route path="text" element={<TextPage />} />)}
          {page('diff', <Route path="diff" element={<DiffPage />} />)}
          {page('measures', <Route path="measures" element={<MeasuresPage />} />)}
          {page('months', <Route path="months" element={<MonthsPage />} />)}
          {page('months', <Route path="months/:month" element={<MonthPage />} />)}
          {page('traffic', <Route path="traffic" element={<TrafficPage />} />)}
          {page('traffic', <Route path="traffic/unbilled" element={<UnbilledPage />} />)}
          {page('traffic', <Route path="traffic/trunks" element={<TrunksPage />} />)}
          {page('traffic', <Route path="traffic/calls" element={<CallsPage />} />)}
          {page('bills', <Route path="bills" element={<BillsPage />} />)}
          {page('bills', <Route path="bills/:number" element={<BillPage />} />)}
          {page('orders', <Route path="orders" element={<OrdersPage />} />)}
          {page('orders', <Route path="orders/*" element={<OrderPage />} />)}
          {page('new-order', <Route path="new-order" element={<OrderEntryPage />} />)}
          {page('order-files', <Route path="order-files" element={<OrderFilesPage />} />)}
          {page('order-queues', <Route path="order-queues" element={<OrderQueuesInAgreementPage />} />)}
          {page('access', <Route path="access" element={<AccessPage />} />)}
          {page('capacity', <Route path="capacity" element={<CapacityPage />} />)}
          {page('pre-order', <Route path="pre-order" element={<PreOrderPage />} />)}
          {page('loops', <Route path="loops" element={<LoopsPage />} />)}
          {page('cases', <Route path="cases" element={<CasesPage />} />)}
          {page('cases', <Route path="cases/*" element={<CasePage />} />)}
          {page('open-case', <Route path="open-case" element={<OpenCasePage />} />)}
          {page('due', <Route path="due" element={<DueInAgreementPage />} />)}
          {page('findings', <Route path="findings" element={<FindingsPage />} />)}
          {page('explain', <Route path="explain" element={<ExplainPage />} />)}
          {page('try', <Route path="try" element={<TryPage />} />)}
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Shell>
  );
}

/** A page behind the right that the table asks for it. */
const page = (name: string, route: ReactNode) => (
  <Route element={<Needs right={rightFor(name)} />}>{route}</Route>
);
