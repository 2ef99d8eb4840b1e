import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { Scene } from '../support/scene.js';

describe('what a consolidated account opened', () => {
  let portico: TestPortico;
  let scene: Scene;
  let person: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const name of ['HENLEY', 'MARLOW']) {
      await scene.customer(name, `${name} Hotel`);
      await scene.put(`sites/${name}-1`, { customer: name, name: `${name} kitchen` });
    }
    await scene.put('consolidated-accounts/GROUP', { name: 'Hotels', customers: ['HENLEY', 'MARLOW'] });
    const { status, body } = await scene.api('POST', 'portal-users', {
      email: 'gwen@hotels.test',
      consolidatedAccount: 'GROUP',
      sites: ['HENLEY-1', 'MARLOW-1'],
      invite: false,
    });
    expect(status).toBe(201);
    person = String(body['id']);
  });
  afterAll(() => portico.close());

  const chosen = async () => {
    const rows = await portico.sql<{ reference: string }>(
      `select s.reference from portal_user_sites p join sites s on s.id = p.site_id
       where p.portal_user_id = $1 order by 1`,
      [person],
    );
    return rows.map(({ reference }) => reference);
  };
  const customers = (...names: string[]) =>
    scene.put('consolidated-accounts/GROUP', { name: 'Hotels', customers: names });

  it('goes with a customer that leaves it, and does not come back with it', async () => {
    await customers('MARLOW', 'HENLEY');
    expect(await chosen()).toEqual(['HENLEY-1', 'MARLOW-1']);
    await customers('HENLEY');
    expect(await chosen()).toEqual(['HENLEY-1']);
    await customers('HENLEY', 'MARLOW');
    expect(await chosen()).toEqual(['HENLEY-1']);
  });

  it('stays closed when a deleted account comes back: its people are invited anew', async () => {
    const ended = () =>
      portico.sql('select ended_at is not null as ended from portal_users where id = $1', [person]);
    expect((await scene.api('DELETE', 'consolidated-accounts/GROUP')).status).toBe(204);
    expect(await ended()).toEqual([{ ended: false }]);
    await customers('HENLEY');
    expect(await ended()).toEqual([{ ended: true }]);
  });
});
