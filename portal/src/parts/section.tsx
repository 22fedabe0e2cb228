import Markdown from 'react-markdown';
import type { SectionView, TermView } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { anchorOf, plain, words } from '../format.ts';
import { CoverageMark } from './coverage.tsx';
import { TableFrame } from './page.tsx';
import { Provenance } from './provenance.tsx';

/** A section: its words on the left, the terms that the program reads from it on the right. */
export function Section({ section, current }: { section: SectionView; current: boolean }) {
  const terms = section.terms.filter(({ key }) => !key.includes('#'));
  const tables = Map.groupBy(
    section.terms.filter(({ key }) => key.includes('#')),
    ({ key }) => key.split('#')[0] ?? '',
  );
  const level = Math.min(section.level + 1, 5);
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4' | 'h5';
  return (
    <section
      id={anchorOf(section.citation)}
      tabIndex={-1}
      className={current ? 'section section-current' : 'section'}
      aria-label={section.citation}
    >
      <Heading className="section-heading">
        {section.heading} <span className="section-citation">{section.citation}</span>{' '}
        <CoverageMark coverage={section.coverage} />
      </Heading>
      <div className="section-sides">
        <div className="section-words">
          {section.passages.map((passage, index) => (
            <Passage key={index} passage={passage} own={section.citation} />
          ))}
        </div>
        <div className="section-terms">
          {terms.map((term) => (
            <Term key={term.key} term={term} held={section.coverage?.stated.includes(term.key) === true} />
          ))}
          {section.unmodelled.map((reason) => (
            <div key={reason} className="unmodelled">
              <Markdown>{`**Not executed yet.** ${reason}`}</Markdown>
            </div>
          ))}
        </div>
      </div>
      {[...tables].map(([name, rows]) => (
        <Table key={name} name={name} rows={rows} />
      ))}
    </section>
  );
}

function Passage({ passage, own }: { passage: SectionView['passages'][number]; own: string }) {
  const anchor = passage.citation === own ? undefined : anchorOf(passage.citation);
  return (
    <div id={anchor} tabIndex={anchor === undefined ? undefined : -1} className="passage">
      <Markdown>{passage.text}</Markdown>
    </div>
  );
}

/** A term; one that no rule asks for says so where others of its section are asked for. */
function Term({ term, held }: { term: TermView; held: boolean }) {
  return (
    <div className="term">
      <p className="term-head">
        <code>{term.key}</code> <Provenance of={term.provenance} />
      </p>
      <dl className="term-fields">
        {Object.entries(term.value).map(([name, value]) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>{plain(value)}</dd>
          </div>
        ))}
      </dl>
      {held ? <p className="term-source">Held and shown; no rule asks for it.</p> : null}
      <Source term={term} />
    </div>
  );
}

function Source({ term }: { term: TermView }) {
  const dates = [
    term.from === undefined ? '' : `from ${term.from}`,
    term.to === undefined ? '' : `to ${term.to}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <p className="term-source">
      {term.source}
      {dates === '' ? '' : ` · ${dates}`} · {term.file}:{term.line}
    </p>
  );
}

const SHORT_TABLE = 12;

/** Rows of a table that cite this section; long ones open on demand. */
function Table({ name, rows }: { name: string; rows: readonly TermView[] }) {
  const columns = [...new Set(rows.flatMap(({ value }) => Object.keys(value)))];
  return (
    <details className="section-table" open={rows.length <= SHORT_TABLE}>
      <summary>
        {words(name)}: {rows.length} row{rows.length === 1 ? '' : 's'}
      </summary>
      <TableFrame label={words(name)}>
        <table className="table dense">
          <caption className="visually-hidden">{words(name)}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {words(column)}
                </th>
              ))}
              <th scope="col">Comes from</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                {columns.map((column) => (
                  <td key={column}>{plain(row.value[column])}</td>
                ))}
                <td>
                  <Provenance of={row.provenance} /> <span className="dim">{row.source}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
