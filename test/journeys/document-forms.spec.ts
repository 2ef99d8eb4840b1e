import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

const PDF = Buffer.from('%PDF-1.7\nfirst');
const NEWER = Buffer.from('%PDF-1.7\nsecond');

describe('documents added by hand', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let ruth: Person;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await portico.sql('update file_types set customer_file = true, shows_prices = false');
    ruth = await scene.staff('office');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  /** Fills in the form with a file that is open, as a browser does. */
  async function upload(
    fields: Record<string, string>,
    file?: { bytes: Buffer; name: string; type: string },
  ): Promise<Seen> {
    const form = ruth.seen.$('form[enctype]');
    const body = new FormData();
    for (const { name, value } of form.serializeArray()) if (!(name in fields)) body.append(name, value);
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const { bytes = Buffer.alloc(0), name = '', type = 'application/octet-stream' } = file ?? {};
    body.append('file', new Blob([bytes], { type }), name);
    return ruth.request('POST', form.attr('action') as string, body);
  }
  const kept = async () =>
    portico.sql<{ name: string }>('select name from files where unclaimed_since is null order by name');
  const unclaimed = () => portico.sql('select 1 from files where unclaimed_since is not null');
  const typeOf = () =>
    ruth.seen
      .$('#type option')
      .toArray()
      .map((one) => ruth.seen.$(one).attr('value') ?? '')
      .find(Boolean) as string;
  const document = async (reference: string) =>
    (await scene.api('GET', `documents/${reference}`)).body as { id: string; version: number };

  it('come with their file, under a name that is only shown', async () => {
    await ruth.open(`/admin/documents/new?customer=${acme}`);
    const fields = { reference: 'WTN-1', name: 'Transfer note', type: typeOf(), date: '2026-03-04' };
    const name = '../../etc/\u202epass "wd" 100%25.pdf';
    await upload(fields, { bytes: PDF, name, type: 'application/pdf' });
    expect(ruth.seen.text).toContain('WTN-1 is added.');
    expect(await kept()).toEqual([{ name: 'pass "wd" 100%25.pdf' }]);
    const { id } = await document('WTN-1');
    const file = await alice.download(`/portal/documents/${id}/file`);
    expect([file.status, file.bytes.equals(PDF)]).toEqual([200, true]);
  });

  it('say at the file what is wrong with it, and keep nothing', async () => {
    await ruth.open(`/admin/documents/new?customer=${acme}`);
    const fields = { reference: 'WTN-2', name: 'Note', type: typeOf(), date: '2026-03-04' };
    for (const [bytes, name, type, said] of [
      [Buffer.alloc(0), 'empty.pdf', 'application/pdf', 'empty'],
      [Buffer.from('MZ evil'), 'note.pdf', 'application/pdf', 'none of them'],
      [Buffer.from('hello'), 'note.txt', 'text/plain', 'none of them'],
      [PDF, 'note.png', 'image/png', 'its bytes are'],
    ] as const) {
      await upload(fields, { bytes, name, type });
      expect([name, ruth.seen.status]).toEqual([name, 422]);
      expect(ruth.seen.$('#file-error').text()).toContain(said);
      expect(ruth.seen.$('#name').val()).toBe('Note');
    }
    await upload({ ...fields, date: '' }, { bytes: PDF, name: 'note.pdf', type: 'application/pdf' });
    expect(ruth.seen.$('#date-error')).toHaveLength(1);
    expect(ruth.seen.$('#file-error').text()).toContain('Choose the file again.');
    expect(await unclaimed()).toEqual([]);
    expect((await scene.api('GET', 'documents/WTN-2')).status).toBe(404);
  });

  it('are tried again where the database lets somebody else go first, with their file', async () => {
    await portico.sql('create sequence tries');
    await portico.sql(`create function gives_way() returns trigger language plpgsql as $$ begin
      if new.reference = 'WTN-D' and nextval('tries') = 1 then raise exception 'later' using errcode = '40001'; end if;
      return new; end $$`);
    await portico.sql(
      'create trigger a_fault before update on documents for each row execute function gives_way()',
    );
    await portico.sql('grant usage on sequence tries to public');
    await ruth.open(`/admin/documents/new?customer=${acme}`);
    const fields = { reference: 'WTN-D', name: 'Note', type: typeOf(), date: '2026-03-04' };
    await upload(fields, { bytes: PDF, name: 'kept.pdf', type: 'application/pdf' });
    expect(ruth.seen.text).toContain('WTN-D is added.');
    const { id } = await document('WTN-D');
    expect((await alice.download(`/portal/documents/${id}/file`)).status).toBe(200);
    await portico.sql('drop trigger a_fault on documents');
    await portico.sql('drop function gives_way()');
    await portico.sql('drop sequence tries');
    await scene.api('DELETE', 'documents/WTN-D');
    await portico.sql(`delete from documents where reference = 'WTN-D'`);
    await portico.sql(`delete from files where name = 'kept.pdf'`);
  });

  it('sent twice are one, and without a file get it later', async () => {
    await ruth.open(`/admin/documents/new?customer=${acme}`);
    const fields = { reference: 'WTN-3', name: 'Note', type: typeOf(), date: '2026-03-04' };
    const form = ruth.seen;
    await upload(fields);
    expect(ruth.seen.text).toContain('WTN-3 is added without a file.');
    const { id, version } = await document('WTN-3');
    const again = new FormData();
    for (const { name, value } of form.$('form[enctype]').serializeArray())
      again.append(name, (fields as Record<string, string>)[name] ?? value);
    await ruth.request('POST', form.$('form[enctype]').attr('action') as string, again);
    expect(ruth.seen.text).toContain('WTN-3 is added without a file.');
    expect((await document('WTN-3')).version).toBe(version);
    await ruth.open(`/admin/documents/${id}`);
    await ruth.open(ruth.seen.$('a[href$="/replacement"]').attr('href') as string);
    await upload({});
    expect([ruth.seen.status, ruth.seen.$('#file-error').text().trim()]).toEqual([422, 'Choose a file.']);
    await upload({}, { bytes: PDF, name: 'note.pdf', type: 'application/pdf' });
    expect(ruth.seen.text).toContain('The new file of WTN-3 is kept.');
    await ruth.open(`/admin/documents/${id}/replacement`);
    await upload({}, { bytes: PDF, name: 'note.pdf', type: 'application/pdf' });
    expect(ruth.seen.text).toContain('has this file already');
    expect(await unclaimed()).toEqual([]);
  });

  it('that somebody changed meanwhile keep their file, until it is chosen again', async () => {
    const { id } = await document('WTN-1');
    await ruth.open(`/admin/documents/${id}/replacement`);
    await scene.api('PATCH', 'documents/WTN-1', { signed: true });
    const newer = { bytes: NEWER, name: 'newer.pdf', type: 'application/pdf' };
    await upload({}, newer);
    expect(ruth.seen.status).toBe(409);
    expect(ruth.seen.text).toContain('Somebody changed this document meanwhile.');
    await upload({}, newer);
    expect(ruth.seen.text).toContain('The new file of WTN-1 is kept.');
    const file = await alice.download(`/portal/documents/${id}/file`);
    expect(file.bytes.equals(NEWER)).toBe(true);
    expect(await unclaimed()).toEqual([]);
  });

  it('need the token of the page in their address', async () => {
    const { id } = await document('WTN-1');
    const body = new FormData();
    body.append('file', new Blob([PDF], { type: 'application/pdf' }), 'note.pdf');
    expect((await ruth.request('POST', `/admin/documents/${id}/replacement`, body)).status).toBe(403);
  });
});
