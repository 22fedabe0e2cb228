import type { Problem } from '../../../src/base/problem.ts';

/** An answer of the API that is not the thing asked for. */
export class ApiProblems extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly Problem[]) {
    super(problems.map(({ sentence }) => sentence).join(' ') || `The server answered ${status}.`);
    this.status = status;
    this.problems = problems;
  }
}

export const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  request<T>(path, signal === undefined ? {} : { signal });

export const postJson = <T>(path: string, body: unknown): Promise<T> => sendJson<T>('POST', path, body);

/** Sends bytes as they are. */
export const postBytes = <T>(path: string, bytes: ArrayBuffer): Promise<T> =>
  request<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  });

export const patchJson = <T>(path: string, body: unknown): Promise<T> => sendJson<T>('PATCH', path, body);

export const deleteAt = (path: string): Promise<void> => request<void>(path, { method: 'DELETE' });

const sendJson = <T>(method: string, path: string, body: unknown): Promise<T> =>
  request<T>(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const answer = await fetch(path, { credentials: 'same-origin', ...init });
  if (answer.status === 204) return undefined as T;
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body as T;
  throw new ApiProblems(answer.status, (body as { problems?: Problem[] } | undefined)?.problems ?? []);
}

/** A path from parts that may hold any character. */
export const apiPath = (...parts: readonly string[]): string =>
  `/api/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
