import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ClockView, DecisionView } from '../../../src/gateways/http-api/shapes/decision.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { words } from '../format.ts';
import { PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { DecisionForm } from '../parts/decision-form.tsx';
import { DeadlineForm } from '../parts/deadline-form.tsx';

/** What if: the agreement's own questions, asked with made-up facts. Nothing is recorded. */
export function TryPage() {
  const agreement = useAgreement();
  const path = (part: string): string => apiPath('agreements', agreement.form, agreement.variant, part);
  const decisions = useApi<DecisionView[]>(path('decisions'));
  const clocks = useApi<ClockView[]>(path('due'));
  return (
    <>
      <PageTitle title="Try it" under="Ask the agreement with facts of your own. Nothing is recorded." />
      <Part title="What would it cost, and which rule holds?">
        <Answer query={decisions}>
          {(list) =>
            list.length === 0 ? <Empty>It answers no such question yet.</Empty> : <Decisions list={list} />
          }
        </Answer>
      </Part>
      <Part title="When would it be due?">
        <Answer query={clocks}>
          {(list) => (list.length === 0 ? <Empty>It has no clocks.</Empty> : <DeadlineForm clocks={list} />)}
        </Answer>
      </Part>
    </>
  );
}

function Decisions({ list }: { list: readonly DecisionView[] }) {
  const [name, setName] = useState(list[0]?.name ?? '');
  const decision = list.find((one) => one.name === name);
  return (
    <>
      <NativeSelect
        label="Question"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={list.map((one) => ({ value: one.name, label: words(one.name) }))}
        className="field"
      />
      {decision === undefined ? null : <DecisionForm key={name} decision={decision} />}
    </>
  );
}
