import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { WebhookView } from '../../../src/gateways/http-api/shapes/webhook.ts';
import { apiPath, deleteAt, postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { moment, shortMoment } from '../format.ts';
import { AskFirst } from './ask-first.tsx';
import { Facts } from './page.tsx';
import { Problems } from './states.tsx';
import { Status } from './status.tsx';

interface Props {
  readonly webhook: WebhookView;
  readonly timeZone: string;
  readonly onSecret: (shown: { url: string; secret: string }) => void;
}

const STATES = {
  active: ['Told', 'good'],
  paused: ['Paused', 'open'],
  disabled: ['Stopped', 'bad'],
} as const;
const FORMATS: Readonly<Record<string, string>> = {
  cloudevents: 'CloudEvents',
  tmf: 'TM Forum',
  mef: 'MEF LSO Sonata',
};
export const formatName = (format: string): string => FORMATS[format] ?? format;

/** One address that is told: of what, how it goes, and what may be done about it. */
export function WebhookCard({ webhook, timeZone, onSecret }: Props) {
  const { id, url, state, failingSince } = webhook;
  const [word, tone] = STATES[state];
  const set = useAct((to: string) => postJson(apiPath('webhooks', id, 'state'), { state: to }));
  const test = useAct<void, unknown>(() => postJson(apiPath('webhooks', id, 'test'), {}));
  const error = set.error ?? test.error;
  return (
    <section className="card" aria-label={url}>
      <header className="card-head">
        <div>
          <h2 className="webhook-url">{url}</h2>
          <p className="note">
            <code>{id}</code> · made by {webhook.createdBy}, {shortMoment(webhook.createdAt, timeZone)}
          </p>
        </div>
        <Status of={word} tone={tone} />
      </header>
      <Facts
        facts={[
          ['Of', webhook.eventTypes.length === 0 ? 'every event' : webhook.eventTypes.join(', ')],
          ['Under', webhook.agreement ?? 'every agreement of yours'],
          ['Written as', formatName(webhook.format)],
          [
            'Notices',
            <span key="notices">
              {webhook.waiting} waiting, {webhook.dead} given up ·{' '}
              <Link to={`?webhook=${encodeURIComponent(id)}`}>look at them</Link>
            </span>,
          ],
          ...(failingSince === null ? [] : [['Not reached since', moment(failingSince, timeZone)] as const]),
          ...(webhook.why === null ? [] : [['Why stopped', webhook.why] as const]),
        ]}
      />
      <div className="row-actions">
        <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
          Send a test
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={set.isPending}
          onClick={() => set.mutate(state === 'active' ? 'paused' : 'active')}
        >
          {state === 'active' ? 'Pause' : 'Go on'}
        </Button>
        <AskFirst
          label="New secret"
          of={url}
          title="New secret"
          act={async () => {
            const { secret } = await postJson<{ secret: string }>(apiPath('webhooks', id, 'secret'), {});
            onSecret({ url, secret });
          }}
        >
          <p>The one before signs, too, until the next change: the receiver may change over in between.</p>
        </AskFirst>
        <AskFirst
          label="Remove"
          of={url}
          color="red"
          variant="outline"
          title="Be told no more"
          act={() => deleteAt(apiPath('webhooks', id))}
        >
          <p>{url} is told no more. What was not delivered is not sent.</p>
        </AskFirst>
        <span role="status" className="note">
          {test.isSuccess ? 'The test is on its way: look at the notices.' : ''}
        </span>
      </div>
      {error === null ? null : <Problems error={error} />}
    </section>
  );
}
