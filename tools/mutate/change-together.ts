/** Changes a number of a term and the same number in the words of its section, so that text and term still agree. */
import type { NumberPlace } from './find-numbers.ts';
import { cites } from './notice.ts';
import type { Counts, Notice, Subject } from './notice.ts';

/**
 * Who notices: a scenario that rests on the term, before the change or after it. Several terms of a section may say one number: then one mention of the
 * words changes with the term, or the number everywhere in the section. `check` means that no such change passes it.
 */
export function changeTogether(subject: Subject, place: NumberPlace, text: string): Notice {
  const { from, to } = sectionAround(text, place.at);
  const parts = partsOf(text.slice(from, to), place.at - from);
  const rests: Counts = ({ receipt }, before) => cites(receipt, place.where) || cites(before, place.where);
  let last: Notice = { by: 'check', what: '' };
  for (const section of attempts(parts, place)) {
    const notice = subject.ask(place.file, text.slice(0, from) + section + text.slice(to), rests);
    if (notice.by === 'scenario') return notice;
    if (notice.by === 'nobody' || last.by === 'check') last = notice;
  }
  return last;
}

interface Part {
  readonly text: string;
  readonly fenced: boolean;
  /** Offset of the number in the block that holds it. */
  readonly own?: number;
}

/** Every mention in the words; then each by itself; then every mention in words and blocks. */
function attempts(parts: readonly Part[], place: NumberPlace): string[] {
  const { written, instead } = place;
  const mentions = parts.flatMap(({ text, fenced }) =>
    fenced ? [] : [...text.matchAll(byItself(written))],
  ).length;
  const only = (wanted: (mention: number) => boolean): string => {
    let mention = -1;
    return parts
      .map(({ text, fenced, own }) => {
        if (own !== undefined) return text.slice(0, own) + instead + text.slice(own + written.length);
        if (fenced) return text;
        return text.replaceAll(byItself(written), (found) => {
          mention += 1;
          return wanted(mention) ? instead : found;
        });
      })
      .join('');
  };
  return [
    only(() => true),
    ...(mentions > 1
      ? Array.from({ length: mentions }, (_, wanted) => only((mention) => mention === wanted))
      : []),
    parts.map(({ text }) => text.replaceAll(byItself(written), instead)).join(''),
  ];
}

/** Words and fenced blocks of a section in turn. */
function partsOf(section: string, inBlock: number): Part[] {
  let at = 0;
  return section.split(/(^```[\s\S]*?^```)/m).map((text) => {
    const own = inBlock - at;
    const fenced = text.startsWith('```');
    at += text.length;
    return { text, fenced, ...(fenced && own >= 0 && own < text.length ? { own } : {}) };
  });
}

/** The number by itself: not within a longer number, a date or a section. */
const byItself = (written: string): RegExp =>
  new RegExp(`(?<![\\w§.,:-])${written.replace(/[$.]/g, '\\$&')}(?![\\w]|[.,:]\\d)`, 'g');

/** From the heading above to the next heading. */
function sectionAround(text: string, at: number): { from: number; to: number } {
  const from = text.lastIndexOf('\n#', at);
  const next = text.indexOf('\n#', at);
  return { from: Math.max(0, from), to: next < 0 ? text.length : next };
}
