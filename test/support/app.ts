import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleLogger, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Config } from '../../src/platform/config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { databaseRoles } from '../../src/platform/database/roles.js';
import { Workers } from '../../src/platform/queue/workers.js';
import { webApplication } from '../../src/server.js';
import './one-connection.js';

/** A whole Portico on a database of its own: web and workers in this process, real Postgres and Redis. */
export interface TestPortico {
  readonly url: string;
  readonly config: Config;
  readonly app: NestFastifyApplication;
  /** As the owner of the tables: past every policy. For setting the scene and for counting. */
  sql<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

type Settings = Readonly<Record<string, string>>;

/**
 * Starts one; close it in `afterAll`. `settings` are environment variables on top of the usual; `more` are controllers
 * of the test's own.
 */
export async function startPortico(
  settings: Settings = {},
  aloud = true,
  more: readonly Type[] = [],
): Promise<TestPortico> {
  const made = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'portico-test-'));
  const config = new Config({
    DATABASE_URL: made.url,
    REDIS_URL: process.env['PORTICO_TEST_REDIS_URL'] ?? '',
    SECRET_KEY: 'a secret key that only these tests know of',
    STORAGE_URL: `file://${folder}`,
    PORTICO_FOLDER: folder,
    ...settings,
  });
  await migrate(config);
  const logger = aloud && new ConsoleLogger({ logLevels: ['error', 'fatal'] });
  const imports = [AppModule.with(config)];
  const withMore = { module: class WithMore {}, imports, controllers: [...more] };
  const app = await webApplication(config, logger, more.length > 0 ? withMore : undefined);
  await app.listen(0, '127.0.0.1');
  await app.get(Workers, { strict: false }).start();
  const owner = new pg.Pool({ connectionString: made.url, max: 2 });
  // A pool has ended before its connections have: dropping the database may be what ends one, and that is no fault.
  owner.on('error', () => undefined);
  return {
    url: await app.getUrl(),
    config,
    app,
    sql: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await owner.query(text, [...values])).rows as Row[],
    close: async () => {
      // Who has not read an answer to its end holds the server open: a test that is over waits for nobody.
      const late = setTimeout(() => app.getHttpServer().closeAllConnections(), 5_000);
      await app.close();
      clearTimeout(late);
      await owner.end();
      await made.drop(config);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new, empty database of the owner's. Also for tests that need no application. */
export async function freshDatabase(): Promise<{ url: string; drop(config?: Config): Promise<void> }> {
  const base = process.env['PORTICO_TEST_DATABASE_URL'];
  const superuser = process.env['PORTICO_TEST_SUPERUSER_URL'];
  if (!base || !superuser) throw new Error('Run tests by `npm test`: it starts Postgres and Redis.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const owner = new URL(base);
  await asSuperuser(superuser, [`create database ${name} owner ${decodeURIComponent(owner.username)}`]);
  owner.pathname = `/${name}`;
  return {
    url: owner.href,
    drop: async (config) => {
      const roles = config ? databaseRoles(config).toCreate.map(({ role }) => role) : [];
      await asSuperuser(superuser, [
        `drop database ${name} with (force)`,
        ...roles.map((role) => `drop role if exists ${role}`),
      ]);
    },
  };
}

async function asSuperuser(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
