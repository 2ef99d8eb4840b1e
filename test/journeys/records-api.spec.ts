import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/mail-server.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const JOB = {
  customer: 'ACME',
  site: 'ACME/1',
  date: '2026-03-04',
  status: 'completed',
  price: { amount: 12_550, currency: 'GBP' },
  wasteItems: [
    {
      ewcCodes: ['20 03 01', '160601*'],
      weightGrams: 1_240_000,
      estimated: true,
      containerType: 'SKI',
      containerCount: 1,
      fates: [
        { code: 'R03.01.03', weightGrams: 1_000_000, estimated: false },
        { code: 'NS', weightGrams: 40_000, estimated: false },
      ],
    },
  ],
};

describe('records through the API', () => {
  let portico: TestPortico;
  let scene: Scene;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/ACME%2F1', { customer: 'ACME', name: 'Yard', kind: 'static' });
    await scene.put('sites/OTHER', { customer: 'STRANGER', name: 'Elsewhere' });
  });
  afterAll(() => portico.close());

  const errors = (body: Record<string, unknown>) =>
    (body['errors'] as { field: string; message: string }[]).map(({ field }) => field);

  it('are written whole and answered whole, pointers by reference, codes in one form', async () => {
    const made = await scene.put('jobs/J-1', JOB);
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      reference: 'J-1',
      customer: 'ACME',
      site: 'ACME/1',
      date: '2026-03-04',
      price: { amount: 12_550, currency: 'GBP' },
      wasteItems: [
        {
          ewcCodes: ['200301', '160601'],
          weightGrams: 1_240_000,
          estimated: true,
          containerType: 'SKI',
          fates: [
            { code: 'R03.01.03', weightGrams: 1_000_000 },
            { code: 'NS', weightGrams: 40_000 },
          ],
        },
      ],
    });
    expect((await scene.api('GET', 'jobs/J-1')).body).toEqual(made.body);
  });

  it('change nothing when nothing changed, and count up when something did', async () => {
    const same = await scene.put('jobs/J-1', JOB);
    expect([same.status, same.body['version']]).toEqual([200, 1]);
    const { body } = await scene.api('PATCH', 'jobs/J-1', { crew: 'Crew 7', price: null });
    expect(body).toMatchObject({
      crew: 'Crew 7',
      price: null,
      wasteItems: [{ weightGrams: 1_240_000 }],
      version: 2,
    });
  });

  it('are refused with every fault at its property, and nothing is changed', async () => {
    const { status, body, headers } = await scene.put('jobs/J-BAD', {
      customer: 'NOBODY',
      date: '2026-02-30',
      status: 'done',
      colour: 'red',
      wasteItems: [
        { ewcCodes: [], weightGrams: -1 },
        { ewcCodes: ['99 99 99'], weightGrams: 5, fates: [{ code: '', weightGrams: 1 }] },
      ],
    });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(errors(body)).toEqual(
      expect.arrayContaining([
        'date',
        'status',
        'colour',
        'wasteItems[0].ewcCodes',
        'wasteItems[0].weightGrams',
        'wasteItems[1].ewcCodes[0]',
        'wasteItems[1].fates[0].code',
      ]),
    );
    expect((await scene.api('GET', 'jobs/J-BAD')).status).toBe(404);
  });

  it('refuse fates heavier than their item, and another customer’s site', async () => {
    const heavy = await scene.put('jobs/J-2', {
      ...JOB,
      wasteItems: [{ ewcCodes: ['200301'], weightGrams: 10, fates: [{ code: 'R3', weightGrams: 11 }] }],
    });
    expect([heavy.status, errors(heavy.body)]).toEqual([422, ['wasteItems[0].fates']]);
    const foreign = await scene.put('jobs/J-2', { ...JOB, site: 'OTHER' });
    expect([foreign.status, errors(foreign.body)]).toEqual([422, ['site']]);
  });

  it('are guarded by versions: an If-Match that is behind answers 412', async () => {
    const behind = await scene.api('PUT', 'jobs/J-1', JOB, { 'if-match': '"1"' });
    expect(behind.status).toBe(412);
    const current = await scene.api('PUT', 'jobs/J-1', JOB, { 'if-match': '"2"' });
    expect(current.status).toBe(200);
  });

  it('are only changed, never made, by a sender who asks that there be one: If-Match: *', async () => {
    const any = { 'if-match': '*' };
    expect((await scene.api('PUT', 'jobs/J-NEW', JOB, any)).status).toBe(412);
    expect((await scene.api('GET', 'jobs/J-NEW')).status).toBe(404);
    for (const [method, body] of [
      ['PUT', JOB],
      ['PATCH', { crew: 'A' }],
      ['PATCH', { crew: '' }],
    ] as const)
      expect([method, (await scene.api(method, 'jobs/J-1', body, any)).status]).toEqual([method, 200]);
    const depot = { customer: 'ACME', name: 'Depot' };
    await scene.put('sites/STAR', depot);
    expect((await scene.api('DELETE', 'sites/STAR', undefined, any)).status).toBe(204);
    expect((await scene.api('PUT', 'sites/STAR', depot, any)).status).toBe(412);
  });

  it('are hidden by DELETE, leave a tombstone in updatedSince, and come back by PUT', async () => {
    await scene.put('jobs/J-GONE', JOB);
    const start = (await scene.api('GET', 'jobs?limit=500')).body['updatedSince'] as string;
    expect((await scene.api('DELETE', 'jobs/J-GONE')).status).toBe(204);
    expect((await scene.api('GET', 'jobs/J-GONE')).status).toBe(404);
    expect((await scene.api('DELETE', 'jobs/J-GONE')).status).toBe(404);
    const changes = await until('the tombstone', async () => {
      const { body } = await scene.api('GET', `jobs?updatedSince=${start}`);
      const items = body['items'] as { reference: string }[];
      return items.some(({ reference }) => reference === 'J-GONE') ? items : undefined;
    });
    expect(changes).toMatchObject([{ reference: 'J-GONE', deleted: true }]);
    expect((await scene.put('jobs/J-GONE', JOB)).status).toBe(200);
    expect((await scene.api('GET', 'jobs/J-GONE')).status).toBe(200);
  });

  it('page by keyset without missing or repeating any', async () => {
    const walked = async () => {
      const seen: string[] = [];
      let after = '';
      do {
        const { body } = await scene.api('GET', `jobs?limit=1${after ? `&after=${after}` : ''}`);
        seen.push(...(body['items'] as { reference: string }[]).map(({ reference }) => reference));
        after = (body['next'] as string | null) ?? '';
      } while (after);
      return seen.sort();
    };
    // A change is shown once every transaction before it is over, Portico's own in the background among them.
    const seen = await until('both jobs', async () => {
      const all = await walked();
      return all.length >= 2 ? all : undefined;
    });
    expect(seen).toEqual(['J-1', 'J-GONE']);
  });

  it('do not show a change while an older transaction still runs, and show it afterwards', async () => {
    const start = (await scene.api('GET', 'jobs?limit=500')).body['updatedSince'] as string;
    await portico.sql('select 1');
    const { default: pg } = await import('pg');
    const slow = new pg.Client({ connectionString: portico.config.databaseUrl });
    await slow.connect();
    await slow.query('begin; update jobs set crew = $$late$$ where reference = $$J-GONE$$');
    await scene.api('PATCH', 'jobs/J-1', { crew: 'early' });
    const changed = async () => {
      const { body } = await scene.api('GET', `jobs?updatedSince=${start}`);
      return (body['items'] as { reference: string; crew: string }[])
        .filter(({ crew }) => ['early', 'late'].includes(crew))
        .map(({ reference }) => reference)
        .sort();
    };
    expect(await changed()).toEqual([]);
    await slow.query('commit');
    await slow.end();
    const both = await until('both changes', async () => {
      const seen = await changed();
      return seen.length === 2 ? seen : undefined;
    });
    expect(both).toEqual(['J-1', 'J-GONE']);
  });

  it('are not held back by a transaction of another database on the same server', async () => {
    const { default: pg } = await import('pg');
    const neighbour = new pg.Client({ connectionString: process.env['PORTICO_TEST_SUPERUSER_URL'] });
    await neighbour.connect();
    await neighbour.query('begin; select pg_current_xact_id()');
    try {
      const start = (await scene.api('GET', 'jobs?limit=500')).body['updatedSince'] as string;
      await scene.api('PATCH', 'jobs/J-1', { crew: 'beside the neighbour' });
      const seen = await until('the change', async () => {
        const { body } = await scene.api('GET', `jobs?updatedSince=${start}`);
        return (body['items'] as { crew: string }[]).find(({ crew }) => crew === 'beside the neighbour');
      });
      expect(seen).toMatchObject({ reference: 'J-1' });
    } finally {
      await neighbour.query('rollback');
      await neighbour.end();
    }
  });

  it('come in batches: answered in order, each line by itself, the later of two winning', async () => {
    const lines = [
      JSON.stringify({ reference: 'B-1', ...JOB }),
      'no JSON at all',
      JSON.stringify({ reference: 'B-1', ...JOB, crew: 'later' }),
      JSON.stringify({ reference: 'B-2', ...JOB, customer: 'NOBODY' }),
      JSON.stringify({ reference: 'J-1', ...JOB, notes: 'x'.repeat(2 * 1024 * 1024) }),
      JSON.stringify({ reference: 'B-3', ...JOB }),
      '',
    ].join('\n');
    const { status, body } = await scene.api('POST', 'jobs/batch', lines, {
      'content-type': 'application/x-ndjson',
    });
    expect(status).toBe(200);
    const answers = String(body['text'])
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; reference: string | null; result: string });
    expect(answers.map(({ line, reference, result }) => [line, reference, result])).toEqual([
      [1, 'B-1', 'created'],
      [2, null, 'refused'],
      [3, 'B-1', 'updated'],
      [4, 'B-2', 'refused'],
      [5, null, 'refused'],
      [6, 'B-3', 'created'],
    ]);
    expect((await scene.api('GET', 'jobs/B-1')).body['crew']).toBe('later');
  });

  it('refuse alone what the database cannot keep, in a batch as by itself', async () => {
    const odd = [
      { date: '0000-01-01' },
      { notes: '\ud800' },
      { wasteItems: [{ ...JOB.wasteItems[0], containerCount: 3_000_000_000 }] },
    ];
    for (const change of odd) expect((await scene.put('jobs/ODD', { ...JOB, ...change })).status).toBe(422);
    const lines = [...odd, {}]
      .map((change, index) => JSON.stringify({ reference: `O-${index}`, ...JOB, ...change }))
      .join('\n');
    const { body } = await scene.api('POST', 'jobs/batch', lines, { 'content-type': 'application/x-ndjson' });
    const results = String(body['text'])
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { result: string }).result);
    expect(results).toEqual(['refused', 'refused', 'refused', 'created']);
  });

  it('keep both of two patches that come at the same moment', async () => {
    await scene.put('jobs/BOTH', JOB);
    await Promise.all([
      scene.api('PATCH', 'jobs/BOTH', { crew: 'Crew 9' }),
      scene.api('PATCH', 'jobs/BOTH', { vehicle: 'RCV 9' }),
    ]);
    expect((await scene.api('GET', 'jobs/BOTH')).body).toMatchObject({ crew: 'Crew 9', vehicle: 'RCV 9' });
  });

  it('tell of removed records on every page of changes, and of an empty collection where to go on', async () => {
    const empty = (await scene.api('GET', 'documents')).body['updatedSince'] as string;
    expect((await scene.api('GET', `documents?updatedSince=${empty}`)).status).toBe(200);
    const start = (await scene.api('GET', 'jobs?limit=500')).body['updatedSince'] as string;
    for (const reference of ['T-1', 'T-2']) {
      await scene.put(`jobs/${reference}`, JOB);
      await scene.api('DELETE', `jobs/${reference}`);
    }
    /** What each page of one line tells of the two that were removed. */
    const told = async () => {
      const lines: Record<string, unknown>[] = [];
      let query = `updatedSince=${start}`;
      for (;;) {
        const { body } = await scene.api('GET', `jobs?limit=1&${query}`);
        const items = body['items'] as Record<string, unknown>[];
        expect(items.length).toBeLessThanOrEqual(1);
        lines.push(...items.filter(({ reference }) => String(reference).startsWith('T-')));
        if (!body['next']) return lines;
        query = `after=${body['next']}`;
      }
    };
    // A change is told once every transaction before it is over, whoever else uses the same Postgres.
    const removed = await until('both removals', async () => {
      const lines = await told();
      return lines.length >= 2 ? lines : undefined;
    });
    expect(removed).toMatchObject([
      { reference: 'T-1', deleted: true },
      { reference: 'T-2', deleted: true },
    ]);
  });

  it('need a key that holds the right, and say so in problem details', async () => {
    const stranger = await fetch(`${portico.url}/api/v1/jobs`);
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([
      401,
      expect.stringContaining('application/problem+json'),
    ]);
    const wrong = await fetch(`${portico.url}/api/v1/jobs`, {
      headers: { authorization: 'Bearer portico_made-up' },
    });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ title: expect.stringContaining('Send a key') });
    expect((await new Person(portico.url).open('/api/v1/jobs')).status).toBe(401);
  });

  it('that were deleted come back as the same customer’s; under another’s name they are refused, with the way out', async () => {
    const strangers = { customer: 'STRANGER', date: '2026-03-05', status: 'completed' };
    await scene.put('jobs/GONE', JOB);
    await scene.put('documents/G-1', {
      customer: 'ACME',
      job: 'GONE',
      type: 'photo',
      name: 'Gate',
      date: '2026-03-04',
    });
    await scene.api('DELETE', 'jobs/GONE');
    const refused = await scene.put('jobs/GONE', strangers);
    expect([refused.status, refused.body['errors']]).toMatchObject([
      422,
      [{ field: 'customer', message: expect.stringContaining('deleted record of another customer') }],
    ]);
    expect((await scene.api('GET', 'jobs/GONE')).status).toBe(404);
    const lines = [
      { reference: 'GONE', ...strangers },
      { reference: 'NEW-1', ...strangers },
    ];
    const { body } = await scene.api(
      'POST',
      'jobs/batch',
      lines.map((line) => JSON.stringify(line)).join('\n'),
      {
        'content-type': 'application/x-ndjson',
      },
    );
    expect(body['text']).toMatch(/"result":"refused"[^]*"result":"created"/);
    expect((await scene.put('jobs/GONE', JOB)).status).toBe(200);
    expect((await scene.put('jobs/GONE', strangers)).body['customer']).toBe('STRANGER');
    await scene.api('DELETE', 'jobs/GONE');
    await scene.api('DELETE', 'jobs/NEW-1');
  });
});
