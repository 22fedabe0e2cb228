import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../base/problem.ts';
import { ProblemsToTell } from './answers.ts';
import type { Api } from './options.ts';

/** Reads JSON bodies as RFC 8259 has them: in UTF-8, and not compressed. Text in another encoding is refused, not guessed at. */
export function readJsonBodies(api: Api): void {
  const parse = api.getDefaultJsonParser('error', 'error');
  // Plain text is nobody's body here: whoever takes it says so.
  for (const type of ['application/json', 'text/plain']) api.removeContentTypeParser(type);
  api.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    const problem = encodingProblem(request, bytes);
    if (problem !== undefined) return done(problem);
    // An address without a body may be asked with its type all the same.
    if (bytes.length === 0 && request.headers['content-length'] === '0') return done(null, undefined);
    return parse(request, bytes.toString('utf8'), done);
  });
}

function encodingProblem({ headers }: FastifyRequest, bytes: Buffer): ProblemsToTell | undefined {
  const charset = /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) return new ProblemsToTell(415, [otherCharset(charset)]);
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') return new ProblemsToTell(415, [compressed(coding)]);
  return isUtf8(bytes) ? undefined : new ProblemsToTell(400, [notUtf8]);
}

const otherCharset = (charset: string): Problem => ({
  id: 'api/encoding',
  field: 'content-type',
  sentence: `The body is said to be ${charset}.`,
  cure: 'Send JSON in UTF-8.',
});

const compressed = (coding: string): Problem => ({
  id: 'api/encoding',
  field: 'content-encoding',
  sentence: `The body is packed with ${coding}.`,
  cure: 'Send it as it is.',
});

const notUtf8: Problem = {
  id: 'api/encoding',
  field: 'body',
  sentence: 'The body is not UTF-8.',
  cure: 'Write the text in UTF-8 before you send it.',
};
