import { Injectable } from '@nestjs/common';
import { emailKey } from '../identity/login.entity.js';
import { Invalid, say } from '../platform/errors.js';
import { verbatim } from '../platform/pages/words.js';
import { ListChoices } from '../sections/engine/list.choices.js';
import type { FormState } from './schedule.form.view.js';
import { ScheduleQueries, type AccountChoice } from './schedules.queries.js';

/** What the form of a schedule offers, and what stands in it. */
@Injectable()
export class ScheduleOffers {
  constructor(
    private readonly queries: ScheduleQueries,
    private readonly choices: ListChoices,
  ) {}

  /** What the form of an account offers: its people, and the sites of a customer where they fit a drop-down. */
  async offered({ id, consolidated }: AccountChoice) {
    const sites = consolidated ? [] : (await this.choices.sitesOf(id)).choices;
    return { people: await this.queries.people(id), sites };
  }

  /**
   * Nobody is sent another customer's figures who is known to be somebody else's person, or kept as somebody else's contact.
   * @param standing those that stand there already: they stay named until somebody takes them away
   * @throws Invalid at the addresses
   */
  async refuseStrangers(
    { id, name }: AccountChoice,
    addresses: readonly string[],
    standing: readonly string[],
  ): Promise<void> {
    const there = standing.map(emailKey);
    const fresh = addresses.filter((address) => !there.includes(emailKey(address)));
    const [stranger] = await this.queries.strangers(id, fresh);
    if (stranger)
      throw new Invalid({ addresses: say('schedules.form.stranger', { ...stranger, account: name }) });
    const [contact] = await this.queries.foreignContacts(id, fresh);
    if (contact)
      throw new Invalid({ addresses: say('schedules.form.contact', { ...contact, account: name }) });
  }

  /** The form of one that is there, as it stands. @throws NotFound */
  async standing(id: string): Promise<FormState> {
    const schedule = await this.queries.get(id);
    const { accountId, account: name, consolidated } = schedule;
    const account = { id: accountId, reference: '', name, consolidated };
    const recipients = await this.queries.recipients(id);
    const { people, sites } = await this.offered(account);
    const addresses = recipients.flatMap((one) => (one.portalUserId ? [] : one.email));
    const { siteId, site } = schedule;
    // What a drop-down cannot offer any more stays what it is: of one site nobody makes all of them by saving another time.
    const isOffered = !siteId || sites.some(({ value }) => value === siteId);
    const standing = { value: siteId ?? '', label: verbatim(site ?? '') };
    // Nor does anybody lose it by that who cannot get it just now.
    const kept = recipients.flatMap(({ portalUserId, email, name, closed }) =>
      portalUserId && !people.some((one) => one.id === portalUserId)
        ? [{ id: portalUserId, email, name, closed }]
        : [],
    );
    return {
      id,
      account,
      people: [...people, ...kept],
      addresses,
      sites: isOffered ? sites : [...sites, standing],
      version: schedule.version,
      name: schedule.name,
      typed: {
        name: schedule.name,
        report: schedule.report,
        site: schedule.siteId ?? '',
        period: schedule.period,
        frequency: schedule.frequency,
        weekday: String(schedule.weekday),
        monthDay: String(schedule.monthDay),
        time: schedule.time,
        people: recipients.flatMap(({ portalUserId }) => portalUserId ?? []),
        addresses: addresses.join('\n'),
      },
    };
  }
}
