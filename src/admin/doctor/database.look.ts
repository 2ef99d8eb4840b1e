import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { migrations } from '../../platform/database/migrations.js';
import { databaseRoles } from '../../platform/database/roles.js';
import { SafeRoles } from '../../platform/database/safe-roles.js';
import { readMessages, Words } from '../../platform/pages/words.js';
import { InstallationQueries } from '../../settings/installation.queries.js';
import { attention, good, look, placeOf, wrong, type Finding } from './finding.js';

/** The oldest Postgres that everything here runs on. */
const OLDEST = 15;
const PATIENCE = 5000;
const [SKEW_ATTENTION, SKEW_WRONG] = [2000, 30_000];
const MESSAGES = new URL('../../../messages/en', import.meta.url).pathname;
/** Warnings of Settings that make links or mails useless; the others are worth a look. */
const WRONG_SETTINGS = ['linksToLocalhost', 'portalWithoutMail', 'senderIsLocal'];

/** The database, and what only it can tell. Where it does not answer, that is all there is to say. */
export async function lookAtDatabase(config: Config): Promise<readonly Finding[]> {
  const roles = databaseRoles(config);
  const database = await look('Database', () => versionOf(roles.appUrl));
  if (database.some(({ state }) => state === 'wrong')) return database;
  const others = await Promise.all([
    look('Migrations', () => pendingMigrations(config)),
    look('Portal role', () => portalRole(roles.portalUrl)),
    look('Clock', () => clock(roles.appUrl)),
  ]);
  const [migrated = []] = others;
  const settings = migrated.some(({ state }) => state === 'wrong')
    ? []
    : await look('Settings', () => settingsOf(config));
  return [...database, ...others.flat(), ...settings];
}

async function versionOf(url: string): Promise<Finding> {
  const [row] = await ask<{ number: number; version: string; user: string }>(
    url,
    `select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1)
       as version, current_user as user`,
  );
  const says = `Postgres ${row?.version} at ${placeOf(url)} as ${row?.user}`;
  return (row?.number ?? 0) >= OLDEST * 10_000
    ? good('Database', says)
    : wrong('Database', `${says}: it must be ${OLDEST} or newer.`);
}

async function pendingMigrations(config: Config): Promise<Finding> {
  const roles = databaseRoles(config);
  const ours = migrations(roles).map((migration) => new migration().name ?? '');
  const [table] = await ask<{ there: boolean }>(
    roles.ownerUrl,
    `select to_regclass('migrations') is not null as there`,
  );
  const rows = table?.there ? await ask<{ name: string }>(roles.ownerUrl, 'select name from migrations') : [];
  const applied = new Set(rows.map(({ name }) => name));
  const pending = ours.filter((name) => !applied.has(name)).map((name) => name.replace(/\d{13}$/, ''));
  if (pending.length > 0) return wrong('Migrations', `waiting: ${pending.join(', ')}. Run npm run migrate.`);
  const newer = [...applied].filter((name) => !ours.includes(name));
  return newer.length > 0
    ? attention('Migrations', `the database is of a newer version than this program (${newer.length} more).`)
    : good('Migrations', `all ${ours.length} are applied`);
}

async function portalRole(url: string): Promise<Finding> {
  const portal = await new DataSource({ type: 'postgres', url, connectTimeoutMS: PATIENCE }).initialize();
  try {
    await new SafeRoles(portal).onModuleInit();
    return good('Portal role', 'may only read, behind row-level security');
  } finally {
    await portal.destroy();
  }
}

/** Sessions and links end by the clock of this machine, rows by the database's. */
async function clock(url: string): Promise<Finding> {
  const before = Date.now();
  const [row] = await ask<{ now: Date }>(url, 'select clock_timestamp() as now');
  const middle = (before + Date.now()) / 2;
  const skew = Math.abs((row?.now.getTime() ?? 0) - middle);
  const says = `differs from the database’s by ${(skew / 1000).toFixed(1)} s`;
  if (skew > SKEW_WRONG) return wrong('Clock', `${says}. Set both by NTP.`);
  return skew > SKEW_ATTENTION ? attention('Clock', `${says}. Set both by NTP.`) : good('Clock', says);
}

async function settingsOf(config: Config): Promise<readonly Finding[]> {
  const url = databaseRoles(config).appUrl;
  const source = await new DataSource({ type: 'postgres', url, connectTimeoutMS: PATIENCE }).initialize();
  try {
    const warnings = await new InstallationQueries(config, new Database(source)).warnings();
    const words = new Words(readMessages(MESSAGES), 'en-GB', false);
    const found = warnings.map((text) => {
      const isWrong = WRONG_SETTINGS.some((key) => text.key.endsWith(`.${key}`));
      return (isWrong ? wrong : attention)('Settings', words.say(text));
    });
    return found.length > 0 ? found : [good('Settings', 'links and mails fit together')];
  } finally {
    await source.destroy();
  }
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
  });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
