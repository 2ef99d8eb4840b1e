import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Anyone } from '../../src/access/access.decorators.js';
import { DeclaredRoutes, type DeclaredRoute } from '../../src/access/declared-routes.js';
import { refuseUnsafe } from '../../src/platform/database/safe-roles.js';
import { JOBS } from '../../src/platform/queue/jobs.js';
import { Workers } from '../../src/platform/queue/workers.js';
import { startPortico, type TestPortico } from '../support/app.js';

/** After adding or taking away a page on purpose: `WRITE_ROUTES=1 npm run test:house`. */
const ROUTES = join(import.meta.dirname, 'routes.txt');

describe('the running house', () => {
  let portico: TestPortico;
  let routes: DeclaredRoute[];

  beforeAll(async () => {
    portico = await startPortico();
    routes = portico.app.get(DeclaredRoutes).all();
  });
  afterAll(() => portico.close());

  it('has every URL that is written down: none vanishes, none appears unseen', () => {
    const now = routes.map(({ method, path }) => `${method} ${path}`).sort();
    if (process.env['WRITE_ROUTES']) writeFileSync(ROUTES, `${now.join('\n')}\n`);
    const written = readFileSync(ROUTES, 'utf8').trim().split('\n');
    expect(now).toEqual(written);
  });

  it('says at every route who may enter', () => {
    expect(routes.filter(({ declaration }) => !declaration)).toEqual([]);
    for (const { path, declaration } of routes) {
      if (path.startsWith('/portal')) expect([path, declaration?.who]).toEqual([path, 'portal']);
      if (path.startsWith('/admin')) expect([path, declaration?.who]).toEqual([path, 'staff']);
      if (path.startsWith('/api/v1')) expect([path, declaration?.who]).toEqual([path, 'api']);
    }
  });

  it('answers an address that cannot be read as one that does not exist', async () => {
    for (const [path, type] of [
      ['/admin/%', 'text/html'],
      ['/portal/jobs/%E0%A4%A', 'text/html'],
      ['/api/v1/jobs/%', 'application/problem+json'],
    ] as const) {
      const answer = await fetch(`${portico.url}${path}`);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringContaining(type),
      ]);
    }
  });

  it('has one handler for every job', () => {
    expect([...portico.app.get(Workers, { strict: false }).handlers().keys()].sort()).toEqual(
      [...JOBS].sort(),
    );
  });

  it('keeps entities and tables the same: columns, types and what may be empty', async () => {
    const entities = portico.app.get(DataSource).entityMetadatas;
    expect(entities.length).toBeGreaterThan(4);
    for (const { tableName, columns } of entities) {
      const found = await portico.sql<{ name: string; type: string; nullable: boolean }>(TABLE, [tableName]);
      const declared = columns.map((column) => ({
        name: column.databaseName,
        type: column.isArray ? 'ARRAY' : (NAMES[String(column.type)] ?? String(column.type)),
        nullable: column.isNullable,
      }));
      expect(columnFaults(tableName, declared, found)).toEqual([]);
    }
  });
});

describe('the house when something is wrong with it', () => {
  it('sees where an entity and its table part', () => {
    const found = [{ name: 'id', type: 'uuid', nullable: false }];
    expect(columnFaults('t', [{ name: 'id', type: 'text', nullable: false }], found)).toEqual([
      't.id: uuid in the table',
    ]);
    expect(columnFaults('t', [{ name: 'gone', type: 'text', nullable: false }], found)).toEqual([
      't.gone is in no migration',
    ]);
  });

  it('does not start with a route that does not say who may enter', async () => {
    @Controller('open')
    class OpenController {
      @Get('door')
      door(): string {
        return 'anybody';
      }
      @Get('declared')
      @Anyone()
      declared(): string {
        return 'fine';
      }
    }
    @Module({ imports: [DiscoveryModule], controllers: [OpenController], providers: [DeclaredRoutes] })
    class OpenModule {}
    const app = (await Test.createTestingModule({ imports: [OpenModule] }).compile()).createNestApplication(
      new FastifyAdapter(),
    );
    await expect(app.init()).rejects.toThrow('GET /open/door (OpenController.door)');
  });

  it('does not start with a portal role that sees past the wall', () => {
    const safe = { name: 'portal', superuser: false, bypass: false, owns: 0, writes: 0, memberships: 0 };
    expect(() => refuseUnsafe(safe)).not.toThrow();
    expect(() => refuseUnsafe({ ...safe, superuser: true })).toThrow('is a superuser');
    expect(() => refuseUnsafe({ ...safe, bypass: true })).toThrow('may bypass row-level security');
    expect(() => refuseUnsafe({ ...safe, owns: 2 })).toThrow('owns 2 tables');
    expect(() => refuseUnsafe({ ...safe, writes: 1 })).toThrow('may write 1 tables');
  });

  it('does not start when the portal would connect as a superuser', async () => {
    const superuser = process.env['PORTICO_TEST_SUPERUSER_URL'] as string;
    await expect(startPortico({ PORTAL_DATABASE_URL: superuser }, false)).rejects.toThrow('is a superuser');
  });
});

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** Where an entity says something else than its table. A column that only the database uses need not be in it. */
function columnFaults(table: string, declared: readonly Column[], found: readonly Column[]): string[] {
  return declared.flatMap(({ name, type, nullable }) => {
    const column = found.find((one) => one.name === name);
    if (!column) return [`${table}.${name} is in no migration`];
    const same = column.type === type && column.nullable === nullable;
    return same ? [] : [`${table}.${name}: ${column.type}${column.nullable ? ' or null' : ''} in the table`];
  });
}

const TABLE = `
  select column_name as name, data_type as type, is_nullable = 'YES' as nullable
  from information_schema.columns where table_schema = 'public' and table_name = $1`;

/** How TypeORM and Postgres call the same type. */
const NAMES: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  varchar: 'character varying',
  int: 'integer',
  int4: 'integer',
};
