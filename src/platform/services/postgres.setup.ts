import pg from 'pg';

const OWNER = 'portico_owner';

/** A connection address on the loopback for a role of the embedded Postgres. */
export function postgresUrl(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes what a database administrator would hand to Portico: a role without special powers except that it
 * may make roles, and a database that belongs to it. Finds them when they are there.
 * @returns the owner's address, and whether the database is new and so empty
 * @param mayCreateDatabases tests make a database for each suite
 */
export async function prepareDatabase(
  admin: string,
  password: string,
  database: string,
  mayCreateDatabases: boolean,
): Promise<{ url: string; isNew: boolean }> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [OWNER]);
    if (role.rowCount === 0) {
      const powers = `login createrole ${mayCreateDatabases ? 'createdb' : 'nocreatedb'}`;
      await client.query(`create role ${OWNER} ${powers} password ${client.escapeLiteral(password)}`);
    }
    const found = await client.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER}`);
    }
    const url = postgresUrl(OWNER, password, Number(new URL(admin).port), database);
    return { url, isNew: found.rowCount === 0 };
  } finally {
    await client.end();
  }
}
