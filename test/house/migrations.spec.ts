import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config.js';
import { migrate, ownerDataSource } from '../../src/platform/database/migrate.js';
import { freshDatabase } from '../support/app.js';

describe('migrations', () => {
  let made: Awaited<ReturnType<typeof freshDatabase>>;
  let config: Config;

  beforeAll(async () => {
    made = await freshDatabase();
    config = new Config({ DATABASE_URL: made.url, SECRET_KEY: 'a secret key that only these tests know of' });
  });
  afterAll(() => made.drop(config));

  it('go up, down to nothing, and up again to the same', async () => {
    const first = await migrate(config);
    const owner = await ownerDataSource(config);
    try {
      const before = await owner.query<unknown[]>(SHAPE);
      for (let left = first.applied.length; left > 0; left--) await owner.undoLastMigration();
      const remaining = await owner.query<{ name: string }[]>(SHAPE);
      expect(remaining.filter(({ name }) => !ORMS_OWN.test(name))).toEqual([]);
      expect((await migrate(config)).applied).toEqual(first.applied);
      expect(await owner.query<unknown[]>(SHAPE)).toEqual(before);
    } finally {
      await owner.destroy();
    }
  });

  it('change nothing when there is nothing to change', async () => {
    expect((await migrate(config)).applied).toEqual([]);
  });
});

/** The ORM's record of what it applied stays. */
const ORMS_OWN = /^(migrations|PK_)/;

/** Tables, columns, indexes, functions, triggers, policies and types of the schema. */
const SHAPE = `
  select table_name || '.' || column_name as name, data_type || is_nullable || coalesce(column_default, '') as what
  from information_schema.columns where table_schema = 'public'
  union all select indexname, indexdef from pg_indexes where schemaname = 'public'
  union all select proname, pg_get_functiondef(p.oid) from pg_proc p where pronamespace = 'public'::regnamespace
  union all select tgname, pg_get_triggerdef(t.oid) from pg_trigger t where not tgisinternal
  union all select policyname || ' ' || tablename, qual from pg_policies where schemaname = 'public'
  union all select conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
  order by 1, 2`;
