import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { WebhookView } from '../../../src/gateways/http-api/shapes/webhook.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { NewWebhook } from '../parts/new-webhook.tsx';
import { NoticeList } from '../parts/notice-list.tsx';
import { PageTitle, Part } from '../parts/page.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { WebhookCard } from '../parts/webhook-card.tsx';
import '../people.css';

/** Where the carrier's systems are told of events, and what became of each notice: `?webhook=wh_0123&status=dead`. */
export function NoticesPage() {
  const me = useMe().data;
  const webhooks = useApi<WebhookView[]>('/api/webhooks');
  const timeZone = useTimeZone();
  const [search] = useSearchParams();
  const [shown, setShown] = useState<{ readonly url: string; readonly secret: string }>();
  const show = (made: { readonly url: string; readonly secret: string }): void => {
    setShown(made);
    window.scrollTo(0, 0);
  };
  const opened = webhooks.data?.find(({ id }) => id === search.get('webhook'));
  return (
    <>
      <PageTitle
        title="Notices"
        under={`Where ${me?.party.name ?? 'your carrier'} is told of what happens: each event goes there at once, signed`}
      />
      {shown === undefined ? null : (
        <ShownOnce
          title={`Secret for ${shown.url}`}
          entries={[['Secret', shown.secret]]}
          onKept={() => setShown(undefined)}
        >
          <p>Whoever receives the notices checks their signature with it.</p>
        </ShownOnce>
      )}
      <Answer query={webhooks}>
        {(list) =>
          list.length === 0 ? (
            <Empty>Nobody is told of events yet.</Empty>
          ) : (
            list.map((one) => <WebhookCard key={one.id} webhook={one} timeZone={timeZone} onSecret={show} />)
          )
        }
      </Answer>
      {opened === undefined ? null : <NoticeList webhook={opened} timeZone={timeZone} />}
      <Part
        title="Be told somewhere else, too"
        note="The secret that signs the notices is shown to you once."
      >
        <NewWebhook onAdded={show} />
      </Part>
    </>
  );
}
