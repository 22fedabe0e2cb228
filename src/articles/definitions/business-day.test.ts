import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isBusinessDay } from '../../base/calendar.ts';
import { Trace } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { applyDefinition } from './apply-definition.ts';
import { readDefinitions } from './definition-rules.ts';
import { missouri } from './test-agreement.ts';

const agreement = missouri();

test('a business day by definition is a business day to the clocks, for each party on each day', () => {
  const view = agreement.at('2026-11-22');
  const definitions = unwrap(readDefinitions(view));
  const definition = definitions.find('business-day');
  assert.ok(definition);
  const first = Temporal.PlainDate.from('2026-01-01');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 729 }), fc.constantFrom('ilec', 'clec'), (days, party) => {
      const date = first.add({ days });
      const facts = { date: date.toString(), party };
      const found = unwrap(applyDefinition(definitions, definition, facts, view, new Trace()));
      assert.equal(found.holds, isBusinessDay(calendarOf(agreement, agreement.parties[party]), date));
    }),
    { numRuns: 200 },
  );
});
