import type { Receipt } from '../../../src/base/receipt.ts';
import type { OrderEvent } from '../../../src/gateways/http-api/shapes/order.ts';
import { partyNameIn, useAgreement } from '../agreement-context.tsx';
import { moment, plain, words } from '../format.ts';
import { Data } from './data.tsx';
import { Facts } from './page.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Status } from './status.tsx';

/** Who the events of the program itself are by. */
const PROGRAM = 'meetpoint';

/** What happened, in order; the first event's words are shown elsewhere unless `whole`. */
export function Timeline({ events, whole }: { events: readonly OrderEvent[]; whole?: boolean }) {
  const agreement = useAgreement();
  const isMixed = !events.every(({ isDraft }) => isDraft);
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.seq}>
          <p className="timeline-head">
            <b>{words(event.event)}</b> <span>{moment(event.occurredAt, agreement.timeZone)}</span>{' '}
            <span className="dim">
              {event.actor === PROGRAM ? 'by the program' : `by ${partyNameIn(agreement, event.actor)}`}
            </span>{' '}
            {event.isDraft && isMixed ? <Status of="Draft" /> : null}
          </p>
          {event.seq === 1 && whole !== true ? null : <FieldList fields={event.body} />}
        </li>
      ))}
    </ol>
  );
}

/** What an event carries; a receipt in it opens on demand, and what is empty is left out. */
function FieldList({ fields }: { fields: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(fields).filter(([, value]) => isReceipt(value) || plain(value) !== '');
  const facts = entries.filter(([, value]) => !isReceipt(value) && !isNested(value));
  const nested = entries.filter(([, value]) => !isReceipt(value) && isNested(value));
  return (
    <>
      {facts.length === 0 ? null : (
        <Facts facts={facts.map(([name, value]) => [words(name), plain(value)] as const)} />
      )}
      {nested.map(([name, value]) => (
        <div key={name} className="timeline-group">
          <p className="dim">{words(name)}</p>
          <Data label={words(name)} value={value} />
        </div>
      ))}
      {entries.map(([name, value]) =>
        isReceipt(value) ? (
          <details key={name}>
            <summary>
              {words(name)}: {plain(value.value)}
            </summary>
            <ReceiptTree receipt={value} />
          </details>
        ) : null,
      )}
    </>
  );
}

/** Fields within a field, or rows of them. */
const isNested = (value: unknown): boolean =>
  value !== null &&
  typeof value === 'object' &&
  (!Array.isArray(value) || value.some((one) => one !== null && typeof one === 'object'));

const isReceipt = (value: unknown): value is Receipt =>
  value !== null && typeof value === 'object' && 'decision' in value && 'steps' in value;
