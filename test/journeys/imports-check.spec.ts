import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { Importing } from '../support/importing.js';
import { until } from '../support/mail-server.js';
import { holding } from '../support/meanwhile.js';
import { Scene } from '../support/scene.js';

/** What the page of a check says before anything is written, and what nobody should find on it. */
describe('the check of a file', () => {
  let portico: TestPortico;
  let ruth: Importing;

  beforeAll(async () => {
    portico = await startPortico();
    await new Scene(portico).customer('ACME', 'Acme Ltd');
    ruth = await Importing.at(portico);
  });
  afterAll(() => portico.close());

  const TICKETS = [
    'Ticket,Account,Date,Price,Ccy,EWC,Tonnes',
    ...[1, 2, 3, 4].map((n) => `T-${n},Acme Ltd,0${n}/03/2026,12${n}.50,USD,20 03 01,1.${n}`),
    'T-5,ACME,31/03/2026,1,USD,15 01 01,2',
  ].join('\n');
  const AS_SAID = { 'match[status][from]': 'same', 'match[status][text]': 'completed' };

  it('shows the first three records as they would be kept', async () => {
    await new Scene(portico).put('sites/ACME', {
      customer: 'ACME',
      name: 'Yard of the north',
      kind: 'static',
    });
    await ruth.send('jobs', TICKETS);
    const checked = await ruth.check(AS_SAID);
    const facts = checked.$('.first-records').text().replace(/\s+/g, ' ');
    // A site of the same reference is another thing.
    expect(facts).toContain('CustomerAcme Ltd (ACME)DateSun 1 Mar 2026StatusCompleted');
    expect(facts).toContain('$121.50');
    expect(facts).toContain('20 03 01');
    expect(facts).toContain('1.10 t');
    expect(facts).toContain('T-3');
    expect(facts).not.toContain('T-4');
    const done = await ruth.run();
    expect(done.$('.first-records')).toHaveLength(0);
    expect(done.text).toContain('What was imported lies between Sun 1 Mar 2026 and Tue 31 Mar 2026.');
    const list = await ruth.person.open(
      done.$('a:contains("Look at what was imported")').attr('href') as string,
    );
    expect([list.$('#from').val(), list.$('#to').val()]).toEqual(['2026-03-01', '2026-03-31']);
    expect(list.$('tbody th').text()).toContain('T-1');
    expect(await portico.sql(`select from imports where first_records <> '[]'`)).toEqual([]);
  });

  it('shows and keeps no card number of a refused row but its last four digits', async () => {
    const wrong = TICKETS.replace('T-1,Acme Ltd,01/03/2026', 'T-9,4111 1111 1111 1111,soon');
    await ruth.send('jobs', wrong.replace('T-2,Acme Ltd', 'T-2,4012888888881881'));
    const checked = await ruth.check(AS_SAID);
    expect(checked.text).toContain('There is no customer “••••••••••••1881”.');
    const { html } = await ruth.person.open(checked.$('a[href$="refused.csv"]').attr('href') as string);
    const kept = JSON.stringify(await portico.sql('select value, reason from import_refusals'));
    for (const text of [checked.html, html, kept]) {
      expect(text).toContain('••••••••••••1881');
      expect(text).not.toMatch(/4012888888881881|1111 1111/);
    }
  });

  it('can be stopped, and so can the import: what is in stays, and the rest is taken in afterwards', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => [`W-${n},Worker ${n},Ann`, `W-${n},Worker ${n},Bob`]);
    const fields = { reference: '{Ref}', name: '{Name}', 'contacts[].name': '{Contact}' };
    const map = JSON.stringify({ groupBy: 'reference', fields });
    const content = ['Ref,Name,Contact', ...rows.flat()].join('\n');
    await new Scene(portico).customer('W-550', 'Worker of ours');
    const stoppedAmidst = (begin: () => Promise<unknown>) =>
      holding(portico, `select from customers where reference = 'W-550' for update`, [], async () => {
        await begin();
        const page = ruth.seen.path;
        await until(
          'the rows before it',
          async () => (await ruth.person.open(page)).text.includes('1,000 of 1,200 rows') || undefined,
        );
        expect(ruth.seen.$('form[action$="/cancellation"] button').text().trim()).toBe('Stop here');
        await ruth.person.submit(`${page}/cancellation`);
      });
    const inPortico = async () =>
      (await portico.sql(`select from customers where reference like 'W-%' and name <> 'Worker of ours'`))
        .length;

    await stoppedAmidst(() => ruth.send('customers', content, 'workers.csv', map));
    expect(ruth.seen.text).toContain(
      'The check was stopped at row 1,000 of 1,200. Nothing has been changed.',
    );
    expect(await inPortico()).toBe(0);
    const { path } = ruth.seen;
    await ruth.person.open(ruth.seen.$('a:contains("Change the columns")').attr('href') as string);
    await ruth.check({});
    await stoppedAmidst(() => ruth.person.submit(`${path}/runs`));
    const stopped = await ruth.left(path);
    expect(stopped.text).toContain(
      'The import was stopped at row 1,000 of 1,200. What was imported up to there stays.',
    );
    expect(stopped.text).toContain('going on is safe, and so is sending the file again');
    expect(stopped.$('h1').parent().text()).toContain('Stopped');
    expect(await inPortico()).toBe(500);
    expect((await ruth.run()).$('h1').parent().text()).toContain('Imported');
    expect(await inPortico()).toBe(600);
    expect(await portico.sql(`select from audit_lines where action = 'import.stopped'`)).toHaveLength(2);
  });

  it('offers no import where nothing would change', async () => {
    const file = 'reference,name\nN-1,Nine Ltd';
    await ruth.send('customers', file);
    await ruth.check({});
    await ruth.run();
    await ruth.send('customers', file);
    const checked = await ruth.check({});
    expect(checked.text).toContain('Nothing would change: what this file says is in Portico already.');
    expect(checked.text).not.toContain('can be imported');
    expect(checked.$('form[action$="/runs"]')).toHaveLength(0);
  });

  it('offers nothing that belongs to trades that are not used', async () => {
    const offered = () => ruth.seen.$('#section').text();
    await ruth.person.open('/admin/imports/new');
    expect(offered()).toContain('Jobs');
    expect(offered()).not.toMatch(/Clock-ins|Timesheets/);
    await ruth.send('jobs', TICKETS);
    expect(ruth.seen.$('.matching summary, .matching h2').text()).toContain('Waste');
    expect(ruth.seen.$('.matching').text()).not.toMatch(/Readings|Chemicals/i);
    await portico.sql('update permission_settings set available = true');
    await ruth.person.open('/admin/imports/new');
    expect(offered()).toContain('Clock-ins');
    await ruth.send('jobs', TICKETS);
    expect(ruth.seen.$('.matching').text()).toMatch(/Readings/i);
  });

  it('says once, in the words of the page and at the heading of the file, what is wrong', async () => {
    const rows = [
      'Ticket,Account,Date,State,EWC,Tonnes,Fate',
      'T-21,ACME,2026-03-01,Ended,20 03 01,heavy,R3',
      'T-21,ACME,2026-03-01,completed,20 03 01,1,R3',
    ];
    await ruth.send('jobs', rows.join('\n'));
    const checked = await ruth.check({
      'match[reference][from]': ruth.column('Ticket'),
      'match[wasteItems.weight][unit]': 't',
      'match[wasteItems.fates.weight][unit]': 't',
    });
    const refused = checked.$('tbody tr').text();
    expect(refused).toContain('In progress');
    expect(refused).not.toContain('in-progress');
    expect(checked.$('tbody tr:contains("heavy")')).toHaveLength(1);
    expect(checked.$('tbody tr:contains("Row 2 has the same reference")').text()).toContain('Ticket');
  });
});
