import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer } from '../access/viewer.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { seenVersion } from '../platform/http/if-match.js';
import { Redirect, type Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { differ, meet, packAnswers, unpackAnswers, type Answers } from '../platform/http/behind.js';
import { personAnswers, personChange, sentPersonAnswers, type PersonQuestions } from './person.forms.js';
import { personPage, type PersonInput } from './person-page.view.js';
import { PortalAccessQueries } from './portal-access.queries.js';
import { PortalUsersQueries, type PersonRow } from './portal-users.queries.js';
import { PortalUsers } from './portal-users.service.js';

type Sent = Readonly<Record<string, unknown>>;

/** The page of one person, and what its form does. */
@Injectable()
export class PersonPages {
  constructor(
    private readonly database: Database,
    private readonly access: PortalAccessQueries,
    private readonly queries: PortalUsersQueries,
    private readonly users: PortalUsers,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
  ) {}

  async page(row: PersonRow, viewer: Viewer): Promise<Page> {
    return this.shown(row, viewer, await this.questions(row));
  }

  async change(row: PersonRow, viewer: Viewer, sent: Sent): Promise<Page | Redirect> {
    const questions = await this.questions(row);
    const now = personAnswers(row, questions);
    const answers = sentPersonAnswers(sent, questions);
    const shown = unpackAnswers(sent.shown);
    if (differ(now, shown) && differ(now, answers))
      return this.behind(row, viewer, questions, shown, answers);
    try {
      const change = personChange(row, answers, questions, this.catalogue);
      await this.database.transaction((manager) =>
        this.users.change(manager, viewer, row.id, change, seenVersion(row.version)),
      );
      return new Redirect(portalUserHref(row.id), say('portal-users.person.saved', { email: row.email }));
    } catch (error) {
      // Somebody saved in the very moment between: the page is looked at again, and is behind.
      if (error instanceof Conflict) return this.change(await this.queries.get(row.id), viewer, sent);
      if (!(error instanceof Invalid)) throw error;
      const packed = shown ? packAnswers(shown) : '';
      return this.shown(row, viewer, questions, {
        answers,
        shown: packed,
        errors: error.fields,
        status: 422,
      });
    }
  }

  private behind(
    row: PersonRow,
    viewer: Viewer,
    questions: PersonQuestions,
    shown: Answers | undefined,
    sent: Answers,
  ): Page {
    const now = personAnswers(row, questions);
    const { answers, marks } = meet(shown, now, sent, (field) => this.nameOf(field, questions));
    return this.shown(row, viewer, questions, {
      answers,
      shown: packAnswers(now),
      errors: marks,
      status: 409,
    });
  }

  private nameOf(field: string, { customers, sites }: PersonQuestions): string {
    const [kind, ...rest] = field.split('.');
    const key = rest.join('.');
    if (kind === 'sections') return this.words.say(`${this.catalogue.find(key)?.words ?? key}.name`);
    if (kind === 'everySiteOf') return customers.find(({ id }) => id === key)?.name ?? key;
    if (kind === 'sites') return sites.find(({ id }) => id === key)?.name ?? key;
    return this.words.say(
      kind === 'firstName' || kind === 'lastName'
        ? `portal-users.fields.${kind}`
        : `portal-users.person.${kind}`,
    );
  }

  /** All sites of the customer, and the permissions that are open to it: the others are nobody's to see. */
  private async questions(row: PersonRow): Promise<PersonQuestions> {
    const [sites, customers, kept] = await Promise.all([
      this.queries.sites(row.accountId),
      row.consolidated ? this.queries.customers(row.accountId) : [],
      this.access.of(row.accountId),
    ]);
    const permissions = this.catalogue.all
      .map(({ key }) => key)
      .filter((key) => kept.available.has(key) && kept.access.sections[key]);
    return { customers, sites, permissions, available: kept.available };
  }

  private shown(
    row: PersonRow,
    viewer: Viewer,
    questions: PersonQuestions,
    again?: PersonInput['again'],
  ): Page {
    return personPage({
      row,
      questions,
      catalogue: this.catalogue,
      viewer,
      write: (text) => this.words.say(text),
      now: new Date(),
      ...(again && { again }),
    });
  }
}
