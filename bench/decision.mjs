// What the decision costs of a warm page: the query of facts and every decision that a request asks for, beside the whole
// first page of the jobs, in one process without HTTP in between.
//
//   DATABASE_URL=... PORTAL_DATABASE_URL=... REDIS_URL=... SECRET_KEY=... node bench/decision.mjs <email> [rounds]
//
// The person is signed in for it: that leaves a session and a line in the audit log.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildWhenNeeded } from '../bin/build.mjs';
import { root } from './places.mjs';

const [email, rounds = '300'] = process.argv.slice(2);
const WARM_UP = 100;
buildWhenNeeded(root);
const built = (file) => import(join(root, 'dist', file));
const { webApplication } = await built('server.js');
const { Config } = await built('platform/config.js');
const { FactsQueries } = await built('access/facts.queries.js');
const { SessionTokens } = await built('access/session-tokens.js');
const { decidePortalAccess } = await built('access/decision.js');
const { Database } = await built('platform/database/database.js');
const { Login } = await built('identity/login.entity.js');
const { Sessions } = await built('identity/sessions.service.js');

const app = await webApplication(new Config(process.env), false);
const [database, facts] = [app.get(Database), app.get(FactsQueries)];
const session = await database.transaction(async (manager) => {
  const login = await manager.findOneByOrFail(Login, { emailKey: email });
  return app.get(Sessions).begin(manager, login, '127.0.0.1');
});
const cookie = `portico_session=${app.get(SessionTokens).sign(session.id, session.expiresAt)}`;

const page = async () => {
  const { statusCode, body } = await app.inject({ url: '/portal/jobs', headers: { cookie } });
  if (statusCode !== 200) throw new Error(`${statusCode} ${body.slice(0, 200)}`);
};
const query = () => facts.ofSession(session.id, '127.0.0.1');
const { portal } = await query();
const decide = async () => {
  for (const { key } of portal.catalogue.all) decidePortalAccess(key, portal);
};

const times = { page: [], query: [], decide: [] };
for (let round = 0; round < WARM_UP + Number(rounds); round++) {
  // One after the other in each round, so that whatever else the machine does meets all three alike.
  for (const [name, work] of Object.entries({ page, query, decide })) {
    const begun = performance.now();
    await work();
    if (round >= WARM_UP) times[name].push(performance.now() - begun);
  }
}
/** On a machine that does other things meanwhile the fastest tenth says more than the median. */
for (const [name, at] of Object.entries({ 'fastest tenth': 0.1, median: 0.5 })) {
  const of = (all) => all.sort((a, b) => a - b)[Math.floor(all.length * at)];
  const [whole, asked, decided] = [of(times.page), of(times.query), of(times.decide)];
  const share = (part) => `${part.toFixed(3)} ms (${((part / whole) * 100).toFixed(1)} %)`;
  console.log(
    `${name} of ${rounds}: first page of jobs ${whole.toFixed(2)} ms, of which the query of facts ${share(asked)}, ` +
      `deciding all ${portal.catalogue.all.length} permissions ${share(decided)}`,
  );
}
await database.rows('update sessions set ended_at = now() where id = $1', [session.id]);
await app.close();
