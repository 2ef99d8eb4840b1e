import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import { FactsQueries } from '../access/facts.queries.js';
import type { OrganisationFacts, Viewer } from '../access/viewer.js';
import { formatsFor, type Formats } from '../platform/pages/formats.js';
import { Words } from '../platform/pages/words.js';
import type { AuditRow } from './audit.queries.js';
import { AuditBackground } from './audit.background.js';
import { AuditValues } from './audit.values.js';
import { AuditWording, idsWithin, type ReadableChange } from './audit.wording.js';
import { NamedThingsQueries, type NamedThing, type NamedThings } from './named-things.queries.js';

/** Somebody or something that a line names, with the way there. */
export interface Named {
  readonly name: string;
  readonly detail: string;
  readonly href: string | undefined;
}

/** A line of the audit log with everything said in words. */
export interface ReadableLine {
  readonly id: string;
  readonly at: Date;
  readonly who: Named;
  readonly what: string;
  /** What it was done to; nothing where that is who did it. */
  readonly about: Named | null;
  readonly customer: Named | null;
  readonly changes: readonly ReadableChange[];
  /** The changes, each in one line. */
  readonly lines: readonly string[];
  readonly address: string;
}

/** Puts names and words to lines of the audit log. */
@Injectable()
export class AuditPresenter {
  constructor(
    private readonly things: NamedThingsQueries,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
    private readonly facts: FactsQueries,
    private readonly background: AuditBackground,
  ) {}

  async readable(rows: readonly AuditRow[], formats: Formats): Promise<ReadableLine[]> {
    const ids = rows.flatMap((row) => [
      row.actorId,
      row.subjectId,
      row.customerId ?? row.accountId,
      ...idsWithin([row.before, row.after]),
    ]);
    const [names, keyNames, currencies] = await Promise.all([
      this.things.of(ids),
      this.background.keyNames(),
      this.background.currencies(rows),
    ]);
    const values = new AuditValues(this.words, this.catalogue, formats, names, keyNames);
    const wording = new AuditWording(this.words, this.catalogue, values, currencies);
    return rows.map((row) => this.line(row, names, wording));
  }

  async organisation(viewer: Viewer): Promise<OrganisationFacts> {
    return viewer.organisation ?? (await this.facts.organisation());
  }

  async formats(viewer: Viewer): Promise<Formats> {
    const { locale, timeZone, currency } = await this.organisation(viewer);
    return formatsFor(locale, timeZone, currency);
  }

  private line(row: AuditRow, names: NamedThings, wording: AuditWording): ReadableLine {
    const changes = wording.changes(row);
    const { subjectId } = row;
    const customer = names.get(row.customerId ?? row.accountId ?? '');
    const about = subjectId && subjectId !== row.actorId ? names.get(subjectId) : undefined;
    return {
      id: row.id,
      at: row.at,
      who: this.who(row, names),
      what: wording.action(row),
      about: about ? this.named(about) : null,
      customer: customer ? this.named(customer) : null,
      changes,
      lines: changes.map((change) => wording.line(change)),
      address: row.address,
    };
  }

  private who({ actorKind, actorId }: AuditRow, names: NamedThings): Named {
    const actor = actorId ? names.get(actorId) : undefined;
    if (actor) return this.named(actor);
    const words = actorKind === 'system' || actorKind === 'visitor' ? actorKind : 'gone';
    return { name: this.words.say(`logs.${words}`), detail: '', href: undefined };
  }

  private named(thing: NamedThing): Named {
    return { ...thing, name: thing.name || this.words.say('logs.erasedPerson') };
  }
}
