import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Invoice } from '../../../src/gateways/http-api/shapes/invoice.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { day, money, words } from '../format.ts';
import { BillLines } from '../parts/bill-lines.tsx';
import { Facts, PageTitle, Part } from '../parts/page.tsx';
import { Answer } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { WhyDrawer } from '../parts/why-drawer.tsx';

/** One bill: who, when, how much; its lines; and why each of them. `?line=3` opens the third line's reasons. */
export function BillPage() {
  const { number = '' } = useParams();
  const agreement = useAgreement();
  const [search, setSearch] = useSearchParams();
  const [last, setLast] = useState<string | null>(null);
  const bill = useApi<Invoice>(apiPath('agreements', agreement.form, agreement.variant, 'invoices', number));
  const line = search.get('line');
  const why = (wanted: number): void => {
    setLast(String(wanted));
    setSearch({ line: String(wanted) }, { replace: true, preventScrollReset: true });
  };
  return (
    <>
      <Answer query={bill}>
        {(data) => (
          <>
            <BillHead bill={data} />
            <Part title="Lines">
              <BillLines bill={data} onWhy={why} />
            </Part>
          </>
        )}
      </Answer>
      <WhyDrawer
        number={number}
        line={line ?? last}
        opened={line !== null}
        onClose={() => setSearch({}, { replace: true, preventScrollReset: true })}
      />
    </>
  );
}

function BillHead({ bill }: { bill: Invoice }) {
  return (
    <>
      <PageTitle
        title={`Bill ${bill.number}`}
        under={`${bill.fromName} bills ${bill.toName} for ${bill.account}`}
        aside={<Status of={bill.status === 'draft' ? 'Draft' : 'Issued'} />}
      />
      <Notices bill={bill} />
      <div className="bill-head">
        <Facts
          facts={[
            ['Billing account', bill.ban],
            ['Account for', words(bill.account)],
            ['Bill date', day(bill.billDate)],
            ['Period', `${day(bill.periodFrom)} – ${day(bill.periodTo)}`],
            ['Due', day(bill.dueOn)],
          ]}
        />
        <Facts
          facts={[
            ['Previous balance', <Amount key="p" value={bill.previousBalance} />],
            [
              'Payments',
              <Amount key="y" value={`-${bill.payments}`.replace('--', '').replace(/^-0\.00$/, '0.00')} />,
            ],
            ['This bill', <Amount key="t" value={bill.total} />],
            ['Balance', <b key="b">{money(bill.balance)}</b>],
            ['of which disputed', <Amount key="d" value={bill.disputed} />],
          ]}
        />
      </div>
    </>
  );
}

/** What a reader must know before relying on the bill. */
function Notices({ bill }: { bill: Invoice }) {
  const isAssumed = bill.assumedLines > 0;
  if (bill.status !== 'draft' && !isAssumed && !bill.agreementChanged) return null;
  return (
    <Alert color="yellow" variant="light" className="notice">
      {bill.status === 'draft' ? (
        <p>
          <b>Draft.</b> This bill has not been issued: it may still change, and nothing is owed on it yet.
        </p>
      ) : null}
      {isAssumed ? (
        <p>
          <b>Assumed prices.</b> {bill.assumedLines} of {bill.lineCount} lines rest on assumed prices or
          terms, which are not those of the signed agreement. They are marked below: have them confirmed
          before you rely on them.
        </p>
      ) : null}
      {bill.agreementChanged ? (
        <p>
          <b>The agreement has changed since.</b> This bill was made under version {bill.agreementVersion} (
          {bill.agreementHash.slice(0, 12)}). Clauses that open here are those of the agreement as it is
          loaded now.
        </p>
      ) : null}
    </Alert>
  );
}

const Amount = ({ value }: { value: string }) => <span className="amount">{money(value)}</span>;
