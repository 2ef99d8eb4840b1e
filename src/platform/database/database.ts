import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

/** What a mistake in the database's own words means to us. */
const UNIQUE_VIOLATION = '23505';
/** A deadlock, or changes that could not be put in an order. */
const GAVE_WAY = ['40P01', '40001'];
const MOST_TRIES = 3;
/** It starts or stops, has too many connections already, or nobody answers. */
const AWAY = [
  '57P01',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
];
/** The same in the driver's words, which come without a code. */
const AWAY_SAID = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** Reads and transactions of the application's own role, for staff pages, workers and facts. */
@Injectable()
export class Database {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Rows of one statement. A `name` makes it a prepared statement: for those on every request. */
  async rows<Row>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    const pool = (this.source.driver as unknown as { master: pg.Pool }).master;
    const result = await pool.query<Row & pg.QueryResultRow>({ text, values: [...values], name });
    return result.rows;
  }

  /** The first row, or undefined. */
  async row<Row>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row | undefined> {
    return (await this.rows<Row>(text, values, name))[0];
  }

  /** All or nothing: a change, its audit line and the rows by which mail or jobs follow. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(work);
  }

  /**
   * The same, begun anew where Postgres ended it so that another could go on.
   * @param isWorthTrying after which errors, where there are more of them
   */
  async retrying<T>(
    work: (manager: EntityManager) => Promise<T>,
    isWorthTrying: (error: unknown) => boolean = isDeadlock,
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transaction(work);
      } catch (error) {
        if (tries === MOST_TRIES || !isWorthTrying(error)) throw error;
      }
    }
  }
}

/** Whether no connection was to be had: the database is away, or all are in use. */
export function isAway(error: unknown): boolean {
  const { code = '', message = '' } = causeOf(error);
  return AWAY.includes(code) || AWAY_SAID.test(message);
}

/** Whether an error says that a row of this unique key exists already. */
export function breaksUnique(error: unknown, constraint: string): boolean {
  const { code, constraint: broken } = causeOf(error);
  return code === UNIQUE_VIOLATION && broken === constraint;
}

/** Whether Postgres ended this transaction so that another could go on: trying again is right. */
export const isDeadlock = (error: unknown): boolean => GAVE_WAY.includes(causeOf(error).code ?? '');

/** Whether the values themselves were at fault: too large for their column, or against a rule of the table. */
export const isAboutData = (error: unknown): boolean => /^2[23]/.test(causeOf(error).code ?? '');

interface Cause {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
}

const causeOf = (error: unknown): Cause =>
  ((error as { driverError?: unknown } | undefined)?.driverError ?? error ?? {}) as Cause;
