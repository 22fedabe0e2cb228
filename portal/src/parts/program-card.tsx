import { Button } from '@mantine/core';
import type { ClientView } from '../../../src/gateways/http-api/shapes/client.ts';
import { RIGHTS } from '../../../src/parties/rights.ts';
import { apiPath, deleteAt, postJson } from '../api/client.ts';
import { useAct } from '../api/use-act.ts';
import { grouped, moment, shortMoment } from '../format.ts';
import { AskFirst } from './ask-first.tsx';
import { Facts } from './page.tsx';
import { Problems } from './states.tsx';
import { Status } from './status.tsx';

interface Props {
  readonly program: ClientView;
  readonly timeZone: string;
  readonly onSecret: (shown: { name: string; client: string; secret: string }) => void;
}

/** One program: what it may do, its secrets, and the end of them. */
export function ProgramCard({ program, timeZone, onSecret }: Props) {
  const { id, name, endedAt, expiresAt, requestsPerMinute } = program;
  const add = useAct<void, { secret: string }>(() => postJson(apiPath('clients', id, 'secrets'), {}));
  const isOver = endedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now());
  const held = program.secrets.filter((one) => one.endedAt === null);
  return (
    <section className="card" aria-label={name}>
      <header className="card-head">
        <div>
          <h2>{name}</h2>
          <p className="note">
            <code>{id}</code> · made by {program.createdBy}, {shortMoment(program.createdAt, timeZone)}
          </p>
        </div>
        <Status of={isOver ? 'Ended' : 'At work'} tone={isOver ? 'quiet' : 'good'} />
      </header>
      <Facts
        facts={[
          ['May', program.scopes.map((scope) => RIGHTS[scope]).join('; ')],
          [
            'Ends',
            endedAt !== null
              ? `ended ${moment(endedAt, timeZone)}`
              : expiresAt === null
                ? 'when somebody ends it'
                : moment(expiresAt, timeZone),
          ],
          [
            'Requests',
            requestsPerMinute === null
              ? 'no limit of its own'
              : `at most ${grouped(requestsPerMinute)} a minute`,
          ],
        ]}
      />
      {isOver ? null : (
        <>
          <h3 className="small-heading">Secrets</h3>
          <ul className="secrets">
            {held.map((secret) => (
              <li key={secret.id}>
                <code>{secret.id}</code>{' '}
                <span className="dim">since {shortMoment(secret.createdAt, timeZone)}</span>{' '}
                {held.length > 1 ? (
                  <AskFirst
                    label="End"
                    of={`secret ${secret.id}`}
                    size="compact-xs"
                    color="red"
                    variant="outline"
                    title="End this secret"
                    act={() => deleteAt(apiPath('clients', id, 'secrets', secret.id))}
                  >
                    <p>Tokens that were had for it end, too. See that the program has the other one.</p>
                  </AskFirst>
                ) : null}
              </li>
            ))}
          </ul>
          <div className="row-actions">
            {held.length < 2 ? (
              <Button
                variant="default"
                size="xs"
                loading={add.isPending}
                aria-label={`New secret: ${name}`}
                onClick={() =>
                  add.mutate(undefined, {
                    onSuccess: ({ secret }) => {
                      onSecret({ name, client: id, secret });
                      window.scrollTo(0, 0);
                    },
                  })
                }
              >
                New secret
              </Button>
            ) : (
              <span className="note">Two at once, while the program changes over: then end the old one.</span>
            )}
            <AskFirst
              label="End the program"
              of={name}
              color="red"
              variant="outline"
              title={`End ${name}`}
              act={() => deleteAt(apiPath('clients', id))}
            >
              <p>Its secrets and tokens end at once, for good. What it did stays in the audit trail.</p>
            </AskFirst>
          </div>
          {add.error === null ? null : <Problems error={add.error} />}
        </>
      )}
    </section>
  );
}
