import { Drawer } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { InvoiceLineWhy } from '../../../src/gateways/http-api/shapes/invoice.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { amountOf, money } from '../format.ts';
import { ClauseText } from './clause.tsx';
import { Provenance } from './provenance.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Answer } from './states.tsx';

interface WhyProps {
  readonly number: string;
  readonly line: string | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Id of the button that opens the reasons of a line: closing them gives it the focus, however they were opened. */
export const whyButtonId = (line: number | string): string => `why-${line}`;

/** Why a line is on the bill: the clause in words, then every step from the inputs to the amount. */
export function WhyDrawer({ number, line, opened, onClose }: WhyProps) {
  const wasOpened = useRef(opened);
  useEffect(() => {
    if (wasOpened.current && !opened) {
      document.getElementById(whyButtonId(line ?? ''))?.focus({ preventScroll: true });
    }
    wasOpened.current = opened;
  }, [opened, line]);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="min(46rem, 100vw)"
      lockScroll={false}
      returnFocus={false}
      title={`Why line ${line ?? ''} of ${number}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {line === null ? null : <Why number={number} line={line} />}
    </Drawer>
  );
}

function Why({ number, line }: { number: string; line: string }) {
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  const why = useApi<InvoiceLineWhy>(
    apiPath('agreements', agreement.form, agreement.variant, 'invoices', number, 'lines', line),
  );
  return (
    <Answer query={why}>
      {(data) => (
        <div className="why">
          <p className="why-what">{data.description}</p>
          <p className="why-sum">
            {amountOf(data.quantity, data.unit)} × {money(data.rate)} = <b>{money(data.amount)}</b>{' '}
            <Provenance of={data.provenance} />
          </p>
          <h3>What the agreement says</h3>
          <ClauseText citation={data.clause} />
          <ReceiptTree receipt={data.receipt} />
          <h3>Where it came from</h3>
          <p>
            {data.source.kind === 'case' ? (
              <Link to={pages.order(data.source.id)}>Order {data.source.id}</Link>
            ) : (
              <Link to={pages.explain(data.source.id)}>
                {data.source.kind} {data.source.id}
              </Link>
            )}
            {' · '}
            <Link to={pages.explain(data.id)}>Everything behind {data.id}</Link>
          </p>
        </div>
      )}
    </Answer>
  );
}
