import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** One customer's part of a scope: all of its sites, or these. */
export interface CustomerScope {
  readonly customerId: string;
  readonly sites: 'all' | readonly string[];
}

/** Asks one statement of the database; rows come back as plain objects, or as arrays of values. */
export type Ask = <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;

/**
 * The wall. Every portal read happens inside `within`: a read-only transaction of a role that may only SELECT, with the
 * scope set for that transaction alone, so that row-level security holds what the query also says.
 */
@Injectable()
export class PortalReads {
  constructor(@InjectDataSource('portal') private readonly portal: DataSource) {}

  /**
   * Runs reads for one customer of a scope. Statements are awaited one by one; nothing that waits for a person or
   * another service belongs inside. For several customers, call it once for each.
   */
  within<T>(scope: CustomerScope, read: (ask: Ask) => Promise<T>): Promise<T> {
    return this.copying(scope, (client) =>
      read(async <Row>(text: string, values: readonly unknown[] = [], name?: string) => {
        const result = await client.query<Row & pg.QueryResultRow>({ text, values: [...values], name });
        return result.rows;
      }),
    );
  }

  /** Lends the bare connection inside the same transaction, for COPY. The caller has drained it on return. */
  copying<T>(scope: CustomerScope, read: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.holding(async (client) => {
      // One text of fixed statements is one round trip.
      await client.query(preamble(scope));
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

function preamble({ customerId, sites }: CustomerScope): string {
  const all = sites === 'all';
  return (
    `begin read only; set local app.customer = ${pg.escapeLiteral(customerId)}; ` +
    `set local app.every_site = '${all ? 'yes' : 'no'}'; ` +
    `set local app.sites = ${pg.escapeLiteral(all ? '' : sites.join(','))}`
  );
}
