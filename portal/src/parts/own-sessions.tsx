import { Button } from '@mantine/core';
import type { SessionView } from '../../../src/gateways/http-api/shapes/user.ts';
import { deleteAt } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { useApi } from '../api/use-api.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { browserName } from '../browser-name.ts';
import { shortMoment } from '../format.ts';
import { TableFrame } from './page.tsx';
import { Answer, Problems } from './states.tsx';
import { Status } from './status.tsx';

/** Where the user is signed in, to end what is not theirs. */
export function OwnSessions() {
  const sessions = useApi<SessionView[]>('/api/sessions');
  const timeZone = useTimeZone();
  const end = useAct((id: string) => deleteAt(`/api/sessions/${encodeURIComponent(id)}`));
  const endOthers = useAct<void>(() => deleteAt('/api/sessions'));
  return (
    <Answer query={sessions}>
      {(list) => (
        <>
          <TableFrame label="Sessions">
            <table className="table narrow-ok">
              <caption className="visually-hidden">Your sessions</caption>
              <thead>
                <tr>
                  <th scope="col">Browser</th>
                  <th scope="col">Since</th>
                  <th scope="col" className="spare">
                    Until
                  </th>
                  <th scope="col" className="spare">
                    Address
                  </th>
                  <th scope="col">
                    <span className="visually-hidden">End</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{browserName(one.browser)}</th>
                    <td>{shortMoment(one.startedAt, timeZone)}</td>
                    <td className="spare">{shortMoment(one.endsAt, timeZone)}</td>
                    <td className="spare">{one.address ?? 'not known'}</td>
                    <td>
                      {one.isThis ? (
                        <Status of="This one" tone="good" />
                      ) : (
                        <Button
                          variant="default"
                          size="xs"
                          onClick={() => end.mutate(one.id)}
                          aria-label={`End the session since ${shortMoment(one.startedAt, timeZone)}`}
                        >
                          End
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
          {list.length > 1 ? (
            <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
              End all others
            </Button>
          ) : null}
          {end.error === null ? null : <Problems error={end.error} />}
          {endOthers.error === null ? null : <Problems error={endOthers.error} />}
        </>
      )}
    </Answer>
  );
}
