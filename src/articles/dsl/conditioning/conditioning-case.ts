import { Type } from 'typebox';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { Readings } from '../testing/acceptance-test.ts';
import {
  asApproved,
  asQuoted,
  askedByCompetitor,
  mayAccept,
  nothingHidden,
  onlyWhatWasAsked,
} from './conditioning-guards.ts';
import { Wanted } from './wanted.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 500, description });
const Why = Type.Object({ because: Text('Why') }, closed);

const Asked = Type.Object(
  {
    makeup: LoopMakeup,
    wanted: Wanted,
    technology: Type.Optional(Text('What the loop is to carry')),
    pairs: Type.Optional(Type.Integer({ minimum: 1, description: 'Pairs of the loop; default 1' })),
    sharedVoice: Type.Optional(
      Type.Boolean({ description: 'A voice service is on the loop too; default no' }),
    ),
    order: Type.Optional(Text('Case of the order that it is for')),
  },
  closed,
);
const Approved = Type.Object(
  {
    amount: DecimalText('Amount of the quote that is taken, dollars'),
    product: Text('Product code of the loop, for its interval'),
    quantity: Type.Integer({ minimum: 1, description: 'Loops of the order' }),
  },
  closed,
);

/** What is taken off a loop, from the wish to the test. Nothing is taken off that the competitor did not choose. */
export const loopConditioningKind = defineCaseKind({
  kind: 'loop-conditioning',
  title: 'Conditioning of a loop',
  doc: 'What is taken off a loop at the choice of the competitor: quote, approval, work, test. Case ids: `CONDITION/2026-001`.',
  states: [
    { name: 'asked', doc: 'The competitor has said what is to be taken off.' },
    { name: 'quoted', doc: 'There is a price.' },
    { name: 'approved', doc: 'The competitor takes the quote.' },
    { name: 'engineered', doc: 'The work is planned and under way.' },
    { name: 'conditioned', doc: 'The work is done.' },
    { name: 'tested', doc: 'The loop was measured after the work.' },
    { name: 'accepted', doc: 'It passes.', final: true },
    { name: 'declined', doc: 'The quote is not taken; the loop stays as it is.', final: true },
    { name: 'no-copper', doc: 'There is no copper to condition.', final: true },
    { name: 'withdrawn', doc: 'Not wanted any more.', final: true },
  ],
  events: [
    {
      name: 'asked',
      from: [START],
      to: 'asked',
      doc: 'The competitor says what is to be taken off.',
      body: Asked,
      admits: askedByCompetitor,
    },
    {
      name: 'quoted',
      from: ['asked'],
      to: 'quoted',
      by: 'other',
      doc: 'The price: that of the list, or of special construction.',
      body: Type.Object({ amount: DecimalText('Dollars') }, closed),
      admits: asQuoted,
    },
    { name: 'no-copper', from: ['asked'], to: 'no-copper', by: 'other', doc: 'No copper.', body: Why },
    {
      name: 'approved',
      from: ['quoted'],
      to: 'approved',
      by: 'opener',
      doc: 'The quote is taken.',
      body: Approved,
      guard: asApproved,
    },
    { name: 'declined', from: ['quoted'], to: 'declined', by: 'opener', doc: 'The quote is not taken.' },
    { name: 'engineered', from: ['approved'], to: 'engineered', by: 'other', doc: 'Work is planned.' },
    {
      name: 'conditioned',
      from: ['engineered'],
      to: 'conditioned',
      by: 'other',
      doc: 'The work is done.',
      body: Type.Object({ takenOff: Wanted }, closed),
      guard: onlyWhatWasAsked,
    },
    {
      name: 'voice-broken',
      from: ['engineered', 'conditioned', 'tested'],
      to: STAY,
      doc: 'The voice service on the shared loop is out.',
      body: Type.Object({ since: IsoDate('Day on which it went out') }, closed),
      guard: nothingHidden,
    },
    {
      name: 'voice-restored',
      from: ['engineered', 'conditioned', 'tested'],
      to: STAY,
      by: 'other',
      doc: 'It is back.',
    },
    {
      name: 'tested',
      from: ['conditioned'],
      to: 'tested',
      doc: 'The loop was measured.',
      body: Type.Object({ readings: Readings }, closed),
    },
    {
      name: 'failed',
      from: ['tested'],
      to: 'engineered',
      doc: 'It does not pass: the work goes on.',
      body: Why,
    },
    {
      name: 'accepted',
      from: ['tested'],
      to: 'accepted',
      by: 'opener',
      doc: 'The competitor accepts the loop.',
      admits: mayAccept,
    },
    {
      name: 'withdrawn',
      from: ['asked', 'quoted', 'approved'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'The wish is taken back before work begins.',
    },
  ],
  clocks: [
    {
      name: 'quote',
      startsOn: ['asked'],
      stopsOn: ['quoted', 'no-copper', 'withdrawn'],
      performer: 'other',
      clock: () => 'loop-conditioning-quote',
      clocks: ['loop-conditioning-quote'],
      optional: true,
    },
    {
      name: 'approval',
      startsOn: ['quoted'],
      stopsOn: ['approved', 'declined', 'withdrawn'],
      performer: 'opener',
      clock: () => 'loop-conditioning-approval',
      clocks: ['loop-conditioning-approval'],
      optional: true,
    },
    {
      name: 'work',
      startsOn: ['approved'],
      stopsOn: ['conditioned', 'withdrawn'],
      performer: 'other',
      clock: () => 'loop-conditioning',
      clocks: ['loop-conditioning'],
      facts: ({ product, quantity }) => ({ product, quantity, facilities: 'conditioned' }),
      optional: true,
    },
    {
      name: 'voice',
      startsOn: ['voice-broken'],
      stopsOn: ['voice-restored'],
      performer: 'other',
      clock: () => 'loop-voice-restoral',
      clocks: ['loop-voice-restoral'],
      optional: true,
    },
  ],
  documents: { asked: 'conditioning request', quoted: 'quote', tested: 'test record' },
  summary: (events) => {
    const makeup = events[0]?.body['makeup'] as LoopMakeup | undefined;
    return {
      loop: makeup?.loop ?? '',
      amount:
        (events.findLast(({ name }) => name === 'quoted')?.body['amount'] as string | undefined) ?? null,
    };
  },
});
