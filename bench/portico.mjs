import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { URLSearchParams } from 'node:url';
import { buildWhenNeeded } from '../bin/build.mjs';
import { databaseUrl } from './cluster.mjs';
import { ask, execute } from './psql.mjs';
import { databases, folder, root } from './places.mjs';

/** Who signs in: somebody of the largest customer, somebody of the one in the middle, and staff. */
export const PEOPLE = {
  largest: 'largest@bench.test',
  median: 'median@bench.test',
  staff: 'staff@bench.test',
};
const PASSWORD = 'a password for the benchmark';
const PORT = Number(process.env.BENCH_PORT ?? 4180);
const built = (file) => import(join(root, 'dist', file));

/** The integer ids of the two customers that are looked at. */
export async function customers() {
  const count = Number(await ask(databases.bare, 'select count(*) from customers'));
  return { largest: 1, median: count / 2 };
}

const environment = (redisUrl) => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl(databases.portico),
  REDIS_URL: redisUrl,
  SECRET_KEY: 'a secret key that only the benchmark knows of',
  BASE_URL: `http://127.0.0.1:${PORT}`,
  PORT: String(PORT),
  PORTICO_FOLDER: join(folder, 'portico'),
});

export function migratePortico() {
  buildWhenNeeded(root);
  const env = environment('redis://127.0.0.1:1');
  const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'migrate'], {
    env,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The migrations did not run.');
}

/** The portal and every permission on; access for two customers with a person each, and one of the staff. */
export async function openPortal() {
  const { PERMISSIONS } = await built('app.permissions.js');
  const { hashPassword } = await built('identity/passwords.js');
  const permissions = `unnest('{${PERMISSIONS.map(({ key }) => key).join(',')}}'::text[]) as p`;
  const found = `reference in ('C' || lpad('${(await customers()).largest}', 5, '0'),
    'C' || lpad('${(await customers()).median}', 5, '0'))`;
  const hash = await hashPassword(PASSWORD);
  const login = (email, kind, group) => `
    with made as (
      insert into logins (id, email, email_key, name, kind, password_hash)
      values (gen_random_uuid(), '${email}', '${email}', 'Bench', '${kind}', '${hash}')
      on conflict (email_key) do update set password_hash = excluded.password_hash returning id)
    insert into login_role_groups select made.id, g.id from made, role_groups g where g.key = '${group}'
    on conflict do nothing`;
  const access = (email, reference) => `
    insert into portal_users (id, login_id, customer_id, active)
    select gen_random_uuid(), l.id, c.id, true from logins l, customers c
    where l.email = '${email}' and c.reference = 'C' || lpad('${reference}', 5, '0')
    on conflict do nothing`;
  const { largest, median } = await customers();
  await execute(
    databases.portico,
    `update organisation set name = 'Bench Ltd', set_up_at = now()`,
    'update portal_settings set enabled = true',
    `insert into permission_settings (permission, available, on_for_new) select p, true, true from ${permissions}
     on conflict (permission) do update set available = true, on_for_new = true`,
    `update customers set portal_enabled = true where ${found} and not portal_enabled`,
    `insert into customer_permissions (customer_id, permission, allowed, set_by)
     select c.id, p, true, 'hand' from customers c, ${permissions} where ${found}
     on conflict (customer_id, permission) do update set allowed = true`,
    login(PEOPLE.largest, 'customer', 'customer-portal'),
    login(PEOPLE.median, 'customer', 'customer-portal'),
    login(PEOPLE.staff, 'staff', 'administrator'),
    access(PEOPLE.largest, largest),
    access(PEOPLE.median, median),
  );
}

/** One process of this role, as it runs in production. */
export async function startPortico(redisUrl, { role = 'web', execArgv = [] } = {}) {
  const child = fork(join(root, 'dist/main.js'), [role], { env: environment(redisUrl), execArgv });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Portico ended with ${code} before it was ready.`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${PORT}`,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Signs in by the form, as a browser does; answers the cookies. */
export async function signIn(url, email) {
  const cookies = new Map();
  const keep = (response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      cookies.set(name, value);
    }
    return response;
  };
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const form = await keep(await fetch(`${url}/sign-in`)).text();
  const token = /name="_csrf" value="([^"]+)"/.exec(form)?.[1];
  const body = new URLSearchParams({ _csrf: token, email, password: PASSWORD });
  const headers = { cookie: cookie() };
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  keep(answer);
  if (answer.status !== 303)
    throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
  return cookie();
}
