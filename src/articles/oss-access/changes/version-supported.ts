import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { changesTerm } from '../terms.ts';

/** The newest version that is live is N; how many are supported with it the agreement says. */
export const versionSupported = defineDecision({
  name: 'version-supported',
  doc: 'Whether a version of the interface is current, supported beside the current one, not-yet live, or unsupported.',
  facts: Type.Object(
    {
      version: Type.String({ minLength: 1 }),
      on: IsoDate('Day on which it is used'),
      releases: Type.Array(
        Type.Object(
          { version: Type.String({ minLength: 1 }), liveOn: IsoDate() },
          { additionalProperties: false },
        ),
        { minItems: 1, description: 'Versions with their first day' },
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ on }) => on,
  decide: ({ version, on, releases }, view, trace) => {
    const rule = view.term(changesTerm);
    if (!rule.ok) return rule;
    const asked = releases.find((one) => one.version === version);
    if (!asked)
      return fail({
        id: 'oss-access/version',
        field: 'version',
        sentence: `There is no version ${version}.`,
        cure: `Versions are: ${releases.map((one) => one.version).join(', ')}.`,
        clause: rule.value.citation,
      });
    const live = releases
      .filter(({ liveOn }) => liveOn <= on)
      .sort((a, b) => (a.liveOn < b.liveOn ? 1 : -1))
      .map((one) => one.version);
    const { versions } = rule.value.value;
    const place = live.indexOf(version);
    const value =
      place < 0 ? 'not-yet' : place === 0 ? 'current' : place < versions ? 'supported' : 'unsupported';
    trace.add({
      id: 'versions',
      sentence: `Live on ${on}, newest first: ${live.join(', ') || 'none'}; the newest ${versions} are supported → ${version} is ${value}`,
      out: value,
      ...cited(rule.value),
    });
    return ok({ value, clause: rule.value.citation, details: { supported: live.slice(0, versions) } });
  },
});
