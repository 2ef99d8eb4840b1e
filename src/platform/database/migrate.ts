import { DataSource } from 'typeorm';
import { Config, ConfigError } from '../config.js';
import { migrations, quoted } from './migrations.js';
import { databaseRoles, type DatabaseRoles } from './roles.js';

/** Connects as the owner of the tables, with the migrations at hand. The caller destroys it. */
export async function ownerDataSource(config: Config): Promise<DataSource> {
  const roles = databaseRoles(config);
  const options = { type: 'postgres', url: roles.ownerUrl, migrations: migrations(roles) } as const;
  return new DataSource({ ...options, migrationsTransactionMode: 'each', extra: { max: 2 } }).initialize();
}

/**
 * Creates the two roles where they are missing and brings the tables up to date. Several processes may call it at once:
 * a lock lets one pass after the other.
 * @throws ConfigError with the SQL to run where the owner may not create roles
 */
export async function migrate(config: Config): Promise<{ applied: readonly string[] }> {
  const owner = await ownerDataSource(config);
  const lock = owner.createQueryRunner();
  try {
    await lock.query(`select pg_advisory_lock(hashtext('portico migrate'))`);
    await createRoles(owner, databaseRoles(config));
    const applied = await owner.runMigrations();
    return { applied: applied.map((migration) => migration.name) };
  } finally {
    await lock.query(`select pg_advisory_unlock(hashtext('portico migrate'))`).catch(() => undefined);
    await lock.release();
    await owner.destroy();
  }
}

async function createRoles(owner: DataSource, roles: DatabaseRoles): Promise<void> {
  const database = quoted(decodeURIComponent(new URL(roles.ownerUrl).pathname.slice(1)));
  const statements: string[] = [];
  for (const { role, password } of roles.toCreate) {
    const [found] = await owner.query<unknown[]>('select 1 from pg_roles where rolname = $1', [role]);
    const verb = found ? 'alter' : 'create';
    statements.push(`${verb} role ${quoted(role)} login password '${password}'`);
  }
  const portal = quoted(roles.portalRole);
  statements.push(`grant connect on database ${database} to ${quoted(roles.appRole)}, ${portal}`);
  if (roles.toCreate.some((made) => made.role === roles.portalRole)) {
    statements.push(`alter role ${portal} in database ${database} set default_transaction_read_only = on`);
  }
  for (const statement of statements) {
    try {
      await owner.query(statement);
    } catch (error) {
      throw new ConfigError(
        `${(error as Error).message}. Have an administrator of the database run:\n\n${statements.join(';\n')};\n\n` +
          'or give the roles by DATABASE_URL, MIGRATION_DATABASE_URL and PORTAL_DATABASE_URL.',
      );
    }
  }
}
