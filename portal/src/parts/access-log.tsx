import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { LogView } from '../../../src/gateways/http-api/shapes/access.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { shortMoment, words } from '../format.ts';
import { Part, TableFrame } from './page.tsx';
import { Answer, Empty } from './states.tsx';

/** Who looked at what: the newest queries, those of a user, or the evidence of a case; numbers whole for a purpose only. */
export function AccessLog() {
  const agreement = useAgreement();
  const [search, setSearch] = useSearchParams();
  const of = search.get('case');
  const [who, setWho] = useState('');
  const [purpose, setPurpose] = useState('');
  const [asked, setAsked] = useState<{ who: string; purpose: string }>({ who: '', purpose: '' });
  const query = new URLSearchParams({
    ...(of === null ? {} : { case: of }),
    ...(asked.who === '' ? {} : { who: asked.who }),
    ...(asked.purpose === '' ? {} : { purpose: asked.purpose }),
  });
  const log = useApi<LogView>(
    `${apiPath('agreements', agreement.form, agreement.variant, 'pre-order-log')}?${query.toString()}`,
  );
  const everything = (): void =>
    setSearch((old) => {
      const next = new URLSearchParams(old);
      next.delete('case');
      return next;
    });
  return (
    <Part
      title={of === null ? 'Queries' : `Queries in ${of}`}
      note="Numbers are shown whole for a purpose. That you looked is on your audit trail."
    >
      <form
        className="filter"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked({ who: who.trim(), purpose: purpose.trim() });
        }}
      >
        <TextInput label="User" value={who} onChange={(event) => setWho(event.currentTarget.value)} />
        <TextInput
          label="Purpose"
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Show
        </Button>
        {of === null ? null : (
          <Button variant="subtle" onClick={everything}>
            All queries
          </Button>
        )}
      </form>
      <Answer query={log}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <Empty>Nothing was asked.</Empty>
          ) : (
            <>
              <TableFrame label="Queries">
                <table className="table">
                  <caption className="visually-hidden">Queries</caption>
                  <thead>
                    <tr>
                      <th scope="col">When</th>
                      <th scope="col">Who</th>
                      <th scope="col">Function</th>
                      <th scope="col">Looked at</th>
                      <th scope="col">Purpose</th>
                      <th scope="col">Answer</th>
                      <th scope="col">Order</th>
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map((one) => (
                      <tr key={one.id}>
                        <td className="whole">{shortMoment(one.askedAt, agreement.timeZone)}</td>
                        <td>
                          {one.who}
                          <small>
                            {one.via}
                            {one.test ? ', test' : ''}
                          </small>
                        </td>
                        <td>{words(one.function)}</td>
                        <td className="whole">{one.subject}</td>
                        <td>
                          {one.purpose}
                          {one.authority === null ? null : <small>{one.authority}</small>}
                        </td>
                        <td>{words(one.outcome)}</td>
                        <td>
                          {one.order === null ? (
                            <span className="dim">none</span>
                          ) : (
                            <Link to={pagesOf(agreement).order(one.order)}>{one.order}</Link>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableFrame>
              {next === undefined ? null : (
                <p className="note">These are the newest; name a user to see fewer.</p>
              )}
            </>
          )
        }
      </Answer>
    </Part>
  );
}
