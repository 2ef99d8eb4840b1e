import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { ImportingOffice } from '../support/imports.js';
import { meanwhile } from '../support/meanwhile.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

/** Documents of jobs that come by file, and who sees them then. */
describe('imported documents', () => {
  let portico: TestPortico;
  let scene: Scene;
  let office: ImportingOffice;
  let north: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    for (const reference of ['NORTH', 'SOUTH'])
      await scene.put(`sites/${reference}`, { customer: 'ACME', name: reference, kind: 'static' });
    const job = { customer: 'ACME', date: '2026-03-04', status: 'completed' };
    await scene.put('jobs/J-N', { ...job, site: 'NORTH' });
    await scene.put('jobs/J-S', { ...job, site: 'SOUTH' });
    await scene.put('jobs/J-0', job);
    north = await scene.portalUser('ACME', 'north@acme.test', ['NORTH']);
    office = await ImportingOffice.open(portico);
  });
  afterAll(async () => {
    await office.close();
    await portico.close();
  });

  const note = { customer: 'ACME', type: 'waste-transfer-note', date: '2026-03-04' };
  const MAP = {
    reference: '{Reference}',
    customer: 'ACME',
    name: '{Name}',
    type: note.type,
    date: note.date,
  };
  const send = async (rows: readonly string[], fields: object) => {
    const file = await office.file('documents.csv', ['Reference,Name,Job', ...rows].join('\n'));
    const map = await office.file('map.json', { fields });
    return office.import('documents', file, '--map', map);
  };
  const placeOf = async (reference: string) => {
    const { job, site } = (await scene.api('GET', `documents/${reference}`)).body;
    return [job, site];
  };

  it('go to the site of the job that the file says, and keep theirs where it says the same or none', async () => {
    await scene.put('documents/D-1', { ...note, name: 'Note of a job', job: 'J-N' });
    await scene.put('documents/D-2', { ...note, name: 'Note of none', job: 'J-N', site: 'SOUTH' });
    expect((await north.open('/portal/documents')).text).toContain('Note of a job');
    await send(['D-1,Note of a job,', 'D-2,Note of none,'], MAP);
    expect([await placeOf('D-1'), await placeOf('D-2')]).toEqual([
      ['J-N', 'NORTH'],
      ['J-N', 'SOUTH'],
    ]);
    await send(['D-1,Note of a job,J-S', 'D-2,Note of none,J-N'], { ...MAP, job: '{Job}' });
    expect([await placeOf('D-1'), await placeOf('D-2')]).toEqual([
      ['J-S', 'SOUTH'],
      ['J-N', 'SOUTH'],
    ]);
    expect((await north.open('/portal/documents')).text).not.toContain('Note of a job');
    await send(['D-1,Note of a job,'], { ...MAP, job: '{Job}' });
    expect(await placeOf('D-1')).toEqual([null, null]);
  });

  it.each(['J-N', 'J-0'])('wait for whoever moves their job %s, and go along', async (job) => {
    const move = `update jobs set site_id = (select id from sites where reference = 'SOUTH') where reference = $1`;
    await meanwhile(portico, move, [job], () => send([`M-${job},Note,${job}`], { ...MAP, job: '{Job}' }));
    expect(await placeOf(`M-${job}`)).toEqual([job, 'SOUTH']);
  });

  it('hold none of what whoever moves their job comes to next', async () => {
    await scene.put('documents/H-1', { ...note, name: 'Note held', job: 'J-S' });
    const held = `select from jobs where reference = 'J-S' for update`;
    await meanwhile(
      portico,
      held,
      [],
      () => send(['H-1,Note renamed,J-S', 'H-2,New note,J-S'], { ...MAP, job: '{Job}' }),
      (manager) => manager.query(`select from documents where reference = 'H-1' for update nowait`),
    );
    expect((await scene.api('GET', 'documents/H-1')).body['name']).toBe('Note renamed');
  });
});
