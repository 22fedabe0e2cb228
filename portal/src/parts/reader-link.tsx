import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { anchorOf } from '../format.ts';
import { queryOf, useTimes } from '../times.ts';

interface ReaderLinkProps {
  readonly citation: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** Goes to a place in the agreement, or to its first page without one, and stays in both times. */
export function ReaderLink({ citation, current = false, children }: ReaderLinkProps) {
  const { base } = pagesOf(useAgreement());
  return (
    <Link
      to={`${base}/text${queryOf({ ...useTimes() })}${citation === '' ? '' : `#${anchorOf(citation)}`}`}
      aria-current={current ? 'true' : undefined}
    >
      {children}
    </Link>
  );
}
