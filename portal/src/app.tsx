import { Route, Routes } from 'react-router';
import { useMe } from './api/use-api.ts';
import { AgreementFrame } from './agreement-frame.tsx';
import { Shell } from './shell.tsx';
import { AccessPage } from './pages/access.tsx';
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
import { MonthPage } from './pages/month.tsx';
import { MonthsPage } from './pages/months.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { OpenCasePage } from './pages/open-case.tsx';
import { OrderEntryPage } from './pages/order-entry.tsx';
import { OrderQueuesInAgreementPage, OrderQueuesPage } from './pages/order-queues.tsx';
import { OrderPage } from './pages/order.tsx';
import { OrdersPage } from './pages/orders.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { PreOrderPage } from './pages/pre-order.tsx';
import { PortfolioPage } from './pages/portfolio.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { TextPage } from './pages/text.tsx';
import { TrafficPage } from './pages/traffic.tsx';
import { TrunksPage } from './pages/trunks.tsx';
import { UnbilledPage } from './pages/unbilled.tsx';
import { TryPage } from './pages/try.tsx';
import { Loading, Problems } from './parts/states.tsx';

/** Sign-in, or the pages of who is signed in. */
export function App() {
  const me = useMe();
  if (me.isPending) return <Loading />;
  if (me.isError) return <Problems error={me.error} />;
  if (me.data === null) return <SignInPage />;
  return (
    <Shell me={me.data}>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="portfolio" element={<PortfolioPage />} />
        <Route path="due" element={<DuePage />} />
        <Route path="order-queues" element={<OrderQueuesPage />} />
        <Route path="agreements/:form/:variant" element={<AgreementFrame />}>
          <Route index element={<TextPage />} />
          <Route path="text" element={<TextPage />} />
          <Route path="diff" element={<DiffPage />} />
          <Route path="months" element={<MonthsPage />} />
          <Route path="months/:month" element={<MonthPage />} />
          <Route path="traffic" element={<TrafficPage />} />
          <Route path="traffic/unbilled" element={<UnbilledPage />} />
          <Route path="traffic/trunks" element={<TrunksPage />} />
          <Route path="traffic/calls" element={<CallsPage />} />
          <Route path="bills" element={<BillsPage />} />
          <Route path="bills/:number" element={<BillPage />} />
          <Route path="orders" element={<OrdersPage />} />
          <Route path="orders/*" element={<OrderPage />} />
          <Route path="new-order" element={<OrderEntryPage />} />
          <Route path="order-queues" element={<OrderQueuesInAgreementPage />} />
          <Route path="access" element={<AccessPage />} />
          <Route path="capacity" element={<CapacityPage />} />
          <Route path="pre-order" element={<PreOrderPage />} />
          <Route path="loops" element={<LoopsPage />} />
          <Route path="cases" element={<CasesPage />} />
          <Route path="cases/*" element={<CasePage />} />
          <Route path="open-case" element={<OpenCasePage />} />
          <Route path="due" element={<DueInAgreementPage />} />
          <Route path="findings" element={<FindingsPage />} />
          <Route path="explain" element={<ExplainPage />} />
          <Route path="try" element={<TryPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Shell>
  );
}
