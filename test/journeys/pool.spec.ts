import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Scene } from '../support/scene.js';

describe('a route stop of a pool service', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    const { status } = await scene.put('jobs/J-1', {
      customer: 'ACME',
      date: '2026-07-04',
      status: 'completed',
      readings: [{ name: 'Free chlorine', value: '1.5', unit: 'ppm' }],
      chemicals: [{ name: 'Sodium hypochlorite', quantity: '500', unit: 'ml' }],
    });
    expect(status).toBe(201);
  }, 120_000);
  afterAll(() => portico.close());

  it('shows readings and chemicals, each only where its part is open', async () => {
    const alice = await scene.portalUser('ACME', 'alice@acme.test');
    const [job] = await portico.sql<{ id: string }>('select id from jobs');
    const seen = async () => {
      const { text } = await alice.open(`/portal/jobs/${job?.id}`);
      return [text.includes('1.5 ppm'), text.includes('500 ml')];
    };
    const switched = (part: string, on: boolean) =>
      portico.sql('update customer_permissions set allowed = $2 where permission = $1', [part, on]);
    expect(await seen()).toEqual([true, true]);
    await switched('jobs.readings', false);
    expect(await seen()).toEqual([false, true]);
    await switched('jobs.chemicals', false);
    expect(await seen()).toEqual([false, false]);
    await switched('jobs.readings', true);
    expect(await seen()).toEqual([true, false]);
  });

  it('gives them to no query of the portal where they are closed', async () => {
    const read = (open: string[], table: string) =>
      portico.app
        .get(PortalReads, { strict: false })
        .within({ customerId: acme, sites: 'all', open }, (ask) => ask(`select name from ${table}`));
    expect(await read(['jobs.chemicals'], 'job_readings')).toEqual([]);
    expect(await read(['jobs.readings'], 'job_readings')).toHaveLength(1);
    expect(await read(['jobs.readings'], 'job_chemicals')).toEqual([]);
    expect(await read(['jobs.chemicals'], 'job_chemicals')).toHaveLength(1);
  });
});
