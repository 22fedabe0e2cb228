import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

export interface ZipLimits {
  /** Bytes of all the wanted files together, unpacked. */
  readonly maxBytes: number;
  readonly maxEntries: number;
}

/**
 * Unpacks the files of an archive whose names `wanted` takes. No more is unpacked than the limits say, whatever the archive claims: a
 * bomb is refused after so many bytes. Nothing is written anywhere.
 */
export async function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Promise<Result<Map<string, Buffer>>> {
  try {
    return await unpack(
      await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      wanted,
      limits,
    );
  } catch (error) {
    if (error instanceof TooMuch)
      return fail({
        id: 'order-xlsx/too-large',
        field: 'file',
        sentence: `The workbook unpacks to more than is read: ${limits.maxBytes} bytes in ${limits.maxEntries} parts.`,
        cure: 'Send the rows alone, in a new workbook or as CSV.',
      });
    return fail({
      id: 'order-xlsx/damaged',
      field: 'file',
      sentence: `The workbook cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`,
      cure: 'Save it again as .xlsx, without a password.',
    });
  }
}

class TooMuch extends Error {}

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((done, failed) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? failed(error) : done(zip)));
  });

async function unpack(
  zip: ZipFile,
  wanted: (name: string) => boolean,
  { maxBytes, maxEntries }: ZipLimits,
): Promise<Result<Map<string, Buffer>>> {
  const found = new Map<string, Buffer>();
  if (zip.entryCount > maxEntries) throw new TooMuch();
  let [left, entries] = [maxBytes, 0];
  for (let entry = await nextEntry(zip); entry !== undefined; entry = await nextEntry(zip)) {
    entries += 1;
    if (entries > maxEntries) throw new TooMuch();
    if (!wanted(entry.fileName)) continue;
    const content = await contentOf(zip, entry, left);
    left -= content.length;
    found.set(entry.fileName, content);
  }
  return ok(found);
}

const nextEntry = (zip: ZipFile): Promise<Entry | undefined> =>
  new Promise((done, failed) => {
    const stop = (): void => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
    };
    const onEntry = (entry: Entry): void => (stop(), done(entry));
    const onEnd = (): void => (stop(), done(undefined));
    const onError = (error: Error): void => (stop(), failed(error));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });

const contentOf = (zip: ZipFile, entry: Entry, most: number): Promise<Buffer> =>
  new Promise((done, failed) => {
    if (entry.uncompressedSize > most) return failed(new TooMuch());
    zip.openReadStream(entry, (error, stream) => {
      if (error) return failed(error);
      const parts: Buffer[] = [];
      let size = 0;
      stream.on('data', (part: Buffer) => {
        size += part.length;
        // What the archive says of its sizes may be a lie.
        if (size > most) stream.destroy(new TooMuch());
        else parts.push(part);
      });
      stream.on('error', failed);
      stream.on('end', () => done(Buffer.concat(parts)));
    });
  });
