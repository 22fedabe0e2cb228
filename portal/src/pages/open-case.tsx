import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { CaseKindView } from '../../../src/gateways/http-api/shapes/case.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { words } from '../format.ts';
import { EventForm } from '../parts/event-form.tsx';
import { KindStates } from '../parts/kind-states.tsx';
import { PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import '../cases.css';

/** The state of a case before its first event. */
const START = 'start';

/** The kinds of cases, and the form that opens one: `?kind=bfr`. */
export function OpenCasePage() {
  const agreement = useAgreement();
  const kinds = useApi<CaseKindView[]>(
    apiPath('agreements', agreement.form, agreement.variant, 'case-kinds'),
  );
  return (
    <>
      <PageTitle title="Open a case" under={agreement.parties} />
      <Answer query={kinds}>
        {(list) => (list.length === 0 ? <Empty>No cases are opened here.</Empty> : <Opening kinds={list} />)}
      </Answer>
    </>
  );
}

function Opening({ kinds }: { kinds: readonly CaseKindView[] }) {
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((one) => one.kind === search.get('kind')) ?? kinds[0];
  return (
    <>
      <NativeSelect
        label="Kind"
        value={kind?.kind}
        onChange={(event) => setSearch({ kind: event.currentTarget.value }, { replace: true })}
        data={kinds.map((one) => ({ value: one.kind, label: one.title }))}
        className="field"
      />
      {kind === undefined ? null : <OpeningForm key={kind.kind} kind={kind} />}
    </>
  );
}

function OpeningForm({ kind }: { kind: CaseKindView }) {
  const agreement = useAgreement();
  const navigate = useNavigate();
  const openings = kind.events.filter(({ from }) => from.includes(START));
  const [id, setId] = useState(kind.nextId);
  const [name, setName] = useState(openings[0]?.name);
  const opening = openings.find((one) => one.name === name);
  return (
    <>
      <p>{withoutIds(kind.doc)}</p>
      <div className="facts-form">
        <TextInput
          label="Number of the case"
          description="Letters, digits, dots, hyphens and slashes"
          required
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        {openings.length > 1 ? (
          <NativeSelect
            label="How it begins"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data={openings.map((one) => ({ value: one.name, label: words(one.name) }))}
          />
        ) : null}
      </div>
      {opening === undefined ? null : (
        <Part title={words(opening.name)} note={opening.doc}>
          <EventForm
            key={opening.name}
            kind={kind.kind}
            id={id}
            event={opening}
            onRecorded={(made) => void navigate(pagesOf(agreement).case(made.id))}
          />
        </Part>
      )}
      <KindStates kind={kind} />
    </>
  );
}

/** The number of the case is proposed in its field. */
const withoutIds = (doc: string): string => doc.replace(/ Case ids: `[^`]*`\./, '');
