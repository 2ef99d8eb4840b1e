import { describe, expect, it } from '@jest/globals';
import { storagePlace } from './storage-place.js';

describe('STORAGE_URL', () => {
  it('names a folder', () => {
    expect(storagePlace('file:///var/lib/portico/files')).toEqual({
      kind: 'folder',
      path: '/var/lib/portico/files',
    });
    expect(storagePlace('file:///with%20a%20space')).toMatchObject({ path: '/with a space' });
  });

  it('names a bucket, with what is unusual behind it', () => {
    const bucket = (url: string) => {
      const place = storagePlace(url);
      return place.kind === 'bucket' ? place.bucket : undefined;
    };
    expect(bucket('s3://key:secret@s3.example/files')).toEqual({
      endpoint: 'https://s3.example',
      region: 'us-east-1',
      name: 'files',
      key: 'key',
      secret: 'secret',
    });
    expect(bucket('s3://k%2Fey:se%2Bcr%2Fet@s3.example:9000/my.files/?region=eu-west-2')).toMatchObject({
      endpoint: 'https://s3.example:9000',
      region: 'eu-west-2',
      name: 'my.files',
      key: 'k/ey',
      secret: 'se+cr/et',
    });
    expect(bucket('s3://key:secret@minio:9000/files?tls=no')?.endpoint).toBe('http://minio:9000');
    expect(bucket('s3://key:secret@127.0.0.1:9000/files')?.endpoint).toBe('http://127.0.0.1:9000');
    expect(bucket('s3://key:secret@localhost/files?tls=yes')?.endpoint).toBe('https://localhost');
  });

  it('is refused with the way to write it, and without the secret', () => {
    for (const wrong of ['', '/var/files', 'https://files.example', 'file://elsewhere/files'])
      expect(() => storagePlace(wrong)).toThrow(/file:\/\/\//);
    for (const wrong of [
      's3://host/bucket',
      's3://key@host/bucket',
      's3://key:hush@host',
      's3://key:hush@host/bucket/folder',
      's3://key:hush@host/Not_A_Bucket',
      's3://key:hush@host/bucket?zone=1',
    ]) {
      expect(() => storagePlace(wrong)).toThrow(/STORAGE_URL/);
      expect(() => storagePlace(wrong)).not.toThrow(/hush/);
    }
  });
});
