import { Button } from '@mantine/core';
import type { NoticeView } from '../../../src/gateways/http-api/shapes/webhook.ts';
import { shortMoment } from '../format.ts';
import { TableFrame } from './page.tsx';
import { Status } from './status.tsx';

const STATES = {
  waiting: ['Waiting', 'open'],
  delivered: ['Delivered', 'good'],
  skipped: ['Not sent', 'quiet'],
  dead: ['Given up', 'bad'],
} as const;

interface Props {
  readonly notices: readonly NoticeView[];
  readonly timeZone: string;
  readonly onAgain: (id: string) => void;
}

/** Each notice with its attempts and what came back. */
export function NoticeTable({ notices, timeZone, onAgain }: Props) {
  return (
    <TableFrame label="Notices">
      <table className="table stacked">
        <caption className="visually-hidden">Notices, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">When</th>
            <th scope="col">State</th>
            <th scope="col">Attempts</th>
            <th scope="col">Again</th>
          </tr>
        </thead>
        <tbody>
          {notices.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.event}
                <small>{one.case === null ? 'no case' : `${one.case}, event ${one.seq ?? ''}`}</small>
              </th>
              <td>{shortMoment(one.recordedAt, timeZone)}</td>
              <td>
                <Status of={STATES[one.status][0]} tone={STATES[one.status][1]} />
                {one.why === null ? null : <small>{one.why}</small>}
              </td>
              <td>
                {one.attempts === 1 ? '1 attempt' : `${one.attempts} attempts`}
                {one.response === null ? '' : `, answered ${one.response}`}
                <small>
                  {one.lastTry === null ? '' : `last ${shortMoment(one.lastTry, timeZone)}`}
                  {one.nextTry === null ? '' : ` next ${shortMoment(one.nextTry, timeZone)}`}
                </small>
              </td>
              <td>
                {one.status === 'waiting' ? null : (
                  <Button
                    variant="default"
                    size="compact-xs"
                    aria-label={`Send again: ${one.event} ${one.case ?? ''}`}
                    onClick={() => onAgain(one.id)}
                  >
                    Send again
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
