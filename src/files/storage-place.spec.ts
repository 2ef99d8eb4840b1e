import { describe, expect, it } from '@jest/globals';
import { storageFolder } from './storage-place.js';

describe('STORAGE_URL', () => {
  it('names a folder', () => {
    expect(storageFolder('file:///var/lib/portico/files')).toBe('/var/lib/portico/files');
    expect(storageFolder('file:///with%20a%20space')).toBe('/with a space');
  });

  it('is refused with the way to write it', () => {
    expect(() => storageFolder('s3://key:secret@host/bucket')).toThrow(/not in S3\. Use file:\/\/\//);
    expect(() => storageFolder('s3://key:secret@host/bucket')).not.toThrow(/secret/);
    for (const wrong of ['', '/var/files', 'https://files.example', 'file://elsewhere/files']) {
      expect(() => storageFolder(wrong)).toThrow(/file:\/\/\//);
    }
  });
});
