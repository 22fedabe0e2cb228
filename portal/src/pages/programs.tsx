import { useState } from 'react';
import type { ClientView } from '../../../src/gateways/http-api/shapes/client.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageTitle, Part } from '../parts/page.tsx';
import { NewProgram } from '../parts/new-program.tsx';
import { ProgramCard } from '../parts/program-card.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import '../people.css';

export interface ShownSecret {
  readonly name: string;
  readonly client: string;
  readonly secret: string;
}

/** Programs that act for the carrier over the API: made with what they may do, given secrets, ended. */
export function ProgramsPage() {
  const me = useMe().data;
  const clients = useApi<ClientView[]>('/api/clients');
  const timeZone = useTimeZone();
  const [shown, setShown] = useState<ShownSecret>();
  if (!me) return null;
  return (
    <>
      <PageTitle title="Programs" under={`What acts for ${me.party.name} over the API`} />
      {shown === undefined ? null : (
        <ShownOnce
          title={`Secret of ${shown.name}`}
          entries={[
            ['Client', shown.client],
            ['Secret', shown.secret],
          ]}
          onKept={() => setShown(undefined)}
        >
          <p>
            With both the program asks <code>POST {window.location.origin}/api/token</code> for a token (OAuth
            2.0, client credentials).
          </p>
        </ShownOnce>
      )}
      <Answer query={clients}>
        {(list) => {
          const isOver = (one: ClientView): boolean => one.endedAt !== null;
          const at = list.filter((one) => !isOver(one));
          const over = list.filter(isOver);
          return (
            <>
              {at.length === 0 ? <Empty>No program acts for your carrier.</Empty> : null}
              {at.map((one) => (
                <ProgramCard key={one.id} program={one} timeZone={timeZone} onSecret={setShown} />
              ))}
              {over.length === 0 ? null : (
                <details className="under-details">
                  <summary>
                    {over.length} {over.length === 1 ? 'program that has' : 'programs that have'} ended
                  </summary>
                  {over.map((one) => (
                    <ProgramCard key={one.id} program={one} timeZone={timeZone} onSecret={setShown} />
                  ))}
                </details>
              )}
            </>
          );
        }}
      </Answer>
      <Part title="Add a program" note="Its secret is shown to you once.">
        <NewProgram
          me={me}
          timeZone={timeZone}
          onAdded={(made) => {
            setShown(made);
            window.scrollTo(0, 0);
          }}
        />
      </Part>
    </>
  );
}
