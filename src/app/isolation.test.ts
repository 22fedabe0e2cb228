import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { after, before, describe, test } from 'node:test';
import type { KnownRoute } from '../gateways/http-api/known-routes.ts';
import { RIGHTS, ROLE_RIGHTS, USER_ROLES, rightsOf } from '../parties/rights.ts';
import { unwrap } from '../base/result.ts';
import { addCommission } from '../parties/commissions.ts';
import { systemClock } from '../platform/clock.ts';
import { isNotOffered } from './isolation-facades.ts';
import type { Probe } from './isolation-probe.ts';
import { OF_ONESELF, OPEN, TABLE } from './isolation-table.ts';
import { comparable, isolatedWorld, whoMay } from './test-isolation.ts';
import { SHORTEST } from './test-isolation.ts';
import type { Ids, Method, World } from './test-isolation.ts';

const nameOf = ({ method, url }: KnownRoute): string => `${method} ${url}`;

/** What a published interface has and Meetpoint does not. */
const NOT_IMPLEMENTED = 501;

describe('each address, as another carrier', () => {
  let world: World;
  let routes: readonly KnownRoute[];
  before(async () => {
    world = await isolatedWorld();
    // HEAD is answered as GET, by the same work.
    routes = world.server.api.knownRoutes.filter(({ method }) => method !== 'HEAD');
  });
  after(() => world.server.close());

  const probesOf = (route: KnownRoute): readonly Probe[] => {
    const entry = TABLE[nameOf(route)];
    return entry === undefined || 'list' in entry ? [] : entry;
  };

  test('has a line in the table, and the table has no other', () => {
    const offered = routes.filter((route) => !isNotOffered(nameOf(route), route.right));
    const known = new Set(offered.map(nameOf));
    const listed = new Set([...Object.keys(TABLE), ...OF_ONESELF, ...OPEN]);
    assert.deepEqual(
      [...known].filter((name) => !listed.has(name)),
      [],
      'These routes need a line in isolation-table.ts.',
    );
    assert.deepEqual(
      [...listed].filter((name) => !known.has(name)),
      [],
      'These lines of isolation-table.ts have no route.',
    );
    for (const route of routes)
      assert.equal(route.right === undefined, OPEN.has(nameOf(route)), `${nameOf(route)} is open to all`);
  });

  test('answers for what belongs to others as for what is not there', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const route of routes) {
      for (const probe of probesOf(route)) {
        for (const who of whoMay(route.right ?? 'signed-in')) {
          for (const where of [undefined, world.elsewhere]) {
            const [real, nobodys] = [world.real, world.nobodys].map((ids): Ids =>
              where === undefined ? ids : { ...ids, agreement: where },
            ) as [Ids, Ids];
            const own = { agreement: world.elsewhere };
            // Asked under their own agreement for nothing but the agreement: that is theirs to see.
            if (isDeepStrictEqual(probe.ask(real, own), probe.ask(nobodys, own))) continue;
            const answers = [];
            for (const ids of [real, nobodys]) {
              const ask = probe.ask(ids, own);
              const sent = await world.send(route.method as Method, ask, world.strangers[who]);
              if (sent.status >= 500 && sent.status !== NOT_IMPLEMENTED)
                wrong.push(`${nameOf(route)} as ${who}: ${sent.status} ${sent.body}`);
              answers.push(JSON.stringify(comparable(sent, ids, ask)));
            }
            tried += 1;
            if (answers[0] !== answers[1])
              wrong.push(`${nameOf(route)} as ${who}${where === undefined ? '' : ', under their own agreement'}:
  theirs:   ${answers[0]?.slice(0, 600)}
  nobody's: ${answers[1]?.slice(0, 600)}`);
          }
        }
      }
    }
    assert.equal(wrong.join('\n'), '');
    assert.ok(tried > 200, String(tried));
  });

  test('says of what is not offered the same for every id', async () => {
    const some = routes.filter((route) => isNotOffered(nameOf(route), route.right));
    for (const { method, url } of some) {
      const bodies = [world.real, world.nobodys].map(async (ids) => {
        const ask = { url: url.replace(':id', encodeURIComponent(ids.agreement)), payload: {} };
        const sent = await world.send(method as Method, ask, world.strangers.clec);
        assert.equal(sent.status, 405, `${method} ${url}: ${sent.body}`);
        return comparable(sent, ids, ask);
      });
      assert.deepEqual(await bodies[0], await bodies[1]);
    }
  });

  test('lists nothing that belongs to others', async () => {
    const marks = [...Object.values(world.real), 'socket', 'centurytel'].filter(
      (mark) => mark !== world.real.month && mark.length >= SHORTEST,
    );
    for (const route of routes) {
      const entry = TABLE[nameOf(route)];
      if (entry === undefined || !('list' in entry)) continue;
      for (const who of whoMay(route.right ?? 'signed-in')) {
        const { status, body } = await world.send(route.method as Method, entry.list, world.strangers[who]);
        assert.equal(status, 200, `${nameOf(route)}: ${body}`);
        for (const mark of marks) assert.ok(!body.includes(mark), `${nameOf(route)} as ${who} shows ${mark}`);
      }
      if (entry.shows === undefined) continue;
      const [who, what] = entry.shows;
      const { body } = await world.send(route.method as Method, entry.list, world.owners[who]);
      assert.ok(body.includes(world.real[what]), `${nameOf(route)} does not show ${what} to its owner`);
    }
  });

  test('each right is held at each address, by role', async () => {
    const cookies = new Map<string, string>();
    const { ilec, clec } = { ilec: 'cascadia', clec: 'larkspur' };
    for (const role of USER_ROLES) {
      if (role === 'regulator') continue;
      cookies.set(role, await world.server.signIn(role.startsWith('provider') ? ilec : clec, role));
    }
    for (const route of routes) {
      const { right } = route;
      if (right === undefined || right === 'signed-in') continue;
      const entry = TABLE[nameOf(route)];
      const ask =
        entry === undefined
          ? undefined
          : 'list' in entry
            ? entry.list
            : entry[0]?.ask(world.nobodys, { agreement: world.nobodys.agreement });
      if (ask === undefined) continue;
      for (const [role, cookie] of cookies) {
        const { status, body } = await world.send(route.method as Method, ask, cookie);
        const may = [right].flat().some((one) => rightsOf(role).has(one));
        const isRefused = status === 403 && /no-right|"code":/.test(body);
        assert.equal(isRefused, !may, `${nameOf(route)} as ${role}: ${status} ${body.slice(0, 300)}`);
      }
    }
  });

  test('a commission reads the agreements of its state, and nothing that is done under them', async () => {
    unwrap(
      await addCommission(
        world.server.db,
        { id: 'mo-psc', name: 'Commission of Missouri', state: 'MO' },
        systemClock,
      ),
    );
    const cookie = await world.server.signIn('mo-psc', 'regulator');
    const agreements = await world.send('GET', { url: '/api/agreements' }, cookie);
    assert.deepEqual(
      (JSON.parse(agreements.body) as { id: string; isParty: boolean }[]).map(({ id, isParty }) => [
        id,
        isParty,
      ]),
      [[world.real.agreement, false]],
    );
    const { agreement: _agreement, month: _month, notice: _notice, ...done } = world.real;
    const own = { agreement: world.real.agreement };
    for (const route of routes) {
      const { right } = route;
      if (right === undefined || right === 'signed-in') continue;
      const entry = TABLE[nameOf(route)];
      const asks =
        entry === undefined
          ? []
          : 'list' in entry
            ? [entry.list]
            : entry.map(({ ask }) => ask(world.real, own));
      for (const ask of asks) {
        const { status, body } = await world.send(route.method as Method, ask, cookie);
        assert.equal(
          status === 403,
          right !== 'agreements:read',
          `${nameOf(route)}: ${status} ${body.slice(0, 300)}`,
        );
        const asked = JSON.stringify(ask);
        for (const id of Object.values(done))
          assert.ok(asked.includes(id) || !body.includes(id), `${nameOf(route)} shows a commission ${id}`);
      }
    }
    const measures = await world.send(
      'GET',
      { url: `/api/agreements/${world.real.agreement}/measures` },
      cookie,
    );
    assert.match(
      measures.body,
      /"month":"2026-10","state":"issued","measures":\[\{"measure":"sample-measure"/,
    );
    const portfolio = await world.send('GET', { url: '/api/portfolio' }, cookie);
    const [row] = (JSON.parse(portfolio.body) as { agreements: { bills: unknown; cases: unknown }[] })
      .agreements;
    assert.deepEqual([row?.bills, row?.cases], [null, []]);
  });

  test('nobody has a right that is not in the table, and each right is somebody’s', () => {
    for (const right of Object.keys(RIGHTS))
      assert.ok(
        Object.values(ROLE_RIGHTS).some((rights) => (rights as readonly string[]).includes(right)),
        right,
      );
  });

  // Last: what the owners end is gone after it.
  test('answers its owner, so that the ids that were tried are real', async () => {
    for (const name of Object.keys(TABLE)) {
      const route = routes.find((one) => nameOf(one) === name);
      if (route === undefined) continue;
      for (const { ask, owner } of probesOf(route)) {
        if (owner === undefined) continue;
        const [who, status] = owner;
        const sent = await world.send(
          route.method as Method,
          ask(world.real, { agreement: world.real.agreement }),
          world.owners[who],
        );
        const told = status === 'done' && sent.status < 300 ? 'done' : sent.status;
        assert.equal(told, status, `${name} as its owner: ${sent.body.slice(0, 500)}`);
        assert.doesNotMatch(sent.body, /api\/not-found.*agreement among/);
      }
    }
  });
});
