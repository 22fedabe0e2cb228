/** A partner's server in a thread of its own: counts notices by id, and refuses a share of them as an overloaded server does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { refused } = workerData as { refused: number };
const port = parentPort;
if (port === null) throw new Error('The receiver is a thread.');

const taken = new Map<string, number>();
let attempts = 0;
const server = createServer((request, response) => {
  attempts += 1;
  request.resume().on('end', () => {
    // Every so manieth is refused, whichever it is.
    if (refused > 0 && attempts % refused === 0) return response.writeHead(503).end();
    const id = String(request.headers['webhook-id']);
    taken.set(id, (taken.get(id) ?? 0) + 1);
    return response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () =>
  port.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
);
port.on('message', () => {
  port.postMessage({
    attempts,
    distinct: taken.size,
    twice: [...taken.values()].filter((count) => count > 1).length,
  });
});
