import fastifyMultipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fileTooLarge } from '../../formats/order-file/file-order.ts';
import type { Api } from './options.ts';

/** Lets the routes of this scope read a file from the body of a request, or from a form with one file in it, as a stream. */
export async function takeUploads(scope: Api): Promise<void> {
  scope.removeAllContentTypeParsers();
  await scope.register(fastifyMultipart);
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/**
 * The file of a request. It is read as it comes and counted: of one that is larger than `maxBytes` no more is kept, and the rest is
 * let pass.
 */
export async function uploadOf(request: FastifyRequest, maxBytes: number): Promise<Result<Buffer>> {
  if (!request.isMultipart()) {
    const body = request.body as Readable | undefined;
    return body === undefined || body === null ? ok(Buffer.alloc(0)) : collect(body, maxBytes);
  }
  // One more byte than may be taken tells that there are too many.
  const part = await request.file({
    limits: { fileSize: maxBytes + 1, files: 1, fields: 10, parts: 12, fieldSize: 1000 },
  });
  return part === undefined ? fail(noFile) : collect(part.file, maxBytes);
}

async function collect(stream: Readable, maxBytes: number): Promise<Result<Buffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      size += part.length;
      if (size <= maxBytes) parts.push(part);
      else parts.length = 0;
    }
  } catch {
    // The form has no end, or the sender hung up.
    return fail(cutOff);
  }
  return size > maxBytes ? fail(fileTooLarge(maxBytes)) : ok(Buffer.concat(parts));
}

const noFile = {
  id: 'order-file/none',
  field: 'file',
  sentence: 'The form has no file.',
  cure: 'Send the file as a part with a file name, or as the body itself.',
};

const cutOff = {
  id: 'order-file/cut-off',
  field: 'file',
  sentence: 'The file was cut off on its way.',
  cure: 'Send it again.',
};
