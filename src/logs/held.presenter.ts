import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { Words } from '../platform/pages/words.js';
import { AccessPresenter } from './access.presenter.js';
import type { AccessRow } from './access.queries.js';
import { AuditPresenter, type Named } from './audit.presenter.js';
import { AuditQueries } from './audit.queries.js';
import { idsWithin } from './audit.wording.js';
import type { HeldLogin, HeldPart, HeldRow } from './held.queries.js';
import { HeldWords } from './held.words.js';
import { NamedThingsQueries } from './named-things.queries.js';

/** What one table holds of a person, in words. */
export interface ReadablePart {
  readonly name: string;
  readonly rows: readonly (readonly HeldItem[])[];
  readonly cut: boolean;
}

export interface HeldItem {
  readonly label: Text;
  readonly cell: Cell;
}

/** Puts names and words to what is held of a person; the two logs are said as their own pages say them. */
@Injectable()
export class HeldPresenter {
  constructor(
    private readonly things: NamedThingsQueries,
    private readonly lines: AuditQueries,
    private readonly audit: AuditPresenter,
    private readonly access: AccessPresenter,
    private readonly words: Words,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  async readable(viewer: Viewer, login: HeldLogin, parts: readonly HeldPart[]): Promise<ReadablePart[]> {
    const things = await this.things.of(idsWithin(parts.map(({ rows }) => rows)));
    const words = new HeldWords(this.words, this.catalogue, things);
    return Promise.all(
      parts.map(async ({ name, rows, cut }) => {
        if (name === 'audit_lines') return { name, rows: await this.ofAuditLog(viewer, rows), cut };
        if (name === 'access_log') return { name, rows: await this.ofAccessLog(rows), cut };
        const items = rows.map((row) => words.items(name, row, login.id));
        return { name, rows: items.filter((one) => one.length > 0), cut };
      }),
    );
  }

  private async ofAuditLog(viewer: Viewer, rows: readonly HeldRow[]): Promise<HeldItem[][]> {
    const found = await this.lines.of(rows.map(({ id }) => String(id)));
    const lines = await this.audit.readable(found, await this.audit.formats(viewer));
    return lines.map(({ at, who, what, about, customer, address, lines: changes }) =>
      known({
        at: cell.dateTime(at),
        what: cell.text(what),
        who: named(who),
        about: named(about),
        customer: named(customer),
        changes: cell.text(changes.join('; ')),
        address: cell.text(address),
      }),
    );
  }

  private async ofAccessLog(rows: readonly HeldRow[]): Promise<HeldItem[][]> {
    const read = await this.access.readable(rows.map(accessRow));
    return read.map(({ at, what, href, customer, address }) =>
      known({
        at: cell.dateTime(at),
        what: cell.text(what, href),
        customer: named(customer),
        address: cell.text(address),
      }),
    );
  }
}

const named = (thing: Named | null): Cell => cell.text(thing?.name ?? null, thing?.href);

const known = (cells: Readonly<Record<string, Cell>>): HeldItem[] =>
  Object.entries(cells)
    .filter(([, { value }]) => value !== null && value !== '')
    .map(([key, shown]) => ({ label: say(`logs.columns.${key}`), cell: shown }));

const accessRow = (row: HeldRow): AccessRow =>
  ({
    ...row,
    at: new Date(String(row['at'])),
    loginId: row['login_id'],
    portalUserId: row['portal_user_id'],
    customerId: row['customer_id'],
    recordId: row['record_id'],
    fileVersion: row['file_version'],
  }) as unknown as AccessRow;
