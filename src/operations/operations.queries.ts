import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { OperationState } from './operation.entity.js';

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
  readonly href: string;
  readonly state: OperationState;
  readonly done: number;
  readonly total: number;
  readonly problem: Text | null;
  readonly undoing: boolean;
}

@Injectable()
export class OperationsQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFound */
  async get(id: string): Promise<OperationRow> {
    const row = isId(id) ? await this.database.row<OperationRow>(BY_ID, [id]) : undefined;
    if (!row) throw new NotFound();
    return { ...row, done: Number(row.done), total: Number(row.total) };
  }
}

/** Whether somebody still has to do with it. */
export const isAtWork = ({ state }: Pick<OperationRow, 'state'>): boolean =>
  state === 'queued' || state === 'running';

const BY_ID =
  'select id, kind, title, href, state, done, total, problem, undoing from operations where id = $1';
