import { LineCounter, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Problem } from '../base/problem.ts';

/** YAML with the line of every key, for problems that point at the place. */
export interface YamlSource {
  readonly value: unknown;
  /** Line in the file of the value at this path (or of its nearest parent). */
  lineOf(path: readonly (string | number)[]): number;
}

/** Reads YAML that begins at `firstLine` of `file`. Bad YAML gives problems with their lines. */
export function readYaml(
  file: string,
  text: string,
  firstLine = 1,
): { source: YamlSource; problems: Problem[] } {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => firstLine - 1 + lines.linePos(offset).line;
  const problems = document.errors.map((error) => ({
    id: 'agreement/yaml',
    file,
    line: lineAt(error.pos[0]),
    sentence: `This is not valid YAML: ${error.message.replace(/\.$/, '')}.`,
    cure: 'Correct the indentation, quotes or colon.',
  }));
  const lineOf = (path: readonly (string | number)[]): number => {
    let node: unknown = document.contents;
    let line = firstLine;
    for (const part of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
        if (!pair) break;
        if (isScalar(pair.key) && pair.key.range) line = lineAt(pair.key.range[0]);
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(part)];
        const range = (node as { range?: [number, number, number] } | undefined)?.range;
        if (range) line = lineAt(range[0]);
      } else break;
    }
    return line;
  };
  const mayAlias = text.includes('*');
  if (mayAlias)
    visit(document, {
      Alias(_, alias) {
        if (alias.resolve(document)) return;
        problems.push({
          id: 'agreement/yaml',
          file,
          line: lineAt(alias.range?.[0] ?? 0),
          sentence: `This is not valid YAML: "*${alias.source}" names nothing.`,
          cure: 'Put quotes around text that begins with an asterisk.',
        });
      },
    });
  return { source: { value: problems.length > 0 ? undefined : document.toJS(), lineOf }, problems };
}
