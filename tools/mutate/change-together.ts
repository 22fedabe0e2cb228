/** Changes a number of a term and the same number in the words of its section, so that text and term still agree. */
import type { NumberPlace } from './find-numbers.ts';
import { cites } from './notice.ts';
import type { Notice, Subject } from './notice.ts';

/** Who notices: a scenario that rests on the term. `check` means that the words could not be changed along. */
export function changeTogether(subject: Subject, place: NumberPlace, text: string): Notice {
  const { from, to } = sectionAround(text, place.at);
  const section = text.slice(from, to);
  const inBlock = place.at - from;
  const changed = section.split(/(^```[\s\S]*?^```)/m).reduce<{ text: string; at: number }>(
    (done, part) => {
      const fenced = part.startsWith('```');
      const own = fenced && done.at <= inBlock && inBlock < done.at + part.length;
      const next = own
        ? replaceAt(part, inBlock - done.at, place)
        : fenced
          ? part
          : part.replaceAll(inProse(place.written), place.instead);
      return { text: done.text + next, at: done.at + part.length };
    },
    { text: '', at: 0 },
  ).text;
  return subject.ask(place.file, text.slice(0, from) + changed + text.slice(to), ({ receipt }) =>
    cites(receipt, place.where, '\u0000'),
  );
}

const replaceAt = (part: string, at: number, { written, instead }: NumberPlace): string =>
  part.slice(0, at) + instead + part.slice(at + written.length);

/** The number by itself: not within a longer number, a date or a section. */
const inProse = (written: string): RegExp =>
  new RegExp(`(?<![\\w§.,:-])${written.replace(/[$.]/g, '\\$&')}(?![\\w]|[.,:]\\d)`, 'g');

/** From the heading above to the next heading. */
function sectionAround(text: string, at: number): { from: number; to: number } {
  const from = text.lastIndexOf('\n#', at);
  const next = text.indexOf('\n#', at);
  return { from: Math.max(0, from), to: next < 0 ? text.length : next };
}
