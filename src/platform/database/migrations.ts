import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { DatabaseRoles } from './roles.js';

const FOLDER = join(import.meta.dirname, '../../../migrations');
/** TypeORM wants a time at the end of a migration's name; the file's number stands for it. */
const FIRST = 1_760_000_000_000;

type MigrationClass = new () => MigrationInterface;

/**
 * The migrations are SQL files, `NNNN-name.up.sql` and `NNNN-name.down.sql`, because policies, triggers and grants read
 * best as what they are. `{{app}}` and `{{portal}}` stand for the two roles.
 */
export function migrations(roles: Pick<DatabaseRoles, 'appRole' | 'portalRole'>): MigrationClass[] {
  const files = readdirSync(FOLDER).sort();
  return files
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => migration(file.slice(0, -'.up.sql'.length), roles));
}

function migration(name: string, roles: Pick<DatabaseRoles, 'appRole' | 'portalRole'>): MigrationClass {
  const run = async (runner: QueryRunner, direction: 'up' | 'down') => {
    const sql = readFileSync(join(FOLDER, `${name}.${direction}.sql`), 'utf8');
    await runner.query(
      sql.replaceAll('{{app}}', quoted(roles.appRole)).replaceAll('{{portal}}', quoted(roles.portalRole)),
    );
  };
  const number = Number(name.slice(0, 4));
  return class implements MigrationInterface {
    readonly name = `${name.slice(5)}${FIRST + number}`;
    up(runner: QueryRunner) {
      return run(runner, 'up');
    }
    down(runner: QueryRunner) {
      return run(runner, 'down');
    }
  };
}

/** An identifier as SQL wants it. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
