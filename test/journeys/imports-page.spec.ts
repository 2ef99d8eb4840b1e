import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportsJobs } from '../../src/imports/imports.jobs.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

const CSV = [
  'Ticket,Account,Day,Tonnes,Code',
  'T-1,ACME,04/03/2026,1.5,20 03 01',
  'T-2,ACME,31/02/2026,1.5,20 03 01',
  'T-3,NEW,05/03/2026,0.25,99 99 99',
  'T-4,NEW,05/03/2026,0.25,15 01 01',
].join('\n');
const FIELDS = {
  reference: '{Ticket}',
  customer: '{Account}',
  date: '{Day}',
  status: 'completed',
  'wasteItems[].ewcCodes': '{Code}',
  'wasteItems[].weight': '{Tonnes} t',
};
const MAP = JSON.stringify({ unknownCustomers: 'create', dateFormat: 'dd/mm/yyyy', fields: FIELDS });

describe('Administrator > Imports', () => {
  let portico: TestPortico;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.customer('ACME', 'Acme Ltd');
    ruth = await scene.staff();
  });
  afterAll(() => portico.close());

  type Fields = Readonly<Record<string, string | File>>;
  const send = async (fields: Fields): Promise<Seen> => {
    await ruth.open('/admin/imports/new');
    const action = ruth.seen.$('form[enctype]').attr('action') as string;
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return ruth.request('POST', action, body);
  };
  const csv = (text: string | Uint8Array, name = 'tickets.csv') =>
    new File([text], name, { type: 'text/csv' });
  const settled = (page: string) =>
    until('the end of the work', async () => {
      await ruth.open(page);
      return ruth.seen.$('[data-poll]').length === 0 ? ruth.seen : undefined;
    });
  const error = (field: string) => ruth.seen.$(`#${field}-error`).text().trim();
  const kept = async () =>
    (await readdir(join(portico.config.folder), { recursive: true })).filter((name) =>
      /[0-9a-f]{8}-/.test(name),
    );
  const jobs = async () =>
    (await portico.sql<{ reference: string }>('select reference from jobs order by 1')).map(
      (row) => row.reference,
    );

  it('begins empty and leads to the form', async () => {
    await ruth.open('/admin/imports');
    expect(ruth.seen.text).toContain('Nothing imported yet');
    expect(ruth.seen.$('nav a[href="/admin/imports"]').length).toBeGreaterThan(0);
    await ruth.open(ruth.seen.$('.empty a').attr('href') as string);
    expect(ruth.seen.text).toContain('What is in the file');
  });

  it('is the first step where a list of records is empty, for those who may import', async () => {
    await ruth.open('/admin/jobs');
    expect(ruth.seen.$('.empty a[href="/admin/jobs/new"]')).toHaveLength(1);
    const link = ruth.seen.$('.empty a[href^="/admin/imports/new"]');
    expect(link.text()).toContain('Import a file');
    await ruth.open(link.attr('href') as string);
    expect(ruth.seen.$('#section').val()).toBe('jobs');
    await portico.sql(`update role_groups set permissions = '{records.read}' where key = 'office'`);
    const reader = await new Scene(portico).staff('office');
    expect((await reader.open('/admin/jobs')).$('.empty a')).toHaveLength(0);
  });

  it('checks a file and changes nothing, then imports what can be', async () => {
    const checking = await send({ section: 'jobs', file: csv(CSV), map: MAP });
    expect(checking.status).toBe(200);
    const page = checking.path;
    const checked = await settled(page);
    expect(checked.text).toContain('2 rows can be imported. Nothing has been changed yet.');
    expect(checked.text).toContain('There is no such day in the calendar.');
    expect(checked.text).toContain('is not in the List of Waste');
    expect(checked.text).toContain('New customers 1');
    expect(await jobs()).toEqual([]);
    // A file that was only checked has kept nothing out.
    expect((await ruth.open('/admin')).text).not.toContain('refused rows');
    await ruth.open(page);
    await ruth.submit(`${page}/runs`);
    await settled(page);
    expect((await ruth.open('/admin')).text).toContain('1 import of the last 30 days refused rows.');
    const done = await ruth.open(page);
    expect(done.text).toContain('2 rows are in Portico now.');
    expect(await jobs()).toEqual(['T-1', 'T-4']);
    const [line] = await portico.sql(
      `select actor_kind from audit_lines where action = 'records.written' and subject_kind = 'jobs'`,
    );
    expect(line).toEqual({ actor_kind: 'login' });
    // Nothing is left to be run, and the file is forgotten.
    expect(done.$('form[action$="/runs"]')).toHaveLength(0);
    expect(await kept()).toEqual([]);
    const token = done.$('input[name=_csrf]').first().attr('value') as string;
    const again = await ruth.request('POST', `${page}/runs`, new URLSearchParams({ _csrf: token }));
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('imported already')]);
  });

  it('gives the refused rows as a download', async () => {
    await ruth.open('/admin/imports');
    expect(ruth.seen.text).toContain('1 import');
    expect(ruth.seen.text).toContain('Imported');
    await ruth.open(ruth.seen.$('tbody a').first().attr('href') as string);
    await ruth.open(ruth.seen.$('a[href$="refused.csv"]').attr('href') as string);
    expect(ruth.seen.headers.get('content-type')).toContain('text/csv');
    expect(ruth.seen.html.split('\r\n')).toEqual([
      expect.stringContaining('Row,Column,Value,Reason'),
      '3,Day,31/02/2026,There is no such day in the calendar.',
      '4,Code,99 99 99,"""99 99 99"" is not in the List of Waste."',
      '',
    ]);
  });

  it('takes the map of an earlier import for the next file of the same shape', async () => {
    await ruth.open('/admin/imports');
    await ruth.open(ruth.seen.$('tbody a').first().attr('href') as string);
    await ruth.open(ruth.seen.$('a[href*="section="]').attr('href') as string);
    expect(ruth.seen.$('select option[selected]').attr('value')).toBe('jobs');
    await send({ section: 'jobs', file: csv(CSV), map: '' });
    // In the order in which it was written.
    expect(ruth.seen.$('textarea').text().trim()).toBe(JSON.stringify(JSON.parse(MAP), null, 2));
  });

  it('lets the map be mended without sending the file again', async () => {
    const { path } = await send({
      section: 'jobs',
      file: csv(CSV.replaceAll('NEW', 'OTHER')),
      mapFile: new File([MAP.replace('"create"', '"refuse"')], 'map.json'),
      map: '',
    });
    const first = await settled(path);
    expect(first.text).toContain('There is no customer');
    await ruth.open(first.$('a[href$="/columns"]').attr('href') as string);
    const wrong = await ruth.submit(`${path}/checks`, { map: '{"fields": {"referense": "{Ticket}"}}' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Did you mean "reference"?');
    expect(wrong.$('textarea').text()).toContain('referense');
    await ruth.submit(`${path}/checks`, { map: MAP });
    expect((await settled(path)).text).toContain('2 rows can be imported.');
  });

  it('needs no choice where the columns are called like the fields', async () => {
    const { path } = await send({
      section: 'customers',
      file: csv('reference;name\nC-1;Café Ltd\n', 'c.csv'),
      map: '',
    });
    await ruth.submit(path);
    expect((await settled(ruth.seen.path)).text).toContain('1 row can be imported.');
  });

  it('is begun once, however often the button is pressed at the same moment', async () => {
    const page = ruth.seen.path;
    const token = ruth.seen.$('input[name=_csrf]').first().attr('value') as string;
    const press = () => ruth.request('POST', `${page}/runs`, new URLSearchParams({ _csrf: token }));
    await Promise.all([press(), press(), press(), press()]);
    expect((await settled(page)).text).toContain('1 row is in Portico now.');
    const [begun] = await portico.sql<{ times: number }>(
      `select count(*)::int as times from operations where kind like 'import%' and payload ->> 'importId' = $1`,
      [page.split('/').at(-1)],
    );
    // The check, and the import.
    expect(begun?.times).toBe(2);
  });

  describe('says at the field what is wrong, and keeps nothing', () => {
    let before: string[];
    beforeAll(async () => {
      before = await kept();
    });
    const refused = async (fields: Fields, field: string, words: string) => {
      const { status } = await send({ section: 'jobs', map: MAP, ...fields });
      expect([status, error(field)]).toEqual([422, expect.stringContaining(words)]);
      expect(await kept()).toEqual(before);
    };

    it('no file', () => refused({}, 'file', 'Choose a file.'));
    it('a file of 0 bytes', () => refused({ file: csv('') }, 'file', 'The file is empty (0 bytes).'));
    it(
      'a file of 100 MB',
      () => refused({ file: csv(new Uint8Array(100 * 1024 * 1024).fill(65)) }, 'file', 'larger than 50 MB'),
      60_000,
    );
    it('a workbook', () =>
      refused({ file: csv('PK\u0003\u0004rest', 'book.csv') }, 'file', 'Excel workbook'));
    it('a picture', () =>
      refused(
        { file: csv(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')) },
        'file',
        'not a text file',
      ));
    it('only a header', () => refused({ file: csv('a,b\n') }, 'file', 'no rows below'));
    it('a section that does not exist', () =>
      refused({ section: 'pigeons', file: csv(CSV) }, 'section', 'Choose what is in the file.'));
    it('a map that is no JSON', () =>
      refused({ file: csv(CSV), map: '{"fields": ' }, 'map', 'The map is not JSON'));

    it('a name with folders is only a name', async () => {
      const { path } = await send({
        section: 'customers',
        file: csv('reference,name\nC-1,Café Ltd\n', '../../../x<b>.csv'),
        map: '',
      });
      expect(ruth.seen.text).toContain('Say which column of x<b>.csv is what.');
      expect(path).toMatch(/columns$/);
    });
  });

  it('keeps a file whose map does not fit, and shows where', async () => {
    const map = '{"fields": {"reference": "{Ticket}", "date": "{Dai}"}}';
    const seen = await send({ section: 'jobs', file: csv(CSV), map });
    expect([seen.status, error('map')]).toEqual([422, 'The map does not fit. Nothing was imported.']);
    expect(seen.text).toContain('fields.customer This field is needed.');
    expect(seen.$('h1').text().trim()).toBe('Match the columns');
    expect(seen.$('textarea').text().trim()).toBe(map);
  });

  it('goes on where a worker died, and counts nothing twice', async () => {
    const rows = Array.from({ length: 1200 }, (_, n) => (n % 400 === 7 ? `W-${n}` : `W-${n},Worker ${n}`));
    const { path } = await send({
      section: 'customers',
      file: csv(['reference,name', ...rows].join('\n')),
      map: '{"fields": {"reference": "{reference}", "name": "{name}"}}',
    });
    await settled(path);
    const importId = path.split('/').at(-1) as string;
    const [operation] = await portico.sql<{ id: string }>(
      `update imports set step = 'import', counts = '{}' where id = $1 returning operation_id as id`,
      [importId],
    );
    const work = {
      kind: 'import',
      payload: { importId },
      total: 1200,
      askedBy: null,
      attempt: 1,
      undoing: false,
    };
    const run = (done: number, progress: (done: number) => Promise<void>) =>
      portico.app
        .get(ImportsJobs, { strict: false })
        .run({ id: operation?.id as string, done, ...work }, progress);
    const dying = run(0, async (done) => {
      if (done > 500) throw new Error('The power went.');
    });
    await expect(dying).rejects.toThrow('The power went.');
    await ruth.open(path);
    expect(ruth.seen.text).toContain('Created 498');
    const told: number[] = [];
    await run(500, async (done) => void told.push(done));
    expect(told).toEqual([1000, 1200]);
    await ruth.open(path);
    expect(ruth.seen.text).toContain('Created 1,197');
    expect(ruth.seen.text).toContain('3 places to mend.');
  });

  it('is open to nobody without the permission, nor without the form’s token', async () => {
    const scene = new Scene(portico);
    const clerk = await scene.staff('office');
    const { status } = await clerk.open('/admin/imports');
    const [office] = await portico.sql<{ permissions: string[] }>(
      `select permissions from role_groups where key = 'office'`,
    );
    expect(status).toBe(office?.permissions.includes('imports.run') ? 200 : 403);
    const body = new FormData();
    body.append('section', 'customers');
    body.append('file', csv('reference,name\nC-9,X\n'));
    expect((await ruth.request('POST', '/admin/imports', body)).status).toBe(403);
    expect((await ruth.open('/admin/imports/01900000-0000-7000-8000-00000000dead')).status).toBe(404);
    expect((await ruth.open('/admin/imports?after=yesterday')).status).toBe(400);
  });

  it('reads the name of a customer as its reference, and makes no second one of it', async () => {
    await send({ section: 'jobs', map: MAP, file: csv(CSV.replace('T-1,ACME', 'T-1,ACME LTD')) });
    const seen = await settled(ruth.seen.path);
    expect(seen.text).toContain('Would be updated 0 Same already 2');
    await new Scene(portico).customer('ACME-2', 'Acme Ltd');
    await send({ section: 'jobs', map: MAP, file: csv(CSV.replace('T-1,ACME', 'T-1,Acme Ltd')) });
    const doubted = await settled(ruth.seen.path);
    expect(doubted.text).toContain(
      '2 are called “Acme Ltd”. Write the reference of the one that is meant, or name and reference: Acme Ltd (ACME',
    );
    await new Scene(portico).customer('Beta Ltd', 'Beta Holdings');
    await new Scene(portico).customer('BETA', 'Beta Ltd');
    await send({ section: 'jobs', map: MAP, file: csv(CSV.replace('T-1,ACME', 'T-1,Beta Ltd')) });
    expect((await settled(ruth.seen.path)).text).toContain(
      '“Beta Ltd” is the reference of one and the name of another.',
    );
    const references = JSON.stringify({ ...(JSON.parse(MAP) as object), names: false });
    await send({ section: 'jobs', map: references, file: csv(CSV.replace('T-1,ACME', 'T-1,Beta Ltd')) });
    expect((await settled(ruth.seen.path)).text).toContain('Would be updated 1');
    expect(await portico.sql(`select from customers where name = 'Acme Ltd'`)).toHaveLength(2);
  });

  it('never reads the reference of a deleted customer as the name of another', async () => {
    const scene = new Scene(portico);
    await scene.customer('NORTH', 'Gone Ltd');
    await scene.api('DELETE', 'customers/NORTH');
    await scene.customer('C-9', 'Nörth');
    await send({ section: 'jobs', map: MAP, file: csv(CSV.replace('T-1,ACME', 'T-1,NORTH')) });
    expect((await settled(ruth.seen.path)).text).toContain('The customer “NORTH” is deleted.');
  });
});
