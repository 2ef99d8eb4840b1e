import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import { say } from '../platform/errors.js';
import { Words } from '../platform/pages/words.js';
import { SECTIONS } from '../sections/sections.js';
import type { AccessRow } from './access.queries.js';
import { spelledOut } from './audit.wording.js';
import { NamedThingsQueries, type NamedThing } from './named-things.queries.js';
import type { Named } from './audit.presenter.js';

/** A row of the access log with everything said in words. */
export interface ReadableAccess {
  readonly at: Date;
  readonly who: Named;
  readonly what: string;
  /** The record, to be opened by whoever reads. */
  readonly href: string | undefined;
  readonly customer: Named | null;
  readonly address: string;
}

/** Puts names and words to rows of the access log. */
@Injectable()
export class AccessPresenter {
  constructor(
    private readonly things: NamedThingsQueries,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
  ) {}

  /** @param room whose links lead to records; only the office's lead to people and customers */
  async readable(rows: readonly AccessRow[], room: 'admin' | 'portal' = 'admin'): Promise<ReadableAccess[]> {
    const names = await this.things.of(
      rows.flatMap((row) => [row.loginId, row.portalUserId, row.customerId]),
    );
    const named = (thing: NamedThing | undefined): Named =>
      thing?.name
        ? { ...thing, href: room === 'admin' ? thing.href : undefined }
        : { name: this.words.say(thing ? 'logs.erasedPerson' : 'logs.gone'), detail: '', href: undefined };
    return rows.map((row) => ({
      at: row.at,
      who: named(names.get(row.portalUserId ?? '') ?? names.get(row.loginId)),
      what: this.what(row),
      href: row.recordId && isSection(row.section) ? `/${room}/${row.section}/${row.recordId}` : undefined,
      customer: row.customerId ? named(names.get(row.customerId)) : null,
      address: row.address,
    }));
  }

  private what({ kind, section, reference, fileVersion: version }: AccessRow): string {
    if (kind === 'sign-in' || kind === 'sign-in-failed') return this.words.say(`logs.access.${kind}`);
    if (version)
      return this.words.say(say('logs.access.downloadVersion', { version: String(version), reference }));
    const of = reference && kind !== 'export' ? 'Record' : '';
    return this.words.say(say(`logs.access.${kind}${of}`, { page: this.page(section), reference }));
  }

  private page(section: string): string {
    if (this.words.has(`logs.pages.${section}`)) return this.words.say(`logs.pages.${section}`);
    if (isSection(section)) return this.words.say(`${section}.title`);
    const permission = this.catalogue.find(section);
    return permission ? this.words.say(`${permission.words}.name`) : spelledOut(section);
  }
}

const isSection = (key: string): boolean => SECTIONS.some((section) => section.key === key);
