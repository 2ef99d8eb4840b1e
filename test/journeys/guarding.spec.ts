import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('a guarding company’s portal', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const [customer, name] of [
      ['ACME', 'Acme Ltd'],
      ['STRANGER', 'Stranger plc'],
    ] as const) {
      await scene.customer(customer, name);
      for (const site of ['GATE', 'HALL'])
        await scene.put(`sites/${customer}-${site}`, { customer, name: `${site} of ${customer}` });
    }
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['ACME-HALL']);
    ruth = await scene.staff();
  });
  afterAll(() => portico.close());

  async function put(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await scene.put(path, { customer: 'ACME', ...body });
    expect([path, answer.status < 300, answer.body['errors']]).toEqual([path, true, undefined]);
    return answer.body;
  }
  const idOf = async (table: string, reference: string): Promise<string> => {
    const [row] = await portico.sql<{ id: string }>(`select id from ${table} where reference = $1`, [
      reference,
    ]);
    return (row as { id: string }).id;
  };
  const ticked = (on: boolean) => portico.sql('update portal_users set show_live_clock_ins = $1', [on]);
  const switched = (permission: string, allowed: boolean) =>
    portico.sql('update customer_permissions set allowed = $2 where permission = $1', [permission, allowed]);

  describe('clock-ins', () => {
    beforeAll(async () => {
      await put('clock-ins/C-1', {
        site: 'ACME-GATE',
        person: 'Olu Finished',
        role: 'Door supervisor',
        inAt: '2026-07-04T08:00:00+01:00',
        outAt: '2026-07-04T16:30:00Z',
      });
      await put('clock-ins/C-2', { site: 'ACME-GATE', person: 'Mia Present', inAt: '2026-07-05T07:55:00Z' });
      await put('clock-ins/S-1', {
        customer: 'STRANGER',
        person: 'Otto Foreign',
        inAt: '2026-07-05T08:00:00Z',
      });
    });

    it('show who worked when, in the organisation’s time, and take moments as systems write them', async () => {
      const { text } = await alice.open('/portal/clock-ins');
      for (const words of ['Olu Finished', 'Sat 4 Jul 2026, 08:00', 'Sat 4 Jul 2026, 17:30', '1 clock-in'])
        expect(text).toContain(words);
      expect((await alice.open('/portal/clock-ins.csv')).html).toContain('2026-07-04 08:00,2026-07-04 17:30');
      const { body } = await scene.api('GET', 'clock-ins/C-1');
      expect(body).toMatchObject({ inAt: '2026-07-04T07:00:00.000Z', outAt: '2026-07-04T16:30:00.000Z' });
      const again = await scene.put('clock-ins/C-1', body);
      expect([again.status, again.body['version']]).toEqual([200, body['version']]);
      for (const inAt of ['2026-07-04', '2026-07-04T08:00:00', '2026-02-31T08:00:00Z', 5]) {
        const refused = await scene.put('clock-ins/C-9', { customer: 'ACME', person: 'x', inAt });
        expect([inAt, refused.status]).toEqual([inAt, 422]);
      }
      const before = {
        customer: 'ACME',
        person: 'x',
        inAt: '2026-07-04T08:00:00Z',
        outAt: '2026-07-04T07:00:00Z',
      };
      expect((await scene.put('clock-ins/C-9', before)).status).toBe(422);
    });

    it('lie on the day that clocks here show', async () => {
      await put('clock-ins/C-3', {
        person: 'Nia Night',
        inAt: '2026-07-01T23:30:00Z',
        outAt: '2026-07-02T05:00:00Z',
      });
      const found = async (day: string) =>
        (await alice.open(`/portal/clock-ins?from=${day}&to=${day}`)).text.includes('Nia Night');
      expect([await found('2026-07-01'), await found('2026-07-02')]).toEqual([false, true]);
    });

    it('show who is on site now only to people with the tick, at sites they see', async () => {
      const page = `/portal/clock-ins/${await idOf('clock_ins', 'C-2')}`;
      for (const path of ['/portal/clock-ins', '/portal/clock-ins.csv', '/portal/clock-ins?q=mia'])
        expect((await alice.open(path)).html).not.toMatch(/Mia Present|On site now/);
      expect((await alice.open(page)).status).toBe(404);
      await ticked(true);
      await alice.open('/portal/clock-ins');
      expect(alice.seen.text).toContain('On site now');
      for (const path of ['/portal/clock-ins', '/portal/clock-ins.csv', '/portal/clock-ins?q=mia', page])
        expect((await alice.open(path)).html).toContain('Mia Present');
      expect(alice.seen.html).not.toContain('Otto Foreign');
      expect((await dan.open('/portal/clock-ins')).html).not.toContain('Mia Present');
      expect(dan.seen.text).toContain('Nobody is clocked in');
      await switched('clock-ins.live', false);
      expect((await alice.open('/portal/clock-ins')).html).not.toMatch(/Mia Present|On site now/);
      await switched('clock-ins.live', true);
      await ticked(false);
      expect((await ruth.open('/admin/clock-ins')).text).toContain('Mia Present');
    });
  });

  describe('timesheets', () => {
    const sheet = (more: object = {}) => ({
      site: 'ACME-HALL',
      person: 'Sam Reed',
      date: '2026-06-29',
      until: '2026-07-05',
      minutes: 2250,
      shifts: [{ date: '2026-06-29', minutes: 2250, startAt: '2026-06-29T07:00:00Z' }],
      ...more,
    });

    beforeAll(async () => {
      await put('timesheets/T-1', sheet({ status: 'approved' }));
      await put('timesheets/T-2', sheet({ person: 'Jo Waiting' }));
      await put('timesheets/T-3', sheet({ person: 'Ada Gate', site: 'ACME-GATE' }));
      await put('timesheets/T-4', sheet({ person: 'Dee Draft', status: 'draft' }));
      await put('timesheets/S-1', { ...sheet({ person: 'Otto Foreign', site: null }), customer: 'STRANGER' });
    });
    const stateOf = async (reference: string) =>
      (await scene.api('GET', `timesheets/${reference}`)).body['state'];
    const decide = async (person: Person, reference: string, what: 'approval' | 'rejection', fields = {}) => {
      const page = `/portal/timesheets/${await idOf('timesheets', reference)}`;
      await person.open(page);
      return person.submit(`${page}/${what}`, fields);
    };

    it('are those that are approved; those that wait are for people who approve them', async () => {
      await switched('timesheets.approval', false);
      await alice.open('/portal/timesheets');
      expect(alice.seen.text).toContain('Sam Reed');
      expect(alice.seen.text).toContain('37:30');
      for (const path of ['/portal/timesheets', '/portal/timesheets.csv', '/portal/timesheets?q=jo'])
        expect((await alice.open(path)).html).not.toMatch(/Jo Waiting|Dee Draft|Otto Foreign/);
      expect((await alice.open(`/portal/timesheets/${await idOf('timesheets', 'T-2')}`)).status).toBe(404);
      const token = alice.cookie('portico_csrf') ?? '';
      const body = new URLSearchParams({ _csrf: token, version: '1' });
      const path = `/portal/timesheets/${await idOf('timesheets', 'T-2')}/approval`;
      expect((await alice.request('POST', path, body)).status).not.toBe(200);
      expect(await stateOf('T-2')).toBe('waiting');
      await switched('timesheets.approval', true);
      await alice.open('/portal/timesheets');
      expect(alice.seen.text).toContain('2 timesheets wait for you');
      expect(alice.seen.html).not.toMatch(/Dee Draft|Otto Foreign/);
    });

    it('are approved once, with an audit line, and read as approved by the business’s system', async () => {
      const { text } = await decide(dan, 'T-2', 'approval');
      expect(text).toContain('1 timesheet is approved.');
      const { body } = await scene.api('GET', 'timesheets/T-2');
      expect(body).toMatchObject({ status: 'waiting', state: 'approved', decisionReason: '' });
      expect(body['decidedAt']).toMatch(/^\d{4}-\d\d-\d\dT/);
      const lines = await portico.sql(
        `select before, after from audit_lines where action = 'timesheet.approved' and customer_id is not null`,
      );
      expect(lines).toEqual([{ before: { state: 'waiting' }, after: { state: 'approved' } }]);
      // The system sends the same again: the customer's word stands.
      await put('timesheets/T-2', sheet({ person: 'Jo Waiting' }));
      expect(await stateOf('T-2')).toBe('approved');
      expect((await dan.open(`/portal/timesheets/${await idOf('timesheets', 'T-2')}`)).html).not.toContain(
        '/approval',
      );
    });

    it('of other sites, or of strangers, are nobody’s to approve', async () => {
      for (const reference of ['T-3', 'S-1']) {
        await dan.open('/portal/profile');
        const path = `/portal/timesheets/${await idOf('timesheets', reference)}/approval`;
        const token = String(dan.seen.$('input[name=_csrf]').first().attr('value'));
        expect(
          (await dan.request('POST', path, new URLSearchParams({ _csrf: token, version: '1' }))).status,
        ).toBe(404);
        expect(await stateOf(reference)).toBe('waiting');
      }
    });

    it('are rejected with a reason, and wait again once they are corrected', async () => {
      expect((await decide(alice, 'T-3', 'rejection', { reason: ' ' })).status).toBe(422);
      expect(alice.seen.text).toContain('Say in a sentence what is not right.');
      expect((await decide(alice, 'T-3', 'rejection', { reason: 'Left at noon.' })).text).toContain(
        'is rejected',
      );
      expect((await scene.api('GET', 'timesheets/T-3')).body).toMatchObject({
        state: 'rejected',
        decisionReason: 'Left at noon.',
      });
      expect((await ruth.open(`/admin/timesheets/${await idOf('timesheets', 'T-3')}`)).text).toContain(
        'Left at noon.',
      );
      await put(
        'timesheets/T-3',
        sheet({ person: 'Ada Gate', site: 'ACME-GATE', shifts: [{ date: '2026-06-29', minutes: 300 }] }),
      );
      expect(await stateOf('T-3')).toBe('waiting');
    });

    it('that changed since the page was opened are not approved', async () => {
      const page = `/portal/timesheets/${await idOf('timesheets', 'T-3')}`;
      await alice.open(page);
      await put('timesheets/T-3', sheet({ person: 'Ada Gate', site: 'ACME-GATE', minutes: 9000 }));
      expect((await alice.submit(`${page}/approval`)).status).toBe(409);
      expect(await stateOf('T-3')).toBe('waiting');
      await alice.open('/portal/timesheets');
      const boxes = alice.seen.$('input[name=timesheets]').toArray();
      const values = boxes.map((box) => String(alice.seen.$(box).attr('value')));
      expect(values).toHaveLength(1);
      await alice.submit('/portal/timesheets/approvals', {});
      expect(alice.seen.text).toContain('Nothing was approved');
      const many = Array.from({ length: 201 }, () => values[0] as string);
      await alice.submit('/portal/timesheets/approvals', { timesheets: many });
      expect(alice.seen.text).toContain('200 timesheets at most can be approved at once. Choose fewer.');
      expect(await stateOf('T-3')).toBe('waiting');
      await alice.submit('/portal/timesheets/approvals', { timesheets: values });
      expect(alice.seen.text).toContain('1 timesheet is approved.');
      expect(await stateOf('T-3')).toBe('approved');
    });
  });

  it('has checkpoints of patrols: on time, late or missed', async () => {
    const at = { site: 'ACME-GATE', date: '2026-07-04', patrol: 'Night round' };
    await put('checkpoint-reports/P-1', {
      ...at,
      checkpoint: 'North door',
      scannedAt: '2026-07-04T01:00:00Z',
      officer: 'Sam Reed',
    });
    await put('checkpoint-reports/P-2', {
      ...at,
      checkpoint: 'Boiler room',
      state: 'missed',
      note: 'Locked.',
    });
    await put('checkpoint-reports/S-1', {
      customer: 'STRANGER',
      checkpoint: 'Foreign door',
      date: '2026-07-04',
    });
    await alice.open('/portal/checkpoint-reports?state=missed');
    expect(alice.seen.text).toContain('Boiler room');
    expect(alice.seen.html).not.toMatch(/North door|Foreign door/);
    await alice.open(`/portal/checkpoint-reports/${await idOf('checkpoint_reports', 'P-2')}`);
    expect(alice.seen.text).toContain('Locked.');
    expect((await dan.open('/portal/checkpoint-reports')).html).not.toContain('North door');
    const wrong = { ...at, checkpoint: 'x', state: 'missed', scannedAt: '2026-07-04T01:00:00Z' };
    expect((await scene.put('checkpoint-reports/P-9', { customer: 'ACME', ...wrong })).status).toBe(422);
  });

  it('has counts of venues, each day once, and bars that open them', async () => {
    const count = (reference: string, more: object) =>
      put(`venue-counts/${reference}`, { date: '2026-07-04', ...more });
    await count('V-1', { site: 'ACME-HALL', hour: 20, visitors: 120, occupancy: 90, incidents: 1 });
    await count('V-2', { site: 'ACME-HALL', hour: 21, visitors: 200, occupancy: 150 });
    await count('V-3', { site: 'ACME-GATE', hour: 20, visitors: 40, occupancy: 30 });
    await count('V-4', { site: 'ACME-GATE', visitors: 55, occupancy: 35 });
    await count('V-5', { site: 'ACME-GATE', date: '2026-07-05', visitors: 7 });
    await count('S-1', { customer: 'STRANGER', visitors: 5000 });
    await alice.open('/portal/venue-analytics');
    expect(alice.seen.text).toContain('382 visitors from Sat 4 Jul 2026 to Sun 5 Jul 2026');
    const bars = alice.seen.$('a.chart-bar').toArray();
    expect(bars).toHaveLength(2);
    const [first] = bars;
    expect(alice.seen.$(first).find('title').text()).toContain('375');
    await alice.open(String(alice.seen.$(first).attr('href')));
    expect(alice.seen.text).toContain('375 visitors, 150 people at most at once, 1 incidents');
    expect(alice.seen.text).toContain('360 visitors on Sat 4 Jul 2026, most of them from 21:00');
    await dan.open('/portal/venue-analytics');
    expect(dan.seen.text).toContain('320 visitors');
    expect(
      (await scene.put('venue-counts/V-9', { customer: 'ACME', date: '2026-07-04', hour: 24 })).status,
    ).toBe(422);
  });
});
