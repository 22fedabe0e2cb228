import { Type } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../base/problem.ts';
import { endToken, issueToken } from '../../../parties/api-tokens.ts';
import { systemClock } from '../../../platform/clock.ts';
import { DatabaseAway } from '../../../platform/database.ts';
import { ProblemsToTell } from '../answers.ts';
import type { Api, ServerOptions } from '../options.ts';
import { limitAddresses } from '../request-limits.ts';
import { Problems } from '../shapes/common.ts';

const FORM = 'application/x-www-form-urlencoded';
const BODY_BYTES = 8 * 1024;

const Token = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds' }),
  scope: Type.String({ description: 'Rights, with spaces between' }),
});
const Refused = Type.Object({ error: Type.String(), error_description: Type.String() });

/** As RFC 6749 §5.2 tells it. */
interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly sentence: string;
}

/** Tokens for programs: OAuth 2.0 client credentials (RFC 6749 §4.4), and their end (RFC 7009). */
export function addTokenRoutes(api: Api, options: ServerOptions): void {
  const clock = options.signInClock ?? systemClock;
  void api.register(async (own: Api) => {
    own.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: BODY_BYTES }, (_request, text, done) =>
      done(null, fieldsOf(String(text))),
    );
    own.setErrorHandler((error, _request, reply) => {
      if (error instanceof ProblemsToTell)
        return untold(reply).code(error.statusCode).send({ problems: error.problems });
      // What is not the client's fault is told as everywhere: it may come again.
      if (error instanceof DatabaseAway || !isClients(error)) throw error;
      return refuse(reply, invalid('The request is none that is known here.'));
    });
    await limitAddresses(own);
    own.post(
      '/api/token',
      {
        bodyLimit: BODY_BYTES,
        schema: {
          summary:
            'A bearer token for a program: grant_type=client_credentials, and a scope where it needs less than all',
          description:
            'The client says who it is by HTTP Basic, or as client_id and client_secret in the form. The token is sent as Authorization: Bearer … and is good for a quarter of an hour.',
          tags: ['session'],
          consumes: [FORM],
          response: { 200: Token, 400: Refused, 401: Refused, 429: Problems },
        },
      },
      async (request, reply) => {
        const client = credentialsOf(request);
        if ('error' in client) return refuse(reply, client, request);
        const { grant_type: grant, scope } = client.fields;
        if (grant === undefined) return refuse(reply, invalid('grant_type is missing.'));
        if (grant !== 'client_credentials')
          return refuse(reply, {
            status: 400,
            error: 'unsupported_grant_type',
            sentence: 'The only grant_type is client_credentials.',
          });
        const scopes = scope?.split(' ').filter((word) => word !== '');
        const issued = await issueToken(
          options.db,
          { client: client.id, secret: client.secret, ...(scopes?.length ? { scopes } : {}) },
          clock,
        );
        if (!issued.ok) return refuse(reply, refusalOf(issued.problems), request);
        return untold(reply).send({
          access_token: issued.value.token,
          token_type: 'Bearer',
          expires_in: issued.value.expiresInSeconds,
          scope: issued.value.scopes.join(' '),
        });
      },
    );
    own.post(
      '/api/token/revoke',
      {
        bodyLimit: BODY_BYTES,
        schema: {
          summary: 'End a token of your own before it expires',
          tags: ['session'],
          consumes: [FORM],
          response: { 200: Type.Object({}), 400: Refused, 401: Refused, 429: Problems },
        },
      },
      async (request, reply) => {
        const client = credentialsOf(request);
        if ('error' in client) return refuse(reply, client, request);
        const { token } = client.fields;
        if (token === undefined) return refuse(reply, invalid('token is missing.'));
        const ended = await endToken(options.db, { client: client.id, secret: client.secret, token });
        if (!ended.ok) return refuse(reply, refusalOf(ended.problems), request);
        api.knownTokens.forget(client.id);
        return untold(reply).send({});
      },
    );
  });
}

/** A status that says that what was sent is wrong. */
const isClients = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;

type Fields = Readonly<Record<string, string | undefined>>;
/** A field that came twice: RFC 6749 §3.2 forbids it. */
const TWICE = '\u0000twice';

function fieldsOf(text: string): Fields {
  const fields = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(text))
    fields[name] = Object.hasOwn(fields, name) ? TWICE : value;
  return fields;
}

interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly fields: Fields;
}

function credentialsOf(request: FastifyRequest): Credentials | Refusal {
  const { body } = request;
  if (typeof body !== 'object' || body === null) return invalid('The request has no form.');
  const fields = body as Fields;
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string') return invalid(`${name} is no text.`);
    if (value === TWICE) return invalid(`${name} comes twice.`);
    if (/\p{Cc}/u.test(`${name}${value}`)) return invalid('The form holds a character that is none.');
  }
  const { client_id: id, client_secret: secret } = fields;
  const basic = basicOf(request.headers.authorization);
  if (basic !== undefined) {
    if (secret !== undefined) return invalid('The client says who it is in two ways.');
    return basic === null ? wrongClient : { ...basic, fields };
  }
  if (id === undefined || secret === undefined) return wrongClient;
  return { id, secret, fields };
}

/** Undefined without the header, null where it cannot be read. */
function basicOf(header: string | undefined): Omit<Credentials, 'fields'> | null | undefined {
  if (header === undefined) return undefined;
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(header) ?? [];
  const [id, secret, ...more] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':')
    .map(decoded);
  return id === undefined || secret === undefined || more.length > 0 ? null : { id, secret };
}

/** RFC 6749 §2.3.1 has both parts encoded as in a form. */
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

const invalid = (sentence: string): Refusal => ({ status: 400, error: 'invalid_request', sentence });

const wrongClient: Refusal = {
  status: 401,
  error: 'invalid_client',
  sentence: 'The client is unknown, has ended, or the secret is wrong.',
};

function refusalOf(problems: readonly Problem[]): Refusal {
  const [problem] = problems;
  const error = problem?.id.split('/')[1] ?? 'invalid_request';
  return { status: error === 'invalid_client' ? 401 : 400, error, sentence: problem?.sentence ?? '' };
}

function refuse(
  reply: FastifyReply,
  { status, error, sentence }: Refusal,
  request?: FastifyRequest,
): unknown {
  if (status === 401 && request?.headers.authorization !== undefined)
    void reply.header('www-authenticate', 'Basic realm="Meetpoint"');
  return untold(reply).code(status).send({ error, error_description: sentence });
}

const untold = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
