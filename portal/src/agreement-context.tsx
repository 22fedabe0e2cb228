import { createContext, useContext } from 'react';
import type { AgreementHead } from '../../src/gateways/http-api/shapes/agreement.ts';
import { anchorOf } from './format.ts';

/** The agreement that a page is about. */
export const AgreementContext = createContext<AgreementHead | undefined>(undefined);

export function useAgreement(): AgreementHead {
  const agreement = useContext(AgreementContext);
  if (agreement === undefined) throw new Error('This page is not about an agreement.');
  return agreement;
}

/** Addresses of the pages of one agreement. */
export function pagesOf({ form, variant }: Pick<AgreementHead, 'form' | 'variant'>) {
  const base = `/agreements/${form}/${variant}`;
  return {
    base,
    text: (citation?: string) => `${base}/text${citation === undefined ? '' : `#${anchorOf(citation)}`}`,
    diff: `${base}/diff`,
    measures: `${base}/measures`,
    months: `${base}/months`,
    month: (month: string) => `${base}/months/${month}`,
    bills: `${base}/bills`,
    bill: (number: string) => `${base}/bills/${encodeURIComponent(number)}`,
    orders: `${base}/orders`,
    order: (id: string) => `${base}/orders/${id.split('/').map(encodeURIComponent).join('/')}`,
    newOrder: (from?: { readonly order: string; readonly sup: string }) =>
      `${base}/new-order${from === undefined ? '' : `?${new URLSearchParams(from).toString()}`}`,
    orderFiles: `${base}/order-files`,
    queues: `${base}/order-queues`,
    capacity: `${base}/capacity`,
    preOrder: `${base}/pre-order`,
    access: `${base}/access`,
    loops: `${base}/loops`,
    cases: `${base}/cases`,
    case: (id: string) => `${base}/cases/${id.split('/').map(encodeURIComponent).join('/')}`,
    openCase: (kind?: string) => `${base}/open-case${kind === undefined ? '' : `?kind=${kind}`}`,
    due: `${base}/due`,
    findings: `${base}/findings`,
    traffic: (month?: string) => `${base}/traffic${month === undefined ? '' : `?month=${month}`}`,
    unbilled: (month: string) => `${base}/traffic/unbilled?month=${month}`,
    trunks: (month: string) => `${base}/traffic/trunks?month=${month}`,
    calls: (chosen: Readonly<Record<string, string>>) =>
      `${base}/traffic/calls?${new URLSearchParams(chosen).toString()}`,
    explain: (id?: string) => `${base}/explain${id === undefined ? '' : `?id=${encodeURIComponent(id)}`}`,
    tryIt: `${base}/try`,
  };
}

/** Name of a party of the agreement. */
export function partyNameIn(agreement: AgreementHead, party: string): string {
  return [agreement.ilec, agreement.clec].find(({ id }) => id === party)?.name ?? party;
}

/** The same up to its first comma, for tables and figures: `CenturyTel of Missouri, LLC` → `CenturyTel of Missouri`. */
export const shortNameIn = (agreement: AgreementHead, party: string): string =>
  partyNameIn(agreement, party).split(',')[0] ?? party;

/** A direction of calls as the signed-in carrier sees it: `clec-to-ilec` → `To CenturyTel of Missouri`, for Socket. */
export function wayIn(agreement: AgreementHead, direction: string): string {
  const other = shortNameIn(agreement, otherIn(agreement).id);
  if (direction !== 'ilec-to-clec' && direction !== 'clec-to-ilec') return 'Not known';
  return direction.startsWith(agreement.yourRole) ? `To ${other}` : `From ${other}`;
}

/** The other party of the agreement. */
export const otherIn = (agreement: AgreementHead): AgreementHead['ilec'] =>
  agreement.yourRole === 'clec' ? agreement.ilec : agreement.clec;
