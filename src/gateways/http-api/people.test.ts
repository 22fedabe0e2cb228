import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../base/problem.ts';
import { ROLE_RIGHTS } from '../../parties/rights.ts';
import { createUser } from '../../parties/users.ts';
import { systemClock } from '../../platform/clock.ts';
import { unwrap } from '../../base/result.ts';
import { csvText } from './csv-text.ts';
import type { AuditView, UserView } from './shapes/user.ts';
import { codeOf } from './test-code.ts';
import { BASE_URL, PASSWORD, cookieOf, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const idsOf = (body: unknown): string[] => (body as { problems: Problem[] }).problems.map(({ id }) => id);

test('codes are those of the appendix of RFC 6238', () => {
  // Appendix B: the secret is "12345678901234567890"; at 59 s and 1111111109 s it shows …287082 and …081804.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  assert.equal(codeOf(secret, 59_000), '287082');
  assert.equal(codeOf(secret, 1_111_111_109_000), '081804');
});

test('a cell never begins a formula', () => {
  const rows = [['=1+1', '+1', '-1', '@x', '\tx', 'a"b', 'plain', null]];
  assert.equal(csvText(rows), `'=1+1,'+1,'-1,'@x,'\tx,"a""b",plain,\r\n`);
});

describe('people', () => {
  let server: TestServer;
  let admin: string;
  let addresses = 0;
  before(async () => {
    server = await testServer({ secondFactorFor: ['administrator'] });
    for (const party of ['meadow', 'prairie']) {
      const email = `first@${party}.example`;
      const user = { email, name: 'First', party, role: 'administrator' as const, password: PASSWORD };
      unwrap(await createUser(server.db, user, systemClock));
    }
    admin = await withSecondFactor('first@meadow.example');
  });
  after(() => server.close());

  const send = (
    method: 'POST' | 'PATCH' | 'DELETE',
    url: string,
    cookie: string | undefined,
    payload?: object,
  ) =>
    server.api.inject({
      method,
      url,
      headers: { origin: BASE_URL, ...(cookie === undefined ? {} : { cookie }) },
      // Each from an address of its own: attempts are counted by address.
      remoteAddress: `203.0.113.${++addresses % 250}`,
      ...(payload === undefined ? {} : { payload }),
    });
  const signIn = (email: string, password = PASSWORD) =>
    send('POST', '/api/sign-in', undefined, { email, password });
  const sessionOf = async (email: string, password = PASSWORD): Promise<string> => {
    const answer = await signIn(email, password);
    assert.equal(answer.statusCode, 204, answer.body);
    return cookieOf(answer.headers['set-cookie']);
  };
  const secrets = new Map<string, string>();
  const codeFor = (email: string): string => codeOf(secrets.get(email) ?? '', Date.now());

  async function withSecondFactor(email: string): Promise<string> {
    const cookie = await sessionOf(email);
    const begun = await send('POST', '/api/second-factor', cookie, { password: PASSWORD });
    assert.equal(begun.statusCode, 200, begun.body);
    const { uri } = begun.json<{ uri: string }>();
    secrets.set(email, new URL(uri).searchParams.get('secret') ?? '');
    const done = await send('POST', '/api/second-factor/confirm', cookie, { code: codeFor(email) });
    assert.equal(done.statusCode, 204, done.body);
    return cookieOf(done.headers['set-cookie']);
  }
  const add = async (email: string, role: string): Promise<string> => {
    const made = await send('POST', '/api/users', admin, { email, name: 'New', role });
    assert.equal(made.statusCode, 201, made.body);
    return made.json<{ password: string }>().password;
  };

  test('whose role asks for a second factor may do nothing but set it up', async () => {
    const cookie = await sessionOf('first@prairie.example');
    const me = await server.get('/api/me', cookie);
    const { rights, secondFactor } = me.body as { rights: string[]; secondFactor: string };
    assert.deepEqual([rights, secondFactor], [[], 'needed']);
    const refused = await server.get('/api/users', cookie);
    assert.deepEqual([refused.status, idsOf(refused.body)], [403, ['api/second-factor']]);
    const there = (await server.get('/api/me', admin)).body as { rights: string[]; secondFactor: string };
    assert.deepEqual([there.rights, there.secondFactor], [[...ROLE_RIGHTS.administrator].sort(), 'on']);
  });

  test('the second step takes the code of now, or a backup code once', async () => {
    const email = 'two@meadow.example';
    const password = await add(email, 'auditor');
    const cookie = await sessionOf(email, password);
    const wrong = await send('POST', '/api/second-factor', cookie, { password: 'wrong password' });
    assert.deepEqual([wrong.statusCode, idsOf(wrong.json())], [422, ['second-factor/password']]);
    const begun = await send('POST', '/api/second-factor', cookie, { password });
    const { uri, backupCodes } = begun.json<{ uri: string; backupCodes: string[] }>();
    assert.match(uri, /^otpauth:\/\/totp\/Meetpoint/);
    secrets.set(email, new URL(uri).searchParams.get('secret') ?? '');
    // Begun and not confirmed: the password alone is still enough.
    assert.equal((await signIn(email, password)).statusCode, 204);
    const bad = await send('POST', '/api/second-factor/confirm', cookie, { code: notCode(codeFor(email)) });
    assert.deepEqual([bad.statusCode, idsOf(bad.json())], [422, ['second-factor/code']]);
    assert.equal(
      (await send('POST', '/api/second-factor/confirm', cookie, { code: codeFor(email) })).statusCode,
      204,
    );
    const step = async (code: () => string) => {
      const first = await signIn(email, password);
      assert.deepEqual([first.statusCode, first.json()], [202, { secondFactor: 'needed' }]);
      const between = cookieOf(first.headers['set-cookie']);
      assert.equal((await server.get('/api/me', between)).status, 401);
      return send('POST', '/api/sign-in/second-factor', between, { code: code() });
    };
    const good = await step(() => codeFor(email));
    assert.equal(good.statusCode, 204, good.body);
    assert.equal((await server.get('/api/me', cookieOf(good.headers['set-cookie']))).status, 200);
    const failed = await step(() => notCode(codeFor(email)));
    assert.deepEqual([failed.statusCode, idsOf(failed.json())], [401, ['sign-in/code']]);
    const [backup = ''] = backupCodes;
    assert.equal((await step(() => backup)).statusCode, 204);
    assert.equal((await step(() => backup)).statusCode, 401);
    const alone = await send('POST', '/api/sign-in/second-factor', undefined, { code: codeFor(email) });
    assert.equal(alone.statusCode, 401);
    // Who has lost the device is helped by the administrator.
    assert.equal((await send('DELETE', `/api/users/${email}/second-factor`, admin)).statusCode, 204);
    assert.equal((await signIn(email, password)).statusCode, 204);
  });

  test('own sessions are listed and ended; a new password ends them all', async () => {
    const email = 'ann@meadow.example';
    const [one, two, three] = [await sessionOf(email), await sessionOf(email), await sessionOf(email)];
    const list = (await server.get('/api/sessions', one)).body as { id: string; isThis: boolean }[];
    assert.equal(list.length, 3);
    assert.equal(list.filter(({ isThis }) => isThis).length, 1);
    const [strangers] = (await server.get('/api/sessions', admin)).body as { id: string }[];
    for (const id of [strangers?.id ?? '', 'nothing'])
      assert.equal((await send('DELETE', `/api/sessions/${id}`, one)).statusCode, 404);
    assert.equal((await server.get('/api/me', admin)).status, 200);
    const other = (await server.get('/api/sessions', two)).body as { id: string; isThis: boolean }[];
    const twos = other.find(({ isThis }) => isThis)?.id ?? '';
    assert.equal((await send('DELETE', `/api/sessions/${twos}`, one)).statusCode, 204);
    assert.equal((await server.get('/api/me', two)).status, 401);
    assert.equal((await send('DELETE', '/api/sessions', one)).statusCode, 204);
    assert.equal((await server.get('/api/me', three)).status, 401);
    assert.equal((await server.get('/api/me', one)).status, 200);
    const fresh = 'another long password';
    const wrong = await send('POST', '/api/password', one, { password: 'wrong', newPassword: fresh });
    assert.deepEqual([wrong.statusCode, idsOf(wrong.json())], [422, ['users/wrong-password']]);
    const short = await send('POST', '/api/password', one, { password: PASSWORD, newPassword: 'short' });
    assert.deepEqual([short.statusCode, idsOf(short.json())], [422, ['users/password']]);
    const done = await send('POST', '/api/password', one, { password: PASSWORD, newPassword: fresh });
    assert.equal(done.statusCode, 204, done.body);
    assert.equal((await server.get('/api/me', one)).status, 401);
    assert.equal((await signIn(email)).statusCode, 401);
    assert.equal((await signIn(email, fresh)).statusCode, 204);
  });

  test('an administrator adds, changes and removes users of their own carrier alone', async () => {
    const email = 'cy@meadow.example';
    const password = await add(email, 'clec-clerk');
    const cookie = await sessionOf(email, password);
    assert.equal((await server.get('/api/agreements/sample/river/orders', cookie)).status, 200);
    assert.equal((await server.get('/api/agreements/sample/river/months', cookie)).status, 403);
    const changed = await send('PATCH', `/api/users/${email}`, admin, { role: 'auditor' });
    assert.equal(changed.statusCode, 200, changed.body);
    assert.equal((await server.get('/api/agreements/sample/river/months', cookie)).status, 200);
    const wrong = await send('PATCH', `/api/users/${email}`, admin, { role: 'provider-clerk', name: ' ' });
    assert.deepEqual([wrong.statusCode, idsOf(wrong.json())], [422, ['users/name', 'users/side']]);
    const taken = await send('POST', '/api/users', admin, { email, name: 'Cy', role: 'auditor' });
    assert.deepEqual([taken.statusCode, idsOf(taken.json())], [422, ['users/exists']]);
    const self = await send('PATCH', '/api/users/first@meadow.example', admin, { role: 'auditor' });
    assert.deepEqual([self.statusCode, idsOf(self.json())], [422, ['users/self']]);
    assert.equal((await send('DELETE', '/api/users/first@meadow.example', admin)).statusCode, 422);
    const listed = (await server.get('/api/users', admin)).body as UserView[];
    assert.ok(listed.every(({ party }) => party === 'meadow') && listed.length >= 4);
    // Of another carrier nobody is found, and nothing is told.
    for (const theirs of ['ann@prairie.example', 'nobody@prairie.example']) {
      const unknown = [404, ['users/unknown']];
      const patched = await send('PATCH', `/api/users/${theirs}`, admin, { name: 'X' });
      assert.deepEqual([patched.statusCode, idsOf(patched.json())], unknown);
      const given = await send('POST', `/api/users/${theirs}/password`, admin);
      assert.deepEqual([given.statusCode, idsOf(given.json())], unknown);
      for (const path of ['', '/sessions', '/second-factor']) {
        const ended = await send('DELETE', `/api/users/${theirs}${path}`, admin);
        assert.deepEqual([ended.statusCode, idsOf(ended.json())], unknown);
      }
    }
    assert.equal((await signIn('ann@prairie.example')).statusCode, 204);
    const reset = await send('POST', `/api/users/${email}/password`, admin);
    assert.equal(reset.statusCode, 200);
    assert.equal((await server.get('/api/me', cookie)).status, 401);
    const again = await sessionOf(email, reset.json<{ password: string }>().password);
    assert.equal((await send('DELETE', `/api/users/${email}/sessions`, admin)).statusCode, 204);
    assert.equal((await server.get('/api/me', again)).status, 401);
    assert.equal((await send('DELETE', `/api/users/${email}`, admin)).statusCode, 204);
    assert.equal((await signIn(email, password)).statusCode, 401);
  });

  test('the trail tells who signed in and what was changed, to their own carrier alone', async () => {
    await signIn('ray@meadow.example', 'wrong password');
    await signIn('no-user@meadow.example', 'wrong password');
    const page = (await server.get('/api/audit?limit=1000', admin)).body as AuditView;
    const acts = page.entries.map(({ who, what, subject }) => `${who} ${what} ${subject}`);
    for (const act of [
      'first@meadow.example signed in user first@meadow.example',
      'ray@meadow.example failed to sign in user ray@meadow.example',
      'two@meadow.example failed to sign in user two@meadow.example',
      'two@meadow.example signed in user two@meadow.example',
      'first@meadow.example set up a second factor user first@meadow.example',
      'first@meadow.example added as clec-clerk user cy@meadow.example',
      'first@meadow.example made auditor, was clec-clerk, user cy@meadow.example',
      'first@meadow.example removed user cy@meadow.example',
      'ann@meadow.example changed the password of user ann@meadow.example',
    ])
      assert.ok(acts.includes(act), `${act}\n${acts.join('\n')}`);
    assert.ok(acts.every((act) => !act.includes('no-user') && !act.includes('prairie')));
    const seqs = page.entries.map(({ seq }) => Number(seq));
    assert.deepEqual(
      seqs,
      seqs.toSorted((a, b) => b - a),
    );
    const first = (await server.get('/api/audit?limit=2', admin)).body as AuditView;
    const second = (await server.get(`/api/audit?limit=2&after=${first.next}`, admin)).body as AuditView;
    assert.deepEqual([...first.entries, ...second.entries], page.entries.slice(0, 4));
    const some = (await server.get('/api/audit?subject=CY%40meadow&what=removed', admin)).body as AuditView;
    assert.deepEqual(
      some.entries.map(({ subject }) => subject),
      ['user cy@meadow.example'],
    );
    const none = (await server.get('/api/audit?to=2000-01-01T00:00:00Z', admin)).body as AuditView;
    assert.deepEqual(none, { entries: [], next: null });
    const file = await server.api.inject({ url: '/api/audit.csv', headers: { cookie: admin } });
    const [head, ...lines] = file.body.trimEnd().split('\r\n');
    assert.equal(head, 'at,who,what,subject,purpose,agreement');
    assert.ok(lines.length >= page.entries.length);
    const after = (await server.get('/api/audit?what=exported', admin)).body as AuditView;
    assert.equal(after.entries.length, 1);
  });
});

/** A code that is not this one. */
const notCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
