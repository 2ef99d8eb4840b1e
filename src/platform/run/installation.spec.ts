import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TRADES } from './command-line.js';
import { chooseInstallation, currentInstallation, installationOf } from './installation.js';

describe('installations in one folder', () => {
  let base = '';
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'portico-spec-'));
  });
  afterAll(() => rmSync(base, { recursive: true }));

  it('share no database, no queue and no folder between trades', () => {
    const all = TRADES.map((trade) => installationOf(base, trade));
    for (const key of ['database', 'redisDatabase', 'home'] as const) {
      expect(new Set(all.map((each) => each[key])).size).toBe(TRADES.length);
    }
  });

  it('are the plain one until a demonstration of another trade was started', () => {
    expect(currentInstallation(base)).toMatchObject({ home: base, database: 'portico' });
    chooseInstallation(base, 'pool');
    expect(currentInstallation(base)).toEqual(installationOf(base, 'pool'));
    chooseInstallation(base, 'waste');
    expect(currentInstallation(base).home).toBe(base);
  });
});
