import { Injectable } from '@nestjs/common';
import { PermissionCatalogue } from '../access/catalogue.js';
import type { Viewer } from '../access/viewer.js';
import type { Customer } from '../customers/customer.entity.js';
import { CustomerPages, portalAccessHref } from '../customers/customer-pages.js';
import { Invalid, type Text } from '../platform/errors.js';
import type { Page } from '../platform/pages/page.js';
import { Words } from '../platform/pages/words.js';
import { packAnswers, unpackAnswers, type Answers } from '../platform/http/behind.js';
import { LatestChangeQueries } from '../audit/latest-change.queries.js';
import type { Say } from '../settings/portal-settings.words.js';
import { meetSwitches, switchName } from '../settings/switches.js';
import { offPage } from './off.view.js';
import { AccessIsOff, PeopleRefused } from './people.refusals.js';
import { accessAnswers } from './portal-access.js';
import { carried, type TypedPortalAccess } from './portal-access.forms.js';
import { PortalAccessQueries } from './portal-access.queries.js';
import { AccessMovedOn } from './portal-access.service.js';
import { portalAccessPage, type PortalAccessInput } from './portal-access.view.js';
import { PortalUsersQueries } from './portal-users.queries.js';
import { readTypedPeople } from './typed-people.js';

type Again = NonNullable<PortalAccessInput['again']>;

/** The tab *Portal Access* in all its states: fresh, refused, behind, and asking what to do about invitations. */
@Injectable()
export class PortalAccessPages {
  private readonly write: Say;

  constructor(
    private readonly pages: CustomerPages,
    private readonly queries: PortalAccessQueries,
    private readonly users: PortalUsersQueries,
    private readonly catalogue: PermissionCatalogue,
    private readonly latest: LatestChangeQueries,
    words: Words,
  ) {
    this.write = (text) => words.say(text);
  }

  /** Asks before everybody whom nobody has invited yet is mailed. */
  async offForWaiting(customer: Customer, viewer: Viewer, { off }: AccessIsOff): Promise<Page> {
    const people = await this.users.ofAccount(customer.id);
    const emails = people
      .filter(({ active, invitationId }) => !active && !invitationId)
      .map(({ email }) => email);
    const backHref = portalAccessHref(customer);
    const action = `${backHref}/invitations`;
    return offPage({ off, name: customer.name, viewer, action, hidden: [], emails, saving: false, backHref });
  }

  /** Shows the form again with what was typed, or asks what to do about invitations; other errors go on their way. */
  refused(
    customer: Customer,
    viewer: Viewer,
    typed: TypedPortalAccess,
    error: unknown,
  ): Promise<Page> | Page {
    if (error instanceof AccessIsOff) {
      const href = portalAccessHref(customer);
      const emails = readTypedPeople(typed.people).people.map(({ email }) => email);
      const hidden = carried(typed, this.catalogue);
      return offPage({
        off: error.off,
        name: customer.name,
        viewer,
        action: href,
        hidden,
        emails,
        saving: true,
        backHref: href,
      });
    }
    if (error instanceof AccessMovedOn) return this.behind(customer, viewer, typed, error);
    if (!(error instanceof Invalid)) throw error;
    const { sites, ...others } = error.fields;
    const errors = sites ? { ...others, people: sites } : others;
    const faults = error instanceof PeopleRefused ? { faults: error.faults } : {};
    return this.again(customer, viewer, typed, { errors, ...faults, status: 422 });
  }

  /** The form upon somebody else's change: what they moved and this person did not is as it stands now. */
  private async behind(
    customer: Customer,
    viewer: Viewer,
    typed: TypedPortalAccess,
    { kept }: AccessMovedOn,
  ): Promise<Page> {
    const now = accessAnswers(kept.access);
    const nameOf = (field: string) =>
      field === 'enabled'
        ? this.write('portal-users.access.enabled')
        : switchName(this.catalogue, field.replace(/^sections\./, ''), this.write);
    const sent = accessAnswers(typed.access);
    const { answers, marks } = meetSwitches(this.catalogue, unpackAnswers(typed.shown), now, sent, nameOf);
    const shown = packAnswers(now);
    const by = await this.latest.of(customer, 'portal-access.changed');
    const more = { errors: marks, status: 409, ...(by && { by }) } as const;
    return this.again(customer, viewer, { ...typed, shown }, more, answers);
  }

  again(
    customer: Customer,
    viewer: Viewer,
    typed: TypedPortalAccess,
    more: { errors: Readonly<Record<string, Text>>; status: Again['status'] } & Partial<Again>,
    answers: Answers = accessAnswers(typed.access),
  ): Promise<Page> {
    const { shown, people, send, formId } = typed;
    return this.page(customer, viewer, { formId, again: { answers, shown, people, send, ...more } });
  }

  async page(
    customer: Customer,
    viewer: Viewer,
    more: Pick<PortalAccessInput, 'formId' | 'added' | 'invited' | 'again'>,
  ): Promise<Page> {
    const [kept, people] = await Promise.all([
      this.queries.of(customer.id),
      this.users.ofAccount(customer.id),
    ]);
    const head = this.pages.head(customer, viewer, 'portal-access');
    return portalAccessPage({
      customer,
      head,
      viewer,
      catalogue: this.catalogue,
      kept,
      people,
      now: new Date(),
      write: this.write,
      ...more,
    });
  }
}
