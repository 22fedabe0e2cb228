import type { Agreement } from '../../agreement/agreement.ts';
import { OPEN_END } from '../../agreement/agreement.ts';
import type { LossNotice } from '../../articles/end-users/loss/loss-body.ts';
import { findJeopardyCode } from '../../articles/ordering/jeopardy-codes.ts';
import { bodyOf } from '../../articles/ordering/order-events.ts';
import type { Completed, Jeopardy } from '../../articles/ordering/order-events.ts';
import { readOrderId } from '../../articles/ordering/order-id.ts';
import type { OrderKindName } from '../../articles/ordering/order-id.ts';
import type { Rejection } from '../../articles/ordering/run-edits.ts';
import { runClocks } from '../../cases/clocks.ts';
import type { ClockRun } from '../../cases/clocks.ts';
import { withoutCustomer } from '../../cases/customer-fields.ts';
import type { CaseEvent, CaseKind, EventBody } from '../../cases/kind.ts';
import type { ResponseXml } from '../../formats/order-xml/index.ts';
import { partiesTable } from '../../parties/parties.ts';
import { localText } from './response.ts';
import type { ResponseDocument, ResponseKind } from './response.ts';

/** Which document tells of an event, by kind of case. */
const TELLS: Readonly<Record<string, ResponseKind>> = {
  acknowledged: 'acknowledgement',
  rejected: 'rejection',
  confirmed: 'confirmation',
  jeopardy: 'jeopardy',
  completed: 'completion',
  'clarification-requested': 'clarification',
};
const LOSS = { kind: 'loss', event: 'sent' } as const;

/** The kind of the document that tells of an event; undefined where none does. */
export function responseKind(kind: string, event: string): ResponseKind | undefined {
  if (kind === LOSS.kind) return event === LOSS.event ? 'loss' : undefined;
  return kind === 'lsr' || kind === 'asr' ? TELLS[event] : undefined;
}

/** What a document is made from: a case as far as the event that it tells of. */
export interface Told {
  readonly agreement: Agreement;
  readonly kind: CaseKind;
  readonly caseId: string;
  /** Events of the case, the one that is told last. */
  readonly events: readonly CaseEvent[];
  /** What tells of the end user is said too: only a loss needs it, and only for who may see it. */
  readonly whole: boolean;
}

interface Parts {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly facts: ResponseDocument['facts'];
  readonly table?: NonNullable<ResponseDocument['table']>;
  readonly next: string;
  readonly form: ResponseXml;
}

/** The document that tells of the last of the events; undefined where none does. */
export function responseOf(told: Told): ResponseDocument | undefined {
  const event = told.events.at(-1);
  const kind = event && responseKind(told.kind.kind, event.name);
  if (event === undefined || kind === undefined) return undefined;
  const { agreement, caseId } = told;
  const body = told.whole ? event.body : withoutCustomer(told.kind, event.body).body;
  const clocks = runClocks(agreement, told.kind, told.events);
  const parts = kind === 'loss' ? ofLoss(told, body) : ofOrder({ ...told, kind, event, body, clocks });
  const { ilec, clec } = agreement.parties;
  return {
    kind,
    id: event.hash,
    from: nameOf(agreement, ilec),
    to: nameOf(agreement, clec),
    at: event.occurredAt,
    timeZone: agreement.timeZone,
    ...parts,
    facts: [['Agreement', agreement.id], [kind === 'loss' ? 'Case' : 'Order', caseId], ...parts.facts],
    form: {
      ...parts.form,
      fields: { 'D/TSENT': formMoment(event.occurredAt, agreement.timeZone), ...parts.form.fields },
    },
  };
}

const nameOf = (agreement: Agreement, party: string): string =>
  agreement
    .at(OPEN_END)
    .rows(partiesTable)
    .find(({ value }) => value.party === party)?.value.name ?? party;

function ofLoss({ agreement }: Told, body: EventBody): Parts {
  const { pon, numbers = [], circuit, disconnectOn } = bodyOf<Partial<LossNotice>>(body);
  const withheld = numbers.length === 0 && circuit === undefined;
  return {
    subject: `Loss of a line on ${disconnectOn ?? 'a day that is not told'}: your order ${pon ?? ''}`,
    paragraphs: [
      'An end user that you serve under this agreement leaves you. Your service for what is named here ends on the day that is named.',
      ...(withheld
        ? ['Telephone numbers and circuits are left out here: ask for them with your purpose.']
        : []),
    ],
    facts: [
      ...(pon === undefined ? [] : [['Your order number', pon] as const]),
      ...(numbers.length === 0 ? [] : [['Telephone numbers', numbers.join(', ')] as const]),
      ...(circuit === undefined ? [] : [['Circuit', circuit] as const]),
      ...(disconnectOn === undefined ? [] : [['Ends on', disconnectOn] as const]),
    ],
    next: 'End your billing with that day. Who serves the end user then is not told.',
    form: {
      fields: {
        CCNA: ccnaOf(agreement),
        PON: pon ?? '',
        RT: 'L',
        CD: formDay(disconnectOn),
        TN: numbers,
        ECCKT: circuit ?? '',
      },
      reasons: [],
    },
  };
}

const ccnaOf = (agreement: Agreement): string =>
  agreement
    .at(OPEN_END)
    .rows(partiesTable)
    .find(({ value }) => value.party === agreement.parties.clec)?.value.ccna ?? '';

interface OrderTold extends Omit<Told, 'kind'> {
  readonly kind: ResponseKind;
  readonly event: CaseEvent;
  readonly body: EventBody;
  readonly clocks: readonly ClockRun[];
}

function ofOrder(told: OrderTold): Parts {
  const { caseId, body, clocks, agreement } = told;
  const { ccna = '', pon = '', ver = '', kind: orderKind = 'lsr' } = readOrderId(caseId) ?? {};
  const order = `${pon} version ${ver}`;
  const form = (type: string, fields: ResponseXml['fields'] = {}, reasons: ResponseXml['reasons'] = []) => ({
    fields: { CCNA: ccna, PON: pon, VER: ver, RT: type, ...fields },
    reasons,
  });
  const due = (name: string, label: string) => clockFact(clocks, name, label, agreement.timeZone);
  switch (told.kind) {
    case 'rejection': {
      const rejections = bodyOf<{ readonly rejections: readonly Partial<Rejection>[] }>(body).rejections;
      const many = rejections.length === 1 ? 'One edit failed' : `${rejections.length} edits failed`;
      return {
        subject: `Order ${order} is rejected: ${many.toLowerCase()}`,
        paragraphs: [
          `Your order ${order} is rejected. ${many}; all of them are named here, each with what to do about it.`,
        ],
        facts: [],
        table: {
          head: ['Edit', 'Field', 'What is wrong', 'What to do', 'Agreement'],
          rows: rejections.map((one) => [
            one.id ?? '',
            placeOf(one),
            one.sentence ?? '',
            one.cure ?? '',
            one.clause ?? '',
          ]),
        },
        next: 'Mend the order and send it as its next version.',
        form: form(
          'E',
          {},
          rejections.map((one) => ({
            ERRORCODE: one.id ?? '',
            ERRORTEXT: one.sentence ?? '',
            FIELD: placeOf(one),
            CURE: one.cure ?? '',
            CLAUSE: one.clause ?? '',
          })),
        ),
      };
    }
    case 'clarification': {
      const { queries = [] } = bodyOf<{ readonly queries?: readonly { field: string; sentence: string }[] }>(
        body,
      );
      return {
        subject: `A question about order ${order}`,
        paragraphs: [`Your order ${order} cannot be confirmed before these questions are answered.`],
        facts: due('clarification', 'Answer by'),
        table: { head: ['Field', 'Question'], rows: queries.map(({ field, sentence }) => [field, sentence]) },
        next: 'Answer with the next version of the order. Without one in time the order is cancelled.',
        form: form(
          'Q',
          {},
          queries.map(({ field, sentence }) => ({ ERRORTEXT: sentence, FIELD: field })),
        ),
      };
    }
    case 'confirmation': {
      const { dueDate, frameDueTime = '', ecckts = [], cuts = [] } = bodyOf<Confirmation>(body);
      return {
        subject: `Order ${order} is confirmed for ${dueDate}`,
        paragraphs: [`Your order ${order} is confirmed. The work is promised for ${dueDate}.`],
        facts: [
          ['Due date', dueDate],
          ...(frameDueTime === '' ? [] : [['Frame due time', frameDueTime] as const]),
          ...cuts.map(
            ({ date, lines, windowFrom, windowTo }) =>
              [
                `Cut on ${date}`,
                `${lines} ${lines === 1 ? 'line' : 'lines'}, ${timeText(windowFrom, agreement)} to ${timeText(windowTo, agreement)}`,
              ] as const,
          ),
          ...circuits(ecckts),
        ],
        next: 'Be ready on that day. A change is a supplement: the next version of the order.',
        form: form('C', { DD: formDay(dueDate), FDT: frameDueTime, ECCKT: ecckts }),
      };
    }
    case 'jeopardy': {
      const { code, dueDate, standing = 'notice', causedBy } = bodyOf<Jeopardy>(body);
      const name = findJeopardyCode(orderKind as OrderKindName, code)?.name ?? '';
      const missed = standing === 'miss';
      return {
        subject: `Order ${order}: its date ${dueDate === undefined ? '' : `${dueDate} `}${missed ? 'is missed' : 'is in danger'}`,
        paragraphs: [
          `The date of your order ${order} ${missed ? 'is missed' : 'is in danger'}. A new date follows as soon as it is known.`,
        ],
        facts: [
          ...(dueDate === undefined ? [] : [['Date', dueDate] as const]),
          ['Reason', `${code}${name === '' ? '' : ` ${name}`}`],
          ...(causedBy === undefined ? [] : [['Caused by', causedBy] as const]),
        ],
        next: 'Tell your customer; look at the order for the new date.',
        form: form('J', { DD: formDay(dueDate) }, [{ ERRORCODE: code, ERRORTEXT: name }]),
      };
    }
    case 'completion': {
      const { completedOn, ecckts = [], missed } = bodyOf<Completed>(body);
      return {
        subject: `Order ${order} is complete since ${completedOn}`,
        paragraphs: [`The work of your order ${order} was done on ${completedOn}.`],
        facts: [
          ['Done on', completedOn],
          ...(missed === undefined ? [] : [['After its date because', missed.code] as const]),
          ...circuits(ecckts),
        ],
        next: 'Test what was delivered; billing begins as the agreement says.',
        form: form(
          'D',
          { CD: formDay(completedOn), ECCKT: ecckts },
          missed === undefined ? [] : [{ ERRORCODE: missed.code }],
        ),
      };
    }
    default: {
      const { warnings = [] } = bodyOf<{ readonly warnings?: readonly Rejection[] }>(body);
      return {
        subject: `Order ${order} is acknowledged`,
        paragraphs: [`Your order ${order} has come in and passed to the service centre.`],
        facts: [...due('foc', 'Answered by'), ...due('installation', 'Standard date')],
        ...(warnings.length === 0
          ? {}
          : {
              table: {
                head: ['Edit', 'Field', 'Look at', 'What to do'],
                rows: warnings.map((one) => [one.id, placeOf(one), one.sentence, one.cure]),
              },
            }),
        next: 'Nothing yet. A confirmation, a question or a rejection follows.',
        form: form('A'),
      };
    }
  }
}

interface Confirmation {
  readonly dueDate: string;
  readonly frameDueTime?: string;
  readonly ecckts?: readonly string[];
  readonly cuts?: readonly { date: string; lines: number; windowFrom: string; windowTo: string }[];
}

const placeOf = ({ form, field, section }: Partial<Rejection>): string =>
  [form ?? '', section !== undefined && section > 1 ? `[${section}]` : '', field ? `.${field}` : '']
    .join('')
    .replace(/^\./, '');

const circuits = (ecckts: readonly string[]): (readonly [string, string])[] =>
  ecckts.length === 0 ? [] : [['Circuits', ecckts.join(', ')]];

/** Until when a clock runs, with the section that says so. */
function clockFact(
  clocks: readonly ClockRun[],
  name: string,
  label: string,
  timeZone: string,
): (readonly [string, string])[] {
  const run = clocks.findLast((one) => one.name === name);
  if (run === undefined) return [];
  const clause = 'clause' in run.basis && run.basis.clause ? ` (${run.basis.clause})` : '';
  if (run.state === 'negotiated') return [[label, `as agreed${clause}`]];
  return run.dueAt === undefined ? [] : [[label, `${momentText(run.dueAt, timeZone)}${clause}`]];
}

/** A clock ends on a date, or at a date-time with its offset. */
const momentText = (at: string, timeZone: string): string =>
  /T.*(Z|[+-]\d{2}:\d{2})/.test(at)
    ? localText(Temporal.Instant.from(at).toString(), timeZone)
    : at.replace('T', ' ');

const timeText = (at: string, { timeZone }: Agreement): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** `2026-11-16` as `11-16-2026`. */
function formDay(day: string | undefined): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  return year === undefined ? '' : `${month}-${date}-${year}`;
}

const NOON = 12;

function formMoment(at: string, timeZone: string): string {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const two = (count: number): string => String(count).padStart(2, '0');
  const hour = time.hour % NOON === 0 ? NOON : time.hour % NOON;
  return `${two(time.month)}-${two(time.day)}-${time.year}-${two(hour)}${two(time.minute)}${time.hour < NOON ? 'AM' : 'PM'}`;
}
