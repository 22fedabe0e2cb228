import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { byCompetitor } from '../by-competitor.ts';
import { SpectrumClassCode, binderTerm, spectrumClassesTable } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 100, description });

const Stated = Type.Object(
  {
    circuit: Text('Circuit that uses it'),
    spectrumClass: SpectrumClassCode('Class of the mask'),
    order: Type.Optional(Text('Case of the order that it came with')),
  },
  closed,
);
const Changed = Type.Object({ spectrumClass: SpectrumClassCode('Class of the new mask') }, closed);
const Assigned = Type.Object({ binder: Text('Binder group: office, cable and group') }, closed);

/** The mask that a circuit uses, as its carrier states it: with the order, and on each change. No class is barred here. */
export const spectrumMaskKind = defineCaseKind({
  kind: 'spectrum-mask',
  title: 'Spectrum mask of a circuit',
  doc: 'Which class of spectrum mask a circuit uses, and in which binder group it runs. Case ids: `MASK/2026-001`.',
  states: [
    { name: 'stated', doc: 'In use.', settled: true },
    { name: 'ended', doc: 'The circuit is out of service.', final: true },
  ],
  events: [
    {
      name: 'stated',
      from: [START],
      to: 'stated',
      doc: 'The carrier states the class.',
      body: Stated,
      admits: (agreement, history, event) => [
        ...byCompetitor(agreement, history, event),
        ...isKnown(agreement, history, event),
      ],
    },
    {
      name: 'changed',
      from: ['stated'],
      to: STAY,
      by: 'opener',
      doc: 'The carrier uses another class from now on.',
      body: Changed,
      admits: isKnown,
    },
    {
      name: 'assigned',
      from: ['stated'],
      to: STAY,
      by: 'other',
      doc: 'The incumbent says in which binder group the pair runs.',
      body: Assigned,
    },
    { name: 'ended', from: ['stated'], to: 'ended', doc: 'The circuit is out of service.' },
  ],
  clocks: [],
  documents: { stated: 'statement of the mask', changed: 'statement of the mask' },
  summary: (events) => {
    const last = (field: string): string | null => {
      const found = events.findLast(({ body }) => body[field] !== undefined)?.body[field];
      return typeof found === 'string' ? found : null;
    };
    return { circuit: last('circuit'), spectrumClass: last('spectrumClass'), binder: last('binder') };
  },
});

function isKnown(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const view = agreement.at(localDate(agreement, event.occurredAt));
  const term = view.term(binderTerm);
  if (!term.ok) return [...term.problems];
  const { spectrumClass } = event.body as Static<typeof Changed>;
  const classes = view.rows(spectrumClassesTable).map(({ value }) => value.class);
  if (classes.includes(spectrumClass)) return [];
  return [
    {
      id: 'dsl/unknown-class',
      field: 'spectrumClass',
      sentence: `There is no spectrum class "${spectrumClass}".`,
      cure: `Classes are: ${classes.join(', ')}. A technology without a class has one of its own there.`,
      clause: term.value.citation,
    },
  ];
}
