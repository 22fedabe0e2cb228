import { Button, SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { Calendar, DueClock } from '../../../src/gateways/http-api/shapes/case.ts';
import { useApi } from '../api/use-api.ts';
import { addDays, addMonths, mondayOf, weekOf, weeksOfMonth } from '../days.ts';
import { day, monthName } from '../format.ts';
import { DueCalendar } from './due-calendar.tsx';
import { DueTable } from './due-list.tsx';
import { Part } from './page.tsx';
import { Answer, Empty } from './states.tsx';
import '../cases.css';

type View = 'list' | 'week' | 'month';
const LIST_DAYS = 30;

interface Props {
  /** Address of the calendar. */
  readonly path: string;
  readonly agreements: readonly AgreementHead[];
  readonly isAcross: boolean;
}

/** What is due: as a list, a week or a month; the address says which, and from when. */
export function DueView({ path, agreements, isAcross }: Props) {
  const [search, setSearch] = useSearchParams();
  const now = useApi<Calendar>(path);
  const view = viewOf(search.get('view'));
  const today = now.data?.from;
  const on = search.get('on') ?? today;
  const span = on === undefined ? undefined : spanOf(view, on);
  const due = useApi<Calendar>(span === undefined ? undefined : `${path}?from=${span.from}&to=${span.to}`);
  const show = (changes: Record<string, string | undefined>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes))
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const who = search.get('who') ?? 'all';
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const isWanted = (clock: DueClock): boolean => {
    const agreement = byId.get(clock.agreement);
    if (agreement === undefined) return false;
    const isYours = clock.parties.includes(agreement[agreement.yourRole].id);
    if (who === 'all') return true;
    return who === 'you' ? isYours : clock.parties.length > 0 && !isYours;
  };
  return (
    <>
      <div className="filter due-filter">
        <SegmentedControl
          aria-label="Show as"
          value={view}
          onChange={(to) => show({ view: to === 'list' ? undefined : to, on: undefined })}
          data={[
            { value: 'list', label: 'List' },
            { value: 'week', label: 'Week' },
            { value: 'month', label: 'Month' },
          ]}
        />
        <SegmentedControl
          aria-label="Who must act"
          value={who}
          onChange={(to) => show({ who: to === 'all' ? undefined : to })}
          data={[
            { value: 'all', label: 'Everybody' },
            { value: 'you', label: 'You' },
            { value: 'them', label: 'The others' },
          ]}
        />
        {view === 'list' || on === undefined ? null : (
          <Steps view={view} on={on} onShow={(to) => show({ on: to })} />
        )}
      </div>
      <Answer query={due}>
        {(data) => {
          const clocks = data.clocks.filter(isWanted);
          const frame = { clocks, agreements: byId, isAcross };
          if (view === 'list') return <DueGroups {...frame} today={today ?? data.from} />;
          const label = view === 'week' ? `Week of ${day(data.from)}` : monthName((on ?? '').slice(0, 7));
          return (
            <>
              <h2 className="due-span">{label}</h2>
              <DueCalendar
                {...frame}
                label={label}
                today={today ?? ''}
                weeks={view === 'week' ? [weekOf(data.from)] : weeksOfMonth(on ?? data.from)}
                {...(view === 'month' && on !== undefined ? { month: on.slice(0, 7) } : {})}
              />
              <Besides {...frame} from={data.from} to={data.to} />
            </>
          );
        }}
      </Answer>
    </>
  );
}

const viewOf = (text: string | null): View => (text === 'week' || text === 'month' ? text : 'list');

function spanOf(view: View, on: string): { from: string; to: string } {
  if (view === 'list') return { from: on, to: addDays(on, LIST_DAYS) };
  if (view === 'week') return { from: mondayOf(on), to: addDays(mondayOf(on), 6) };
  const weeks = weeksOfMonth(on);
  return { from: weeks[0]?.[0] ?? on, to: weeks.at(-1)?.[6] ?? on };
}

function Steps({ view, on, onShow }: { view: View; on: string; onShow: (on?: string) => void }) {
  const by = (count: number): string =>
    view === 'week' ? addDays(mondayOf(on), 7 * count) : addMonths(on, count);
  const unit = view === 'week' ? 'week' : 'month';
  return (
    <div className="due-steps">
      <Button variant="default" size="xs" onClick={() => onShow(by(-1))}>
        ‹ Last {unit}
      </Button>
      <Button variant="default" size="xs" onClick={() => onShow()}>
        This {unit}
      </Button>
      <Button variant="default" size="xs" onClick={() => onShow(by(1))}>
        Next {unit} ›
      </Button>
    </div>
  );
}

type Frame = Pick<Parameters<typeof DueTable>[0], 'clocks' | 'agreements' | 'isAcross'>;

function DueGroups({ clocks, today, ...frame }: Frame & { today: string }) {
  const sunday = addDays(mondayOf(today), 6);
  const groups: [string, readonly DueClock[]][] = [
    ['Overdue', clocks.filter(({ isOverdue }) => isOverdue)],
    ['Today', clocks.filter(({ isOverdue, dueOn }) => !isOverdue && dueOn !== null && dueOn <= today)],
    ['This week', clocks.filter(({ dueOn }) => dueOn !== null && dueOn > today && dueOn <= sunday)],
    [`The next ${LIST_DAYS} days`, clocks.filter(({ dueOn }) => dueOn !== null && dueOn > sunday)],
    ['Standing still', clocks.filter(({ isOverdue, dueOn }) => !isOverdue && dueOn === null)],
  ];
  const filled = groups.filter(([, own]) => own.length > 0);
  if (filled.length === 0) return <Empty>Nothing is due in the next {LIST_DAYS} days.</Empty>;
  return filled.map(([title, own]) => (
    <Part key={title} title={`${title} (${own.length})`}>
      <DueTable {...frame} label={title} clocks={own} />
    </Part>
  ));
}

/** What no day of the calendar shows: overdue from before it, and what stands still. */
function Besides({ clocks, from, to, ...frame }: Frame & { from: string; to: string }) {
  const besides = clocks.filter(({ dueOn }) => dueOn === null || dueOn < from || dueOn > to);
  if (besides.length === 0) return null;
  return (
    <Part title="Overdue from before, and standing still">
      <DueTable {...frame} label="Overdue from before, and standing still" clocks={besides} />
    </Part>
  );
}
