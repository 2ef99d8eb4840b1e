import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { may, type Viewer } from '../access/viewer.js';
import { lockAccount } from '../customers/accounts/account.lock.js';
import { lockCustomer } from '../customers/customers.service.js';
import { emailKey } from '../identity/login.entity.js';
import { Invitations } from '../invitations/invitations.service.js';
import { Database } from '../platform/database/database.js';
import { Forbidden, Invalid, PorticoError, say } from '../platform/errors.js';
import { AccessIsOff, PeopleRefused } from './people.refusals.js';
import type { SavedForm, Sending, SentPeople, SentPortalAccess } from './people.sent.js';
import { PortalAccessQueries } from './portal-access.queries.js';
import { PortalAccessService } from './portal-access.service.js';
import { personId } from './person-ids.js';
import { EVERYTHING } from './person-access.js';
import { PortalUsers } from './portal-users.service.js';
import { MOST_PEOPLE } from './typed-people.js';

/** Saves the tab *Portal Access*, and invites people. All of a form is one transaction with its mails. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly access: PortalAccessService,
    private readonly queries: PortalAccessQueries,
    private readonly users: PortalUsers,
    private readonly invitations: Invitations,
  ) {}

  /**
   * The switches and new people of one form. The same form sent twice adds and mails nobody a second time.
   * @throws AccessMovedOn, PeopleRefused, AccessIsOff
   */
  async save(viewer: Viewer, customerId: string, form: SentPortalAccess): Promise<SavedForm> {
    const { saved, mails } = await this.database.transaction(async (manager) => {
      await lockCustomer(manager, customerId);
      const before = await this.queries.within(manager, customerId);
      await this.access.saveForm(manager, viewer, customerId, form.change, form.shown);
      const people = await this.addPeople(manager, viewer, customerId, form);
      const uninvited = await manager.query<{ id: string }[]>(WAITING, [customerId, people]);
      const mails = await this.invite(manager, viewer, customerId, idsOf(uninvited), form.sending);
      const after = await this.queries.within(manager, customerId);
      const portalOpened = after.portalEnabled && !before.portalEnabled;
      return { saved: { before: before.access, after: after.access, portalOpened }, mails };
    });
    this.invitations.feed(mails);
    return saved;
  }

  /**
   * Adds people to a consolidated account, and invites them. The same form sent twice adds and mails nobody again.
   * @throws PeopleRefused, AccessIsOff
   * @returns how many there are, and how many of them were mailed
   */
  async addTo(
    viewer: Viewer,
    accountId: string,
    form: SentPeople,
  ): Promise<{ people: number; mailed: number }> {
    const { people, mails } = await this.database.transaction(async (manager) => {
      await lockAccount(manager, accountId);
      const people = await this.addPeople(manager, viewer, accountId, form);
      const uninvited = await manager.query<{ id: string }[]>(WAITING, [accountId, people]);
      return { people, mails: await this.invite(manager, viewer, accountId, idsOf(uninvited), form.sending) };
    });
    this.invitations.feed(mails);
    return { people: people.length, mailed: mails.length };
  }

  /**
   * Invites these people, or all of an account's whom nobody has invited yet. `seen` is the version of the link that
   * the page had shown: somebody who was invited since then is not mailed again.
   * @throws AccessIsOff, NotFound, Conflict, Invalid at `sites`
   * @returns whom it mailed
   */
  async send(
    viewer: Viewer,
    accountId: string,
    who: readonly { readonly id: string; readonly seen: number }[] | 'waiting',
    sending: Sending,
  ): Promise<readonly string[]> {
    const { invited, mails } = await this.database.transaction(async (manager) => {
      await lockAccount(manager, accountId);
      const people =
        who === 'waiting'
          ? await manager.query<{ id: string }[]>(WAITING, [accountId, null])
          : await manager.query<{ id: string }[]>(UNCHANGED, [
              accountId,
              who.map(({ id }) => id),
              who.map(({ seen }) => seen),
            ]);
      const invited = sending === 'later' ? [] : idsOf(people);
      return { invited, mails: await this.invite(manager, viewer, accountId, invited, sending) };
    });
    this.invitations.feed(mails);
    return invited;
  }

  private async addPeople(
    manager: EntityManager,
    viewer: Viewer,
    accountId: string,
    { formId, people, faults: typed }: SentPeople,
  ): Promise<string[]> {
    const added: string[] = [];
    const faults = [...typed];
    if (people.length > MOST_PEOPLE) throw new PeopleRefused(faults);
    // In one order, so that two who add the same addresses to two accounts never wait for each other.
    const inOrder = [...people].sort((a, b) => (emailKey(a.email) < emailKey(b.email) ? -1 : 1));
    for (const person of inOrder) {
      const id = personId(formId, person.email);
      const [before] = await manager.query<{ ended: boolean }[]>(
        'select ended_at is not null as ended from portal_users where id = $1',
        [id],
      );
      if (before && !before.ended) {
        added.push(id);
        continue;
      }
      try {
        const user = await this.users.give(
          manager,
          viewer,
          accountId,
          { ...person, ...EVERYTHING },
          before ? {} : { id },
        );
        added.push(user.id);
      } catch (error) {
        if (!(error instanceof PorticoError)) throw error;
        faults.push({ typed: person.email, fault: faultOf(error) });
      }
    }
    if (faults.length > 0) throw new PeopleRefused(faults);
    return added;
  }

  /** The ids of the mails. */
  private async invite(
    manager: EntityManager,
    viewer: Viewer,
    accountId: string,
    people: readonly string[],
    sending: Sending,
  ): Promise<string[]> {
    if (people.length === 0 || sending === 'later') return [];
    await this.open(manager, viewer, accountId, sending === 'switch-on');
    const mails: string[] = [];
    for (const id of people) mails.push(await this.invitations.send(manager, viewer, id));
    return mails;
  }

  private async open(
    manager: EntityManager,
    viewer: Viewer,
    accountId: string,
    switchOn: boolean,
  ): Promise<void> {
    const { access, consolidated, portalEnabled } = await this.queries.within(manager, accountId);
    const off = { portal: !portalEnabled, customer: !access.enabled, consolidated };
    if (!off.portal && !off.customer) return;
    // Which customer of a consolidated account is to be opened, nobody can know here.
    if (!switchOn || (off.customer && consolidated)) throw new AccessIsOff(off);
    if (off.portal && !may(viewer, 'settings.write'))
      throw new Forbidden(say('portal-users.off.administrator'));
    if (off.portal) await this.access.openPortal(manager, viewer);
    if (off.customer) await this.access.switchOn(manager, viewer, accountId);
  }
}

const faultOf = (error: PorticoError) =>
  error instanceof Invalid ? (Object.values(error.fields)[0] ?? error.text) : error.text;

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

/** Of these people, or of all, whom nobody has invited yet. */
const WAITING = `
  select u.id from portal_users u
  where u.account_id = $1 and ($2::uuid[] is null or u.id = any($2)) and u.ended_at is null and not u.active
    and not exists (select from invitations i where i.portal_user_id = u.id)
  order by u.id`;

/** Whom nobody has invited since the page was shown; those without an invitation were shown as version 0. */
const UNCHANGED = `
  select u.id from portal_users u
  join unnest($2::uuid[], $3::int[]) as shown(id, version) on shown.id = u.id
  left join invitations i on i.portal_user_id = u.id
  where u.account_id = $1 and u.ended_at is null and coalesce(i.token_version, 0) = shown.version
  order by u.id`;
