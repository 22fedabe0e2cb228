import { readFileSync, statSync } from 'node:fs';

/**
 * The text that a tool wants read in place of a file's own, by the path that problems name
 * (`agreements/missouri-2006/rates.csv`); undefined leaves the file as it is on the disk.
 */
export type FileTexts = (file: string) => string | undefined;

/** Where an agreement's files are read: the disk, with some of them changed in memory. */
export class FileSource {
  readonly #texts: FileTexts;

  constructor(texts: FileTexts = () => undefined) {
    this.#texts = texts;
  }

  /** Whether a path is a file that can be read, not a folder. */
  isFile(where: string): boolean {
    return this.#texts(where) !== undefined || statSync(where, { throwIfNoEntry: false })?.isFile() === true;
  }

  text(file: string): string {
    return this.#texts(file) ?? readFileSync(file, 'utf8');
  }

  /** Text where it stands in memory, otherwise the bytes of the disk. */
  content(file: string): string | Buffer {
    return this.#texts(file) ?? readFileSync(file);
  }
}
