import { Type } from 'typebox';
import type { Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, description });
const Texts = (description: string) => Type.Array(Type.String(), { description });

/** A column: its name in the header, or its number from 1 written as text, where the file has no header. */
const Column = Text('Name of the column, or its number from 1 where the file has no header');
const Nothing = Type.Optional(Texts('Cells that say that there is no value, beside those of rows.nothing'));

const TimeField = Type.Object(
  {
    column: Column,
    form: Type.Optional(Text('Form of this time, where it differs from times.form')),
    nothing: Nothing,
  },
  closed,
);

const DurationField = Type.Object(
  {
    column: Type.Optional(Column),
    unit: Type.Optional(
      Type.Enum(['s', 'ms', 'us', 'hh:mm:ss'], {
        description: 'Unit of the column; seconds may have decimals',
      }),
    ),
    fromTimes: Type.Optional(
      Type.Boolean({ description: 'Taken as the difference of the two times, where no column has it' }),
    ),
    withinMs: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Column and times are less than this many milliseconds apart, or the record is rejected',
      }),
    ),
    longestMs: Type.Optional(
      Type.Integer({ minimum: 1, description: 'A longer one is rejected, in milliseconds' }),
    ),
  },
  closed,
);

const NumberField = Type.Object(
  {
    column: Column,
    or: Type.Optional(Text('Column that is read where the first says nothing')),
    parameter: Type.Optional(Text('Parameter of the URI in the column that holds the number, e.g. rn')),
    areaCode: Type.Optional(
      Type.String({ pattern: '^[2-9][0-9]{2}$', description: 'Area code of numbers of seven digits' }),
    ),
    nothing: Nothing,
  },
  closed,
);

const TextField = Type.Object(
  {
    column: Type.Optional(Column),
    constant: Type.Optional(Text('The same for all records, instead of a column')),
    parameter: Type.Optional(Text('Parameter of the URI in the column, e.g. tgrp')),
    after: Type.Optional(Text('What follows the first of these')),
    before: Type.Optional(Text('What stands before the last of these')),
    translate: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'Their word → ours; others are rejected' }),
    ),
    nothing: Nothing,
  },
  closed,
);

const YesNo = Type.Object(
  {
    column: Type.Optional(Column),
    always: Type.Optional(Type.Boolean({ description: 'The same for all records, instead of a column' })),
    yes: Type.Optional(Texts('Cells that say yes')),
    no: Type.Optional(Texts('Cells that say no; without the list, all others')),
  },
  closed,
);

/** How a source writes its calls: rows and cells, and for each field of a landed record where it is and how to read it. */
export const MappingSchema = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' }),
    title: Type.Optional(Type.String()),
    like: Type.Optional(Text('Name of a shipped mapping that this one is laid over, section by section')),
    sources: Type.Optional(Texts('Where the layout is documented in public')),
    note: Type.Optional(Type.String()),
    rows: Type.Object(
      {
        delimiter: Type.String({ pattern: '^([^"\\r\\n]|tab)$', description: 'One character, or tab' }),
        quotes: Type.Enum(['none', 'double'], { description: 'double: "…", a quote within is doubled' }),
        encoding: Type.Enum(['utf-8', 'latin-1']),
        header: Type.Boolean({ description: 'Whether the first line names the columns' }),
        columns: Type.Optional(Texts('Names of the columns in order, where there is no header')),
        mayLack: Type.Optional(Type.Integer({ minimum: 0, description: 'How many last columns may lack' })),
        more: Type.Optional(Type.Boolean({ description: 'Whether further columns may follow' })),
        nothing: Type.Optional(Texts('Cells that say that there is no value; an empty one always does')),
      },
      closed,
    ),
    calls: Type.Optional(
      Type.Object(
        {
          column: Column,
          are: Texts('Values of the column on rows that are calls'),
          passOver: Texts('Values on rows that are not; any other is rejected'),
        },
        closed,
      ),
    ),
    times: Type.Object(
      {
        form: Text('epoch-s, epoch-ms, epoch-us, or a form of YYYY MM DD hh mm ss fff [.f] Z'),
        zone: Text('in-text, recording-point, an IANA zone or an offset such as -05:00'),
        finer: Type.Optional(Type.Enum(['cut'], { description: 'Parts of a millisecond are cut off' })),
        start: Type.Optional(TimeField),
        answer: Type.Optional(TimeField),
        end: Type.Optional(TimeField),
      },
      closed,
    ),
    answered: Type.Optional(YesNo),
    conversation: DurationField,
    elapsed: Type.Optional(DurationField),
    fields: Type.Object(
      {
        record_type: Type.Optional(TextField),
        from_number: Type.Optional(NumberField),
        to_number: NumberField,
        dialled: Type.Optional(NumberField),
        charge_number: Type.Optional(NumberField),
        lrn: Type.Optional(NumberField),
        jip: Type.Optional(TextField),
        oli: Type.Optional(TextField),
        cic: Type.Optional(TextField),
        trunk_group: TextField,
        sequence: Type.Optional(TextField),
        recording_switch: Type.Optional(TextField),
        recorded_by: Type.Optional(TextField),
        originating_ocn: Type.Optional(TextField),
        terminating_ocn: Type.Optional(TextField),
        voip: Type.Optional(YesNo),
        release_code: Type.Optional(TextField),
        record_id: Type.Optional(TextField),
      },
      closed,
    ),
  },
  closed,
);

export type CdrMapping = Static<typeof MappingSchema>;
export type MappedTimes = CdrMapping['times'];
export type NumberRule = Static<typeof NumberField>;
export type TextRule = Static<typeof TextField>;
export type YesNoRule = Static<typeof YesNo>;
export type DurationRule = Static<typeof DurationField>;
export type TimeRule = Static<typeof TimeField>;
