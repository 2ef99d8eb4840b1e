import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { together, type Rows, type Statement } from './together.js';

/** One customer's part of a scope: all of its sites, or these. */
export interface CustomerScope {
  readonly customerId: string;
  readonly sites: 'all' | readonly string[];
  /** Whose access reads it: some records are shared person by person. Unset: nobody's. */
  readonly accessId?: string | undefined;
  /** What else is open, such as `clock-ins.live` and `money`. Unset: nothing. */
  readonly open?: readonly string[] | undefined;
  /** The accesses of whose visits a customer's manager reads. Unset: nobody's. */
  readonly people?: readonly string[] | undefined;
}

/** Asks one statement of the database; rows come back as plain objects, or as arrays of values. */
export type Ask = <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;

/**
 * The wall. Every portal read happens in a read-only transaction of a role that may only SELECT, with the scope set for
 * that transaction alone, so that row-level security holds what the query also says.
 */
@Injectable()
export class PortalReads {
  constructor(@InjectDataSource('portal') private readonly portal: DataSource) {}

  /**
   * Runs reads for one customer of a scope. Statements are awaited one by one; nothing that waits for a person or
   * another service belongs inside. For several customers, call it once for each.
   */
  within<T>(scope: CustomerScope, read: (ask: Ask) => Promise<T>): Promise<T> {
    return this.lending(scope, 'begin', (client) =>
      read(async <Row>(text: string, values: readonly unknown[] = [], name?: string) => {
        const result = await client.query<Row & pg.QueryResultRow>({ text, values: [...values], name });
        return result.rows;
      }),
    );
  }

  /**
   * The rows of each of several statements that do not wait for one another. Scope and statements travel together: one
   * round trip, for the pages that are opened all day.
   */
  async atOnce(scope: CustomerScope, statements: readonly Statement[]): Promise<Rows[]> {
    const client = await (this.portal.driver as unknown as { master: pg.Pool }).master.connect();
    try {
      const [, ...rows] = await together(client, [narrowing(scope, isSteady(statements)), ...statements]);
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /**
   * Lends the bare connection inside such a transaction, for COPY; all of its reads see the same moment. The caller has
   * drained it on return.
   */
  copying<T>(scope: CustomerScope, read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.lending(scope, 'begin isolation level repeatable read', read);
  }

  private lending<T>(
    scope: CustomerScope,
    begin: string,
    read: (client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    return this.holding(async (client) => {
      // One text of fixed statements is one round trip.
      await client.query(preamble(scope, begin));
      try {
        const answer = await read(client);
        await client.query('commit');
        return answer;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    });
  }

  private async holding<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const runner = this.portal.createQueryRunner();
    try {
      return await use((await runner.connect()) as pg.PoolClient);
    } finally {
      await runner.release();
    }
  }
}

/** What row-level security reads. */
const settingsOf = ({
  customerId,
  sites,
  accessId = '',
  open = [],
  people,
}: CustomerScope): Readonly<Record<string, string>> => ({
  transaction_read_only: 'on',
  'app.customer': customerId,
  'app.every_site': sites === 'all' ? 'yes' : 'no',
  'app.sites': sites === 'all' ? '' : sites.join(','),
  'app.access': accessId,
  'app.open': open.join(','),
  ...(people ? { 'app.people': people.join(',') } : {}),
});

function preamble(scope: CustomerScope, begin: string): string {
  const settings = Object.entries(settingsOf(scope)).map(
    ([name, value]) => `set local ${name} = ${pg.escapeLiteral(value)}`,
  );
  return [begin, ...settings].join('; ');
}

/** The same as one prepared statement; `true` is LOCAL. */
function narrowing(scope: CustomerScope, steady: boolean): Statement {
  const plans = steady ? { plan_cache_mode: 'force_generic_plan' } : {};
  const settings = Object.entries({ ...settingsOf(scope), ...plans });
  const calls = settings.map(([name], index) => `set_config('${name}', $${index + 1}, true)`);
  return {
    name: `scope of ${settings.length}${steady ? ', steady' : ''}`,
    text: `select ${calls.join(', ')}`,
    values: settings.map(([, value]) => value),
  };
}

const isSteady = (statements: readonly Statement[]): boolean =>
  statements.some(({ steady }) => steady) && statements.every(({ name }) => name);
