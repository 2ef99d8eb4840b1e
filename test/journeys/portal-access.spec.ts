import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, until, type MailServer } from '../support/mail-server.js';
import { customer, site, staff } from '../support/office.js';
import type { Person, Seen } from '../support/person.js';

describe('the tab Portal Access', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let maya: Person;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    ruth = await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
    maya = await staff(portico, 'maya@marlow.test', 'Maya Okafor', 'administrator');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const portal = (enabled: boolean) => portico.sql('update portal_settings set enabled = $1', [enabled]);
  const enable = (id: string) =>
    portico.sql('update customers set portal_enabled = true where id = $1', [id]);
  const tab = (id: string) => `/admin/customers/${id}/portal-access`;
  const mailsTo = (address: string) =>
    mail.mails.filter(({ to }) => to?.some((one) => one.address === address));
  const states = (seen: Seen) =>
    Object.fromEntries(
      seen
        .$('.person')
        .toArray()
        .map((card) => [seen.$(card).find('h3').text().trim(), seen.$(card).find('.status').text().trim()]),
    );
  const settled = () =>
    until('all mails to be out', async () => {
      const open = await portico.sql(`select from mails where state in ('queued', 'sending')`);
      return open.length === 0 || undefined;
    });

  it('is opened by the icon beside the name, on every tab, green when on and grey when off', async () => {
    const id = await customer(portico, 'C-1', 'Acme Hotels');
    const off = await ruth.open(`/admin/customers/${id}`);
    expect(off.$('.icon-switch').attr('class')).toContain('is-off');
    const seen = await ruth.open(off.$('.icon-switch').attr('href') ?? '');
    expect(seen.status).toBe(200);
    expect(seen.$('.tabs [aria-current]').text().trim()).toBe('Portal Access');
    expect(seen.$('.icon-switch').attr('href')).toBe(tab(id));
    expect(seen.$('#enabled').attr('role')).toBe('switch');
    expect(seen.text).toContain('Nobody yet');
    const on = await ruth.submit(tab(id), { enabled: 'on' });
    expect(on.text).toContain('Portal access for Acme Hotels is now on.');
    expect(on.$('.icon-switch').attr('class')).toContain('is-on');
    expect(on.$('.icon-switch').attr('title')).toBe('Customer Portal Access: on');
  });

  it('begins with the default permissions, and keeps each switch with who set it', async () => {
    await portico.sql(
      `update permission_settings set on_for_new = permission <> 'invoices', available = true`,
    );
    await portico.sql(`update permission_settings set available = false where permission = 'documents'`);
    const id = await customer(portico, 'C-2', 'Cask & Co');
    const seen = await ruth.open(tab(id));
    const on = (key: string) => seen.$(`[id="sections.${key}"]:checked`).length === 1;
    expect([on('jobs'), on('invoices')]).toEqual([true, false]);
    expect(seen.$('details.fold summary').text()).toContain('1 more that is not available in your portal');
    expect(seen.$('details.fold [id="sections.documents"]')).toHaveLength(1);
    const sections = seen
      .$('[name=sections][checked]')
      .toArray()
      .map((box) => box.attribs['value'] ?? '')
      .filter((key) => key !== 'jobs');
    const saved = await ruth.submit(tab(id), { sections: [...sections, 'invoices'] });
    expect(saved.text).toContain('The people of Cask & Co now see Invoices.');
    expect(saved.text).toContain('The people of Cask & Co no longer see Jobs.');
    const rows = await portico.sql(
      `select permission, allowed, set_by from customer_permissions
       where customer_id = $1 and permission in ('jobs', 'invoices', 'sites') order by 1`,
      [id],
    );
    expect(rows).toEqual([
      { permission: 'invoices', allowed: true, set_by: 'hand' },
      { permission: 'jobs', allowed: false, set_by: 'hand' },
      { permission: 'sites', allowed: true, set_by: 'default' },
    ]);
    const [line] = await portico.sql(
      `select before, after from audit_lines where customer_id = $1 and action = 'portal-access.changed'`,
      [id],
    );
    expect(line).toEqual({
      before: { 'sections.jobs': true, 'sections.invoices': false },
      after: { 'sections.jobs': false, 'sections.invoices': true },
    });
    expect((await ruth.submit(tab(id))).text).toContain('Nothing was changed.');
  });

  it('shows a form that is behind what changed, and overwrites nothing', async () => {
    const id = await customer(portico, 'C-3', 'Behind Ltd');
    await ruth.open(tab(id));
    await maya.open(tab(id));
    const without = (seen: Seen, key: string) =>
      seen
        .$('[name=sections][checked]')
        .toArray()
        .map((box) => box.attribs['value'] ?? '')
        .filter((one) => one !== key);
    await maya.submit(tab(id), { sections: without(maya.seen, 'sites') });
    const behind = await ruth.submit(tab(id), {
      sections: without(ruth.seen, 'jobs'),
      people: 'x@behind.test',
    });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('Maya Okafor saved this page');
    expect(behind.text).toContain('Sites: switched off meanwhile.');
    expect(behind.$('[id="sections.sites"]').attr('checked')).toBeUndefined();
    expect(behind.$('[id="sections.jobs"]').attr('checked')).toBeUndefined();
    expect(behind.$('#people').text().trim()).toBe('x@behind.test');
    const saved = await ruth.submit(tab(id), { people: '' });
    expect(saved.text).toContain('no longer see Jobs.');
    const on = await portico.sql(
      `select permission from customer_permissions where customer_id = $1 and allowed and permission in ('jobs', 'sites')`,
      [id],
    );
    expect(on).toEqual([]);
  });

  it('adds several people at once, mails each of them once, and says what to do next', async () => {
    await portal(true);
    const id = await customer(portico, 'C-4', 'Dinton Farms');
    await enable(id);
    await ruth.open(tab(id));
    const people = 'Ann Lee <ann@dinton.test>, bob@dinton.test\nCy@dinton.test';
    const form = new URLSearchParams(ruth.seen.$('main form').first().serialize());
    form.set('people', people);
    const seen = await ruth.request('POST', tab(id), form);
    const notice = seen.$('.notice').text();
    for (const address of ['ann@dinton.test', 'bob@dinton.test', 'Cy@dinton.test'])
      expect(notice).toContain(address);
    expect(notice).toContain('3 invitations are on their way');
    expect(notice).toContain('Invite more');
    expect(notice).toContain("See the customer's page");
    expect(seen.$('.notice a').last().attr('href')).toBe(`/admin/customers/${id}`);
    expect(seen.$('#people').text().trim()).toBe('');
    await mail.mailTo('bob@dinton.test');
    const twice = await ruth.request('POST', tab(id), form);
    expect(twice.status).toBe(200);
    expect(twice.$('.notice').text()).toContain('3 invitations are on their way');
    await ruth.open(tab(id));
    await ruth.submit(tab(id));
    await settled();
    for (const address of ['ann@dinton.test', 'bob@dinton.test', 'Cy@dinton.test'])
      expect(mailsTo(address)).toHaveLength(1);
    expect(states(await ruth.open(tab(id)))).toEqual({
      'ann@dinton.test': 'Invited',
      'bob@dinton.test': 'Invited',
      'Cy@dinton.test': 'Invited',
    });
    const [ann] = await portico.sql(`select name, last_name from logins where email = 'ann@dinton.test'`);
    expect(ann).toEqual({ name: 'Ann Lee', last_name: 'Lee' });
    const lines = await portico.sql<{ action: string; text: string }>(
      `select action, coalesce(before::text, '') || coalesce(after::text, '') as text
       from audit_lines where customer_id = $1`,
      [id],
    );
    expect(lines.filter(({ action }) => action === 'portal-user.added')).toHaveLength(3);
    expect(lines.filter(({ action }) => action === 'invitation.sent')).toHaveLength(3);
    expect(lines.some(({ text }) => /dinton\.test|Ann/.test(text))).toBe(false);
  });

  it('adds and mails nobody twice when the same form comes three times at the same moment', async () => {
    const id = await customer(portico, 'C-4b', 'Datchet Dairy');
    await enable(id);
    await ruth.open(tab(id));
    const form = new URLSearchParams(ruth.seen.$('main form').first().serialize());
    form.set('people', 'x@datchet.test, y@datchet.test');
    const seen = await Promise.all([1, 2, 3].map(() => ruth.request('POST', tab(id), form)));
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200]);
    await settled();
    expect(mailsTo('x@datchet.test')).toHaveLength(1);
    expect(await portico.sql('select from portal_users where customer_id = $1', [id])).toHaveLength(2);
  });

  it('adds the same new address to two customers at the same moment as one login', async () => {
    const ids = [await customer(portico, 'C-4c', 'Eton'), await customer(portico, 'C-4d', 'Slough')];
    const forms: URLSearchParams[] = [];
    for (const id of ids) {
      await enable(id);
      const form = new URLSearchParams((await ruth.open(tab(id))).$('main form').first().serialize());
      form.set('people', 'one@both.test\ntwo@both.test');
      forms.push(form);
    }
    const seen = await Promise.all(ids.map((id, index) => ruth.request('POST', tab(id), forms[index])));
    expect(seen.map(({ status }) => status)).toEqual([200, 200]);
    expect(await portico.sql(`select from logins where email like '%both.test'`)).toHaveLength(2);
    expect(await portico.sql(`select from portal_users where customer_id = any($1)`, [ids])).toHaveLength(4);
  });

  it('says what is wrong with each address, keeps all that was typed, and adds and mails nobody', async () => {
    const id = await customer(portico, 'C-5', 'Egham Works');
    await enable(id);
    await ruth.open(tab(id));
    await ruth.submit(tab(id), { people: 'there@egham.test' });
    await settled();
    const before = mail.mails.length;
    const typed = 'new@egham.test\nbroken@, NEW@egham.test, ruth@marlow.test';
    const wrong = await ruth.submit(tab(id), { people: typed });
    expect(wrong.status).toBe(422);
    expect(wrong.$('#people').text().trim()).toBe(typed);
    expect(wrong.$('.faults li')).toHaveLength(3);
    expect(wrong.$('.faults').text()).toContain('broken@: this is not an email address.');
    expect(wrong.$('.faults').text()).toContain('NEW@egham.test is here twice.');
    expect(wrong.$('.faults').text()).toContain('ruth@marlow.test belongs to a member of staff.');
    const refused = await ruth.submit(tab(id), {
      enabled: undefined,
      people: 'new@egham.test, There@egham.test, RUTH@marlow.test',
    });
    expect(refused.status).toBe(422);
    expect(refused.$('.faults').text()).toContain('RUTH@marlow.test belongs to a member of staff.');
    expect(refused.$('.faults').text()).toContain('there@egham.test has this access already.');
    expect(refused.$('#people').text()).toContain('new@egham.test');
    expect(refused.$('#enabled').attr('checked')).toBeUndefined();
    expect(await portico.sql(`select from logins where email_key = 'new@egham.test'`)).toEqual([]);
    const [kept] = await portico.sql('select portal_enabled from customers where id = $1', [id]);
    expect(kept).toEqual({ portal_enabled: true });
    await settled();
    expect(mail.mails).toHaveLength(before);
  });

  it('asks before anybody is mailed while portal and customer are off, and switches on and sends', async () => {
    await portal(false);
    const id = await customer(portico, 'C-6', 'Fern & Sons');
    const opened = await maya.open(tab(id));
    expect(opened.$('.notice').text()).toContain('The portal is switched off for everybody');
    const asked = await maya.submit(tab(id), { people: 'jo@fern.test' });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('portal access for Fern & Sons is off too');
    expect(asked.text).toContain('jo@fern.test');
    expect(await portico.sql(`select from logins where email_key = 'jo@fern.test'`)).toEqual([]);
    const back = await maya.submit(tab(id), {}, { name: 'choice', value: 'back' });
    expect(back.$('#people').text().trim()).toBe('jo@fern.test');
    await maya.submit(tab(id));
    const sent = await maya.submit(tab(id), {}, { name: 'choice', value: 'switch-on' });
    expect(sent.text).toContain('The customer portal is now enabled.');
    expect(sent.text).toContain('Portal access for Fern & Sons is now on.');
    expect(sent.text).toContain('An invitation is on its way to jo@fern.test.');
    expect((await mail.mailTo('jo@fern.test')).subject).toContain('Maya Okafor at');
    const lines = await portico.sql(`select after from audit_lines where action = 'portal-settings.changed'`);
    expect(lines).toEqual([{ after: { enabled: true } }]);
  });

  it('saves without sending, and sends later to all who wait', async () => {
    const id = await customer(portico, 'C-7', 'Goring Mill');
    await ruth.open(tab(id));
    await ruth.submit(tab(id), { people: 'a@goring.test, b@goring.test' });
    const saved = await ruth.submit(tab(id), {}, { name: 'choice', value: 'later' });
    expect(saved.$('.notice').text()).toContain('a@goring.test and b@goring.test are saved.');
    expect(states(saved)).toEqual({ 'a@goring.test': 'Not invited yet', 'b@goring.test': 'Not invited yet' });
    expect(mailsTo('a@goring.test')).toEqual([]);
    await ruth.submit(tab(id), { people: 'c@goring.test', send: undefined });
    expect(ruth.seen.$('.notice').text()).toContain('c@goring.test is saved.');
    const asked = await ruth.submit(`${tab(id)}/invitations`);
    expect(asked.text).toContain('Portal access for Goring Mill is off.');
    expect(asked.text).toContain('a@goring.test, b@goring.test and c@goring.test');
    const sent = await ruth.submit(`${tab(id)}/invitations`, {}, { name: 'choice', value: 'switch-on' });
    const notice = sent.$('.notice').text();
    expect(notice).toContain('3 invitations are on their way to a@goring.test');
    expect(notice).toContain('Invite more');
    await mail.mailTo('a@goring.test');
    await mail.mailTo('b@goring.test');
  });

  it('leaves switching the whole portal on to an administrator', async () => {
    await portal(false);
    const id = await customer(portico, 'C-8', 'Hurley Lock');
    await enable(id);
    await ruth.open(tab(id));
    const asked = await ruth.submit(tab(id), { people: 'a@hurley.test' });
    expect(asked.text).toContain('Only an administrator can switch the portal on');
    expect(asked.$('button[value=switch-on]')).toHaveLength(0);
    const forced = new URLSearchParams(asked.$('main form').serialize());
    forced.set('choice', 'switch-on');
    expect((await ruth.request('POST', tab(id), forced)).status).toBe(403);
    expect(await portico.sql(`select from portal_settings where enabled`)).toEqual([]);
    expect(await portico.sql(`select from logins where email_key = 'a@hurley.test'`)).toEqual([]);
  });

  it('invites nobody who would see patrol sites and no static one', async () => {
    await portal(true);
    const id = await customer(portico, 'C-9', 'Iver Guarding');
    await enable(id);
    await site(portico, id, 'P-1', 'patrol');
    await ruth.open(tab(id));
    const refused = await ruth.submit(tab(id), { people: 'a@iver.test' });
    expect(refused.status).toBe(422);
    expect(refused.$('#people-error').text()).toContain('at least one static site');
    await site(portico, id, 'S-1');
    expect((await ruth.submit(tab(id))).text).toContain('on its way to a@iver.test');
  });

  it('gives a person fewer sites and sections than the customer has, and ends their access', async () => {
    const id = await customer(portico, 'C-10', 'Jubilee Quays');
    await enable(id);
    const one = await site(portico, id, 'JQ-1');
    await site(portico, id, 'JQ-2');
    await ruth.open(tab(id));
    const added = await ruth.submit(tab(id), { people: 'a@jubilee.test' });
    const href = added.$('.person h3 a').attr('href') ?? '';
    const page = await ruth.open(href);
    expect(page.$('[name=sites]')).toHaveLength(2);
    const none = await ruth.submit(href, { everySite: 'chosen' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Tick at least one site, or choose all sites.');
    const sections = none
      .$('[name=sections][checked]')
      .toArray()
      .map((box) => box.attribs['value'] ?? '')
      .filter((key) => key !== 'jobs');
    const saved = await ruth.submit(href, {
      everySite: 'chosen',
      sites: one,
      sections,
      firstName: 'Al',
      lastName: 'Ba',
    });
    expect(saved.text).toContain('What you changed for a@jubilee.test is saved.');
    expect(saved.$('h1').text()).toBe('Al Ba');
    const [row] = await portico.sql(
      `select every_site, withheld, (select array_agg(site_id) from portal_user_sites) as sites
       from portal_users u join logins l on l.id = u.login_id where l.email = 'a@jubilee.test'`,
    );
    expect(row).toEqual({ every_site: false, withheld: ['jobs'], sites: [one] });
    const help = (key: string) => ruth.seen.$(`[id="sections.${key}-help"]`).text();
    expect(help('jobs.readings')).toBe('On, and shows nothing: needs Jobs.');
    expect(help('reporting.costs')).toBe('');
    const unpriced = sections.filter((key) => key !== 'money');
    await ruth.submit(href, { everySite: 'chosen', sites: one, sections: unpriced });
    expect(help('reporting.costs')).toBe('On, and shows nothing: needs Financial details.');
    expect(help('reporting.volumes')).toBe('');
    const asked = await ruth.open(`${href}/end`);
    expect(asked.$('form.confirm button').text().trim()).toBe('End access of a@jubilee.test');
    const ended = await ruth.submit(`${href}/end`);
    expect(ended.text).toContain('a@jubilee.test no longer has access to Jubilee Quays.');
    expect((await ruth.open(href)).status).toBe(404);
    expect((await ruth.open(`${href}/end`)).status).toBe(404);
    await ruth.open(tab(id));
    expect((await ruth.submit(tab(id), { people: 'a@jubilee.test' })).text).toContain(
      'on its way to a@jubilee.test',
    );
  });

  it('is listed for all customers, by search and by state', async () => {
    const all = await ruth.open('/admin/portal-users?q=dinton');
    expect(all.text).toContain('3 people, 0 with an accepted invitation');
    expect(all.$('tbody th').first().text().trim()).toBe('ann@dinton.test');
    expect((await ruth.open('/admin/portal-users?state=accepted')).text).toContain('Nobody matches');
    expect((await ruth.open('/admin/portal-users?state=sent&q=fern')).text).toContain('1 person');
    const invitations = await ruth.open('/admin/invitations?q=dinton&sort=email');
    expect(invitations.text).toContain('3 invitations');
    for (const path of ['/admin/portal-users?state=maybe', '/admin/invitations?sort=colour'])
      expect((await ruth.open(path)).status).toBe(400);
  });

  it('shows a person’s form that is behind what changed', async () => {
    const id = await customer(portico, 'C-11', 'Kew Gardens');
    await enable(id);
    await ruth.open(tab(id));
    const href = (await ruth.submit(tab(id), { people: 'a@kew.test' })).$('.person h3 a').attr('href') ?? '';
    await ruth.open(href);
    await maya.open(href);
    await maya.submit(href, { firstName: 'Maya’s' });
    const behind = await ruth.submit(href, { lastName: 'Ruth’s' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('First name: changed meanwhile to “Maya’s”.');
    expect(behind.$('#firstName').val()).toBe('Maya’s');
    expect((await ruth.submit(href)).$('h1').text()).toBe('Maya’s Ruth’s');
  });

  it('shows everything to somebody who may only read, and lets them change nothing', async () => {
    const [{ id } = { id: '' }] = await portico.sql<{ id: string }>(
      `select id from customers where reference = 'C-4'`,
    );
    const rita = await staff(portico, 'rita@marlow.test', 'Rita Reader');
    await portico.sql(
      `with reader as (insert into role_groups (id, key, name, kind, permissions)
         values (gen_random_uuid(), 'reader', 'Reader', 'staff', '{customers.read}') returning id)
       update login_role_groups h set role_group_id = reader.id from reader, logins l
       where l.id = h.login_id and l.email = 'rita@marlow.test'`,
    );
    const seen = await rita.open(tab(id));
    expect(seen.text).toContain('ann@dinton.test');
    expect(seen.$('main button')).toHaveLength(0);
    expect(seen.$('main input:not([type=hidden]):not([disabled])')).toHaveLength(0);
    const token = String(seen.$('[name=_csrf]').first().val());
    const forced = new URLSearchParams({ _csrf: token, people: 'x@dinton.test', send: 'now' });
    expect((await rita.request('POST', tab(id), forced)).status).toBe(403);
    expect((await rita.open('/admin/customers')).text).not.toContain('Add a customer');
    expect((await rita.open('/admin/customers/new')).status).toBe(403);
  });

  it.each(['', '/end'])('knows nobody by a foreign id (%s)', async (end) => {
    for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000'])
      expect((await ruth.open(`/admin/portal-users/${id}${end}`)).status).toBe(404);
    expect((await ruth.open('/admin/customers/nonsense/portal-access')).status).toBe(404);
    expect((await ruth.open('/admin/invitations/nonsense/revocation')).status).toBe(404);
  });

  it('changes nobody by a foreign id', async () => {
    const token = String((await ruth.open('/admin/customers/new')).$('[name=_csrf]').first().val());
    for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000']) {
      for (const path of [
        `/admin/customers/${id}`,
        `/admin/customers/${id}/portal-access`,
        `/admin/customers/${id}/portal-access/invitations`,
        `/admin/portal-users/${id}`,
        `/admin/portal-users/${id}/invitations`,
        `/admin/portal-users/${id}/end`,
        `/admin/invitations/${id}/revocation`,
      ]) {
        const seen = await ruth.request('POST', path, new URLSearchParams({ _csrf: token }));
        expect([path, seen.status]).toEqual([path, 404]);
      }
    }
  });
});
