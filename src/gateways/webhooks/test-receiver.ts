import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Received } from './verify.ts';

export interface Receiver {
  readonly url: string;
  readonly got: Received[];
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => void;

/** A partner's server on this machine: keeps what comes, and answers 204 unless told otherwise. */
export async function receiver(
  answer: Answer = (response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const got: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      const received = { headers: request.headers, body: Buffer.concat(parts) };
      got.push(received);
      answer(response, received, request);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
