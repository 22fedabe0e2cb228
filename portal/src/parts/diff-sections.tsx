import Markdown from 'react-markdown';
import type { SectionDiffView } from '../../../src/gateways/http-api/shapes/diff.ts';
import { withoutNumber } from './clause.tsx';
import { Part } from './page.tsx';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

const TONES: Record<SectionDiffView['change'], Tone> = {
  changed: 'open',
  added: 'good',
  removed: 'bad',
  moved: 'quiet',
};
const LABELS: Record<SectionDiffView['change'], string> = {
  changed: 'Changed',
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
};
const MANY = 20;

/** Sections whose words differ, paragraph by paragraph. */
export function DiffSections({ sections }: { sections: readonly SectionDiffView[] }) {
  if (sections.length === 0) return null;
  return (
    <Part title="Words">
      {sections.map((section, index) => (
        <details key={index} className="diff-group" open={sections.length <= MANY}>
          <summary>
            <Status of={LABELS[section.change]} tone={TONES[section.change]} /> {titleOf(section)}
          </summary>
          <Sides section={section} />
        </details>
      ))}
    </Part>
  );
}

function titleOf({ before, after }: SectionDiffView): string {
  const one = after ?? before;
  const from =
    before !== undefined && after !== undefined && before.clause !== after.clause
      ? `${before.clause} → `
      : '';
  return `${from}${one?.clause ?? ''} ${withoutNumber(one?.heading ?? '')}`;
}

function Sides({ section }: { section: SectionDiffView }) {
  const { change, before, after, paragraphs } = section;
  const pairs =
    paragraphs.length > 0
      ? paragraphs
      : change === 'moved'
        ? []
        : [{ ...(before ? { before: before.text } : {}), ...(after ? { after: after.text } : {}) }];
  return pairs.map((pair, index) => (
    <div key={index} className="diff-words">
      <Words text={pair.before} label="Before" />
      <Words text={pair.after} label="After" />
    </div>
  ));
}

function Words({ text, label }: { text: string | undefined; label: string }) {
  const name = label.toLowerCase();
  return (
    <div className={text === undefined ? 'diff-none' : `diff-${name}`}>
      <span className="dim">{label}</span>
      {text === undefined ? <p className="empty">Nothing</p> : <Markdown>{text}</Markdown>}
    </div>
  );
}
