import type { Agreement } from '../../../agreement/agreement.ts';
import type { Receipt } from '../../../base/receipt.ts';
import { pageOfCases } from '../../../cases/page.ts';
import type { CaseLine } from '../../../cases/page.ts';
import type {
  AccessReport,
  FunctionResponse,
  ProductFlow,
} from '../../../flows/access-report/access-report.ts';
import type { OutageCase } from '../../../flows/access-report/read-outages.ts';
import type { Tx } from '../../../platform/database.ts';
import type { AccessView } from '../shapes/access.ts';

/** The most cases of a kind that the page shows. */
const MOST = 200;

/** The month of access with the cases that stand beside it. */
export async function accessView(
  tx: Tx,
  agreement: Agreement,
  { month, functions, availability, outages, loopData, flowThrough }: AccessReport,
): Promise<AccessView> {
  const casesOf = async (kind: string): Promise<readonly CaseLine[]> =>
    (await pageOfCases(tx, { agreementId: agreement.id, kinds: [kind], limit: MOST })).cases;
  return {
    month,
    functions: functions.map(functionView),
    availability: availability === undefined ? null : availabilityView(availability),
    loopData: loopData === undefined ? null : loopDataView(loopData),
    flowThrough: flowThrough === undefined ? null : flowThrough.map(flowView),
    outages: outages.map((one) => outageView(one, availability)),
    misuse: (await casesOf('oss-misuse')).map(misuseView),
    changes: (await casesOf('oss-change')).map(changeView),
  };
}

const scalarText = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

function functionView({ receipt, ...row }: FunctionResponse): AccessView['functions'][number] {
  const details = receipt.details as Pick<
    AccessView['functions'][number],
    'all' | 'counted' | 'timely' | 'skewed' | 'excluded' | 'outcome'
  > & { readonly averageSeconds?: string };
  const { all, counted, timely, skewed, excluded, outcome, averageSeconds } = details;
  return {
    ...row,
    percent: scalarText(receipt.value),
    averageSeconds: averageSeconds ?? null,
    all,
    counted,
    timely,
    skewed,
    excluded,
    outcome,
    receipt: receipt as AccessView['functions'][number]['receipt'],
  };
}

interface Availability {
  readonly target: string;
  readonly outcome: string;
  readonly scheduledMinutes: string;
  readonly excludedMinutes: string;
  readonly downMinutes: string;
  readonly outages: readonly {
    readonly id: string;
    readonly announced?: string;
    readonly excludedMinutes: string;
    readonly downMinutes: string;
  }[];
}

function availabilityView(receipt: Receipt): AccessView['availability'] {
  const { outages: _, ...details } = receipt.details as Availability;
  return {
    ...details,
    percent: scalarText(receipt.value),
    clause: receipt.clause,
    receipt: receipt as NonNullable<AccessView['availability']>['receipt'],
  };
}

function loopDataView(receipt: Receipt): AccessView['loopData'] {
  const details = receipt.details as Omit<
    NonNullable<AccessView['loopData']>,
    'outcome' | 'clause' | 'receipt'
  >;
  return {
    ...details,
    outcome: String(receipt.value),
    clause: receipt.clause,
    receipt: receipt as NonNullable<AccessView['loopData']>['receipt'],
  };
}

type Flow = NonNullable<AccessView['flowThrough']>[number];

const flowView = ({ receipt, ...counts }: ProductFlow): Flow => ({
  ...counts,
  share: (receipt.details as Pick<Flow, 'share'>).share,
  outcome: String(receipt.value),
  clause: receipt.clause,
  receipt: receipt as Flow['receipt'],
});

function outageView(
  { id, state, reason, outage, plannedFrom, plannedTo }: OutageCase,
  availability: Receipt | undefined,
): AccessView['outages'][number] {
  const part = (availability?.details as Availability | undefined)?.outages.find((one) => one.id === id);
  return {
    id,
    state,
    kind: outage?.kind ?? 'scheduled',
    reason,
    from: outage?.from ?? null,
    to: outage?.to ?? null,
    plannedFrom: plannedFrom ?? null,
    plannedTo: plannedTo ?? null,
    announced: part?.announced ?? null,
    excludedMinutes: part?.excludedMinutes ?? '0',
    downMinutes: part?.downMinutes ?? '0',
  };
}

function misuseView({ caseId, state, open, summary, nextDueAt }: CaseLine): AccessView['misuse'][number] {
  const text = (name: string): string => String(summary[name] ?? '');
  return {
    id: caseId,
    state,
    open,
    pattern: text('pattern'),
    who: text('who'),
    party: text('party'),
    from: text('from'),
    to: text('to'),
    withoutOrder: Number(summary['withoutOrder']),
    of: Number(summary['of']),
    suspended: text('suspended'),
    emergency: summary['emergency'] === true,
    nextDueAt,
  };
}

function changeView({ caseId, state, summary }: CaseLine): AccessView['changes'][number] {
  const text = (name: string): string => String(summary[name] ?? '');
  return {
    id: caseId,
    state,
    version: text('version'),
    type: text('type'),
    what: text('what'),
    effectiveOn: text('effectiveOn'),
  };
}
