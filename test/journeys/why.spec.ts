import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '../../src/app.permissions.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

interface Explanation {
  readonly permission: string;
  readonly allowed: boolean;
  readonly because: string;
  readonly customers: readonly { readonly customer: string; readonly because: string }[];
}

describe('why somebody sees something or not', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;
  let acme: string;
  let priya: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await portico.sql(`update organisation set name = 'Saltfen'`);
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.put('sites/DOCK', { customer: 'ACME', name: 'The dock' });
    await scene.portalUser('ACME', 'priya@acme.test', ['DOCK']);
    ruth = await scene.staff();
    const [row] = await portico.sql<{ id: string }>('select id from portal_users');
    priya = (row as { id: string }).id;
  });
  afterAll(() => portico.close());

  const why = () => ruth.open(`/admin/portal-users/${priya}/access`);
  const row = ({ $ }: Seen, key: string) => $(`li[id="${key}"]`);
  const words = (seen: Seen, key: string) => row(seen, key).text().replace(/\s+/g, ' ').trim();
  const api = async () =>
    (await scene.api('GET', `portal-users/${priya}/access`)).body['permissions'] as Explanation[];

  it('is one page with every permission, reached from the person', async () => {
    const person = await ruth.open(`/admin/portal-users/${priya}`);
    expect(person.$(`a[href="/admin/portal-users/${priya}/access"]`).length).toBeGreaterThan(0);
    const tab = await ruth.open(`/admin/customers/${acme}/portal-access`);
    expect(tab.$(`a[href="/admin/portal-users/${priya}/access"]`).text()).toContain('why');
    const seen = await why();
    expect(seen.status).toBe(200);
    // What asks for a tick of the person's own is closed until it is set.
    for (const { key, tick } of PERMISSIONS)
      expect(words(seen, key)).toContain(tick ? 'is not ticked' : 'Allowed');
    expect(seen.text).toContain('1 site of Acme Ltd');
    expect(seen.text).toContain('DOCK The dock');
    expect(seen.text).toContain('priya is signed in at the moment.');
  });

  it('names each rule in plain words and leads to where it is set, as the API does by its name', async () => {
    await portico.sql(`update permission_settings set available = false where permission = 'documents'`);
    await portico.sql(
      `update customer_permissions set allowed = false where customer_id = $1 and permission = 'reporting'`,
      [acme],
    );
    await portico.sql(`update portal_users set withheld = '{jobs,money}'`);
    const seen = await why();
    const told = {
      documents: ['available', 'Saltfen has not made Documents available.'],
      reporting: ['on', 'Reporting: switched off for Acme Ltd.'],
      jobs: ['withheld', 'priya does not see Jobs'],
      invoices: ['parent', 'Invoices: needs Financial details, which priya does not see.'],
      'reporting.volumes': ['parent', 'needs Reporting'],
    } as const;
    const answers = await api();
    for (const [key, [rule, sentence]] of Object.entries(told)) {
      expect(words(seen, key)).toContain('Not allowed');
      expect(words(seen, key)).toContain(sentence);
      expect(answers.find(({ permission }) => permission === key)).toEqual({
        permission: key,
        allowed: false,
        because: rule,
        customers: [{ customer: 'ACME', allowed: false, because: rule }],
      });
    }
    // Each link leads to a page that has the place.
    for (const link of seen
      .$('.why a')
      .toArray()
      .map((one) => seen.$(one).attr('href') ?? '')) {
      const [path, id = ''] = link.split('#') as [string, string?];
      const page = path ? await ruth.open(path) : seen;
      expect([link, page.status, page.$(`[id="${id}"]`).length]).toEqual([link, 200, 1]);
    }
    await portico.sql(`update permission_settings set available = true`);
    await portico.sql(`update customer_permissions set allowed = true`);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('covers every permission there is by the API, in the order of the settings', async () => {
    expect((await api()).map(({ permission }) => permission)).toEqual(PERMISSIONS.map(({ key }) => key));
  });

  it('tells of everything that keeps them out, and what they see after that', async () => {
    await portico.sql('update portal_settings set enabled = false');
    await portico.sql('update portal_users set active = false');
    await portico.sql('update logins set disabled_at = now() where email = $1', ['priya@acme.test']);
    const seen = await why();
    expect(seen.text).toContain('Cannot get in');
    expect(seen.text).toContain('The customer portal is switched off for everybody.');
    expect(seen.text).toContain('The login of priya is disabled.');
    expect(seen.text).toContain('priya has not been invited yet.');
    expect(words(seen, 'jobs')).toContain('Not yet');
    expect((await api()).map(({ because }) => because)).toEqual(PERMISSIONS.map(() => 'portal'));
    await portico.sql('update portal_settings set enabled = true');
    expect((await api()).map(({ because }) => because)).toEqual(PERMISSIONS.map(() => 'login'));
    await portico.sql('update portal_users set active = true');
    await portico.sql('update logins set disabled_at = null');
    await portico.sql('update customers set portal_enabled = false');
    expect((await why()).text).toContain('Portal access is switched off for Acme Ltd.');
    await portico.sql('update customers set portal_enabled = true');
  });

  it('shows those who may not open the settings no link there, and nobody’s id nothing', async () => {
    await portico.sql(`update permission_settings set available = false where permission = 'jobs'`);
    const office = await scene.staff('office');
    const seen = await office.open(`/admin/portal-users/${priya}/access`);
    expect(words(seen, 'jobs')).toContain('has not made Jobs available');
    expect(row(seen, 'jobs').find('a')).toHaveLength(0);
    for (const id of ['01900000-0000-7000-8000-00000000dead', 'nonsense'])
      expect((await office.open(`/admin/portal-users/${id}/access`)).status).toBe(404);
  });
});
