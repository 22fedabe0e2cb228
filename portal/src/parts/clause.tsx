import { useState } from 'react';
import Markdown from 'react-markdown';
import { Link } from 'react-router';
import type { Static } from 'typebox';
import type { Clause } from '../../../src/gateways/http-api/shapes/common.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { Loading } from './states.tsx';

/** A citation that goes to its place in the agreement. */
export function ClauseLink({ citation }: { citation: string }) {
  const agreement = useAgreement();
  return (
    <Link className="clause-link" to={pagesOf(agreement).text(citation)}>
      <Citation of={citation} />
    </Link>
  );
}

/** A citation that opens the words of its section in place. */
export function ClauseToggle({ citation, opened = false }: { citation: string; opened?: boolean }) {
  const [shown, setShown] = useState(opened);
  return (
    <>
      <button type="button" className="clause-toggle" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {citation}
      </button>
      {shown ? <ClauseText citation={citation} /> : null}
    </>
  );
}

/** The words of a section, fetched when they are asked for. */
export function ClauseText({ citation }: { citation: string }) {
  const agreement = useAgreement();
  const path = `${apiPath('agreements', agreement.form, agreement.variant, 'clause')}?citation=${encodeURIComponent(citation)}`;
  const clause = useApi<Static<typeof Clause>>(path);
  return (
    <blockquote className="clause-text">
      {clause.isPending ? <Loading /> : null}
      {clause.isError ? <p>The agreement as it is loaded now has no section {citation}.</p> : null}
      {clause.data === undefined ? null : (
        <>
          <p className="clause-head">
            {clause.data.citation} {withoutNumber(clause.data.heading)}
          </p>
          <Markdown>{clause.data.text}</Markdown>
          <p>
            <Link to={pagesOf(agreement).text(citation)}>Read it in the agreement</Link>
          </p>
        </>
      )}
    </blockquote>
  );
}

/** `9.4 Late payment charges` → `Late payment charges`. */
export const withoutNumber = (heading: string): string => heading.replace(/^\d+(\.\d+)*[.)]?\s+/, '');

/** Breaks between the article and the section, never inside the section. */
function Citation({ of }: { of: string }) {
  const [, article = of, section] = /^(.*?) (§.*)$/.exec(of) ?? [];
  if (section === undefined) return of;
  return (
    <>
      {article} <span className="whole">{section}</span>
    </>
  );
}
