import { NativeSelect } from '@mantine/core';
import type { Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { UserView } from '../../../src/gateways/http-api/shapes/user.ts';
import { deleteAt, patchJson, postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { words } from '../format.ts';
import { rolesOn } from '../roles.ts';
import { AskFirst } from './ask-first.tsx';
import { TableFrame } from './page.tsx';
import { Problems } from './states.tsx';
import { Status } from './status.tsx';

interface Props {
  readonly me: Me;
  readonly users: readonly UserView[];
  readonly onPassword: (shown: { email: string; password: string }) => void;
}

const at = (email: string, part = ''): string => `/api/users/${encodeURIComponent(email)}${part}`;

/** The carrier's people with their roles, and what an administrator may change of them; nobody ends themselves. */
export function PeopleTable({ me, users, onPassword }: Props) {
  const change = useAct(({ email, role }: { email: string; role: string }) => patchJson(at(email), { role }));
  return (
    <>
      {change.error === null ? null : <Problems error={change.error} />}
      <TableFrame label="People">
        <table className="table stacked">
          <caption className="visually-hidden">People who sign in</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Second factor</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => {
              const isYou = user.email === me.user.email;
              return (
                <tr key={user.email}>
                  <th scope="row">
                    {user.name}
                    <small>{user.email}</small>
                  </th>
                  <td>
                    {isYou ? (
                      words(user.role)
                    ) : (
                      <NativeSelect
                        size="xs"
                        aria-label={`Role of ${user.name}`}
                        value={user.role}
                        onChange={(event) =>
                          change.mutate({ email: user.email, role: event.currentTarget.value })
                        }
                        data={rolesOn(me.sides).map((role) => ({ value: role, label: words(role) }))}
                      />
                    )}
                  </td>
                  <td>
                    <span className="phone-label">Second factor: </span>
                    <Status
                      of={user.hasSecondFactor ? 'On' : 'Off'}
                      tone={user.hasSecondFactor ? 'good' : 'quiet'}
                    />
                  </td>
                  <td>
                    {isYou ? (
                      <span className="dim">You</span>
                    ) : (
                      <Changes user={user} onPassword={onPassword} />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

function Changes({ user, onPassword }: { user: UserView } & Pick<Props, 'onPassword'>) {
  const { email, name } = user;
  return (
    <span className="row-actions">
      <AskFirst
        label="New password"
        of={name}
        title={`New password for ${name}`}
        act={async () => onPassword(await postJson(at(email, '/password'), {}))}
      >
        <p>
          The one that they have ends, and they are signed out everywhere. The new one is shown to you once.
        </p>
      </AskFirst>
      <AskFirst
        label="Sign out"
        of={name}
        title={`Sign ${name} out`}
        act={() => deleteAt(at(email, '/sessions'))}
      >
        <p>All of their sessions end at once. They may sign in again.</p>
      </AskFirst>
      {user.hasSecondFactor ? (
        <AskFirst
          label="Lost phone"
          of={name}
          title={`Take the second factor from ${name}`}
          act={() => deleteAt(at(email, '/second-factor'))}
        >
          <p>
            Their password alone signs them in until they set up another. Be sure that it is they who ask for
            it.
          </p>
        </AskFirst>
      ) : null}
      <AskFirst
        label="Remove"
        of={name}
        color="red"
        variant="outline"
        title={`Remove ${name}`}
        act={() => deleteAt(at(email))}
      >
        <p>{email} signs in no more. What they did stays in the audit trail.</p>
      </AskFirst>
    </span>
  );
}
