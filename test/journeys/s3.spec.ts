import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookAtStorage } from '../../src/admin/doctor/surroundings.look.js';
import { S3Storage } from '../../src/files/s3.storage.js';
import { storagePlace } from '../../src/files/storage-place.js';
import { keepsFiles } from '../../src/files/storage.fixture.js';
import { newFileName } from '../../src/files/storage.js';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import type { Config } from '../../src/platform/config.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';
import { Scene } from '../support/scene.js';

const opened = (url: string): Promise<S3Storage> => {
  const place = storagePlace(url);
  if (place.kind !== 'bucket') throw new Error('This is no bucket.');
  return S3Storage.of(place.bucket);
};

describe('files in a bucket', () => {
  let server: S3Server;
  let storage: S3Storage;

  beforeAll(async () => {
    server = await startS3Server();
    storage = await opened(server.url);
  });
  afterAll(() => server.close());

  keepsFiles(
    () => storage,
    () => Promise.resolve(server.objects.size + server.uploads.size),
  );

  it('say what is the matter with key, bucket and service', async () => {
    const says = async (url: string) => {
      const { state, says: words } = await lookAtStorage({ storageUrl: url } as Config);
      return [state, words];
    };
    expect(await says(server.url)).toEqual(['good', `bucket files at http://${server.host}`]);
    expect(await says(`s3://portico%2Fkey:wrong@${server.host}/files`)).toEqual([
      'wrong',
      expect.stringContaining('refuses this key for the bucket files'),
    ]);
    expect(await says(server.url.replace('/files', '/others'))).toEqual([
      'wrong',
      expect.stringContaining('has no bucket others'),
    ]);
    expect(await says('s3://key:hush@127.0.0.1:9/files')).toEqual([
      'wrong',
      expect.stringContaining('http://127.0.0.1:9 does not answer'),
    ]);
    server.fails = ({ method }) => (method === 'PUT' ? 403 : undefined);
    expect(await says(server.url)).toEqual(['wrong', expect.stringContaining('files cannot be kept')]);
    server.fails = undefined;
  });

  it('are tried again when the service stumbles, and are an error when it stays away', async () => {
    let times = 0;
    server.fails = () => ((times += 1) === 1 ? 503 : undefined);
    const name = newFileName();
    await storage.put(name, Buffer.from('again'));
    expect(times).toBe(2);
    server.fails = () => 'hang up';
    await expect(storage.open(name)).rejects.not.toMatchObject({ status: 404 });
    expect(await storage.works()).toBe(false);
    server.fails = undefined;
    expect(await storage.works()).toBe(true);
  });
});

describe('Portico with its files in a bucket', () => {
  let server: S3Server;
  let portico: TestPortico;

  beforeAll(async () => {
    server = await startS3Server();
    portico = await startPortico({ STORAGE_URL: server.url });
  });
  afterAll(async () => {
    await portico.close();
    await server.close();
  });

  it('keeps a document, opens it in the browser, whole and in part, and lets it go', async () => {
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.put('documents/NOTE', {
      customer: 'ACME',
      name: 'Note',
      type: 'waste-transfer-note',
      date: '2026-03-04',
    });
    const key = await portico.app.get(ApiKeys).make(SYSTEM, 'files', 'Administrator');
    const bytes = Buffer.from(`%PDF-1.4\n${'x'.repeat(300_000)}\n%%EOF\n`);
    const sent = await fetch(`${portico.url}/api/v1/documents/NOTE/file`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/pdf' },
      body: new Uint8Array(bytes),
    });
    expect(sent.status).toBe(201);
    expect([...server.objects.values()].some((one) => one.equals(bytes))).toBe(true);
    const alice = await scene.portalUser('ACME', 'alice@acme.test');
    const [row] = await portico.sql<{ id: string }>('select id from documents');
    const path = `${portico.url}/portal/documents/${row?.id}/file`;
    const cookie = `portico_session=${alice.cookie('portico_session') ?? ''}`;
    const whole = await fetch(path, { headers: { cookie } });
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await fetch(path, { headers: { cookie, range: 'bytes=0-4' } });
    expect([part.status, await part.text()]).toEqual([206, '%PDF-']);
  });

  it('stays up when the service goes away, and says so', async () => {
    server.fails = () => 'hang up';
    await pause(50);
    const ready = await fetch(`${portico.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, expect.stringContaining('storage')]);
    expect((await fetch(`${portico.url}/sign-in`)).status).toBe(200);
    server.fails = undefined;
  });
});
