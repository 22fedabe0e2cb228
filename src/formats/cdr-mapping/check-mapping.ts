import { columnsOf } from './call.ts';
import type { CdrMapping, DurationRule } from './schema.ts';
import { formFault, hasOffset, isEpoch } from './time.ts';
import { isZone } from './zone.ts';

/** One thing that is wrong with a mapping whose form is right. */
export interface MappingFault {
  readonly path: string;
  readonly sentence: string;
  readonly cure: string;
}

const TIMES = ['start', 'answer', 'end'] as const;

/** What the schema cannot say: everything that would make a reader guess, round or find nothing. */
export function mappingFaults(mapping: CdrMapping): MappingFault[] {
  return [
    ...columnFaults(mapping),
    ...timeFaults(mapping),
    ...durationFaults(mapping, 'conversation', mapping.conversation),
    ...(mapping.elapsed ? durationFaults(mapping, 'elapsed', mapping.elapsed) : []),
    ...answerFaults(mapping),
    ...sourceFaults(mapping),
  ];
}

function columnFaults(mapping: CdrMapping): MappingFault[] {
  const { header, columns, mayLack = 0 } = mapping.rows;
  if (header)
    return columns === undefined
      ? []
      : [
          {
            path: 'rows.columns',
            sentence: 'The file has a header, so its columns are named there.',
            cure: 'Remove rows.columns, or write header: false.',
          },
        ];
  if (columns === undefined)
    return columnsOf(mapping)
      .filter((column) => !/^[1-9]\d{0,3}$/.test(column))
      .map((column) => ({
        path: 'rows.columns',
        sentence: `Column "${column}" has no place: the file has no header and the mapping does not list its columns.`,
        cure: 'List the columns in order under rows.columns, or name columns by their number from 1.',
      }));
  const faults = columnsOf(mapping)
    .filter((column) => !columns.includes(column))
    .map((column) => ({
      path: 'rows.columns',
      sentence: `Column "${column}" is not among rows.columns.`,
      cure: `They are: ${columns.join(', ')}.`,
    }));
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined)
    faults.push({
      path: 'rows.columns',
      sentence: `rows.columns has "${twice}" twice.`,
      cure: 'Give each column one name.',
    });
  if (mayLack >= columns.length)
    faults.push({
      path: 'rows.mayLack',
      sentence: `${mayLack} of ${columns.length} columns may lack, so a row may be empty.`,
      cure: 'Say how many columns at the end a row may be without.',
    });
  return faults;
}

function timeFaults({ times }: CdrMapping): MappingFault[] {
  const faults: MappingFault[] = [];
  if (!times.start && !times.answer)
    faults.push({
      path: 'times',
      sentence: 'No column says when a call began or was answered.',
      cure: 'Map times.start or times.answer.',
    });
  const named = times.zone === 'in-text' || times.zone === 'recording-point';
  if (!named && !isZone(times.zone))
    faults.push({
      path: 'times.zone',
      sentence: `"${times.zone}" is not a time zone.`,
      cure: 'Write in-text, recording-point, a zone such as America/Chicago, or an offset such as -05:00.',
    });
  const forms = new Map<string, string>([['times.form', times.form]]);
  for (const name of TIMES) {
    const form = times[name]?.form;
    if (form !== undefined) forms.set(`times.${name}.form`, form);
  }
  for (const [path, form] of forms) {
    const fault = formFault(form);
    if (fault !== undefined)
      faults.push({
        path,
        sentence: `"${form}" ${fault}.`,
        cure: 'Write epoch-s, epoch-ms, epoch-us, or a form such as YYYY-MM-DD hh:mm:ss[.f].',
      });
    else if (form === 'epoch-us' && times.finer === undefined)
      faults.push({
        path,
        sentence: 'Microseconds are finer than the millisecond to which times are kept.',
        cure: 'Write finer: cut to cut times to the millisecond, or map a column that has milliseconds.',
      });
    else if (
      isEpoch(form)
        ? times.zone !== 'in-text' && times.zone !== 'UTC'
        : hasOffset(form) !== (times.zone === 'in-text')
    )
      faults.push({
        path: 'times.zone',
        sentence:
          isEpoch(form) || hasOffset(form)
            ? `Times of the form ${form} say their own zone, and the mapping says ${times.zone}.`
            : `Times of the form ${form} do not say their zone.`,
        cure:
          isEpoch(form) || hasOffset(form)
            ? 'Write zone: in-text.'
            : 'Write the zone of the clock that writes them, or recording-point for the clock of the switch.',
      });
  }
  return faults;
}

function durationFaults({ times }: CdrMapping, path: string, rule: DurationRule): MappingFault[] {
  const [from, to] =
    path === 'elapsed' ? ([times.start, times.end] as const) : ([times.answer, times.end] as const);
  if (rule.fromTimes === true) {
    const faults: MappingFault[] = [];
    if (rule.column !== undefined || !from || !to)
      faults.push({
        path,
        sentence: 'A duration from times needs both times and no column.',
        cure: 'Map both times, or name the column and its unit.',
      });
    if (times.finer === 'cut' && path === 'conversation')
      faults.push({
        path,
        sentence: 'Conversation time from times that are cut to the millisecond would be rounded.',
        cure: 'Map a column with the duration, or times in milliseconds.',
      });
    if (times.zone === 'recording-point')
      faults.push({
        path,
        sentence: 'The difference of two times of an unknown zone is wrong by an hour when clocks change.',
        cure: 'Name the zone of the times, or map a column with the duration.',
      });
    return faults;
  }
  if (rule.column === undefined || rule.unit === undefined)
    return [
      {
        path,
        sentence: 'A duration needs a column and its unit.',
        cure: 'Name both, or write fromTimes: true.',
      },
    ];
  if (rule.unit === 'us')
    return [
      {
        path: `${path}.unit`,
        sentence:
          'Microseconds are finer than the millisecond to which durations are kept, and none may be rounded.',
        cure: 'Map a column in milliseconds or in seconds with three decimals.',
      },
    ];
  return from && to && rule.withinMs === undefined
    ? [
        {
          path: `${path}.withinMs`,
          sentence: `The file says the ${path === 'elapsed' ? 'elapsed' : 'conversation'} time twice, as a column and as two times.`,
          cure: 'Say how far the two may be apart, in milliseconds: withinMs: 1000.',
        },
      ]
    : [];
}

function answerFaults({ answered, times, fields }: CdrMapping): MappingFault[] {
  const faults = Object.entries({ answered, 'fields.voip': fields.voip }).flatMap(([path, rule]) =>
    rule === undefined ||
    (rule.column === undefined) === (rule.always !== undefined && rule.yes === undefined)
      ? []
      : [
          {
            path,
            sentence: 'Yes or no is either always the same, or a column with the cells that say yes.',
            cure: 'Write always: true, or column and yes.',
          },
        ],
  );
  if (!answered && !times.answer)
    faults.push({
      path: 'answered',
      sentence: 'Nothing says whether a call was answered.',
      cure: 'Map answered, or times.answer, which is empty on calls that were not.',
    });
  return faults;
}

function sourceFaults({ fields }: CdrMapping): MappingFault[] {
  return Object.entries(fields).flatMap(([name, rule]) => {
    if (rule === undefined || 'always' in rule || name === 'voip') return [];
    const constant = 'constant' in rule ? rule.constant : undefined;
    return (rule.column === undefined) === (constant !== undefined)
      ? []
      : [
          {
            path: `fields.${name}`,
            sentence: 'A field has either a column or a constant.',
            cure: 'Name one of the two.',
          },
        ];
  });
}
