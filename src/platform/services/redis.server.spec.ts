import { describe, expect, it } from '@jest/globals';
import { aptSettings } from './redis.packages.js';
import { findProgram } from './redis.program.js';
import { portIn, redisSettings } from './redis.server.js';

const names = ['redis-server', 'valkey-server'];
const only = (...files: string[]) => {
  return (file: string) => files.includes(file);
};

describe('which Redis', () => {
  it('is the first on the PATH', () => {
    expect(findProgram(names, '/a:/b', only('/b/redis-server'))).toBe('/b/redis-server');
    expect(findProgram(names, '/a:/b', only('/a/valkey-server', '/b/redis-server'))).toBe('/b/redis-server');
    expect(findProgram(names, '/a:/b', only('/b/valkey-server'))).toBe('/b/valkey-server');
  });

  it('is found in the usual places when the PATH is bare, and never relative to the current folder', () => {
    expect(findProgram(names, '', only('/usr/bin/redis-server'))).toBe('/usr/bin/redis-server');
    expect(findProgram(names, '.:bin', only('redis-server', 'bin/redis-server'))).toBeUndefined();
  });
});

describe('its settings', () => {
  const settings = redisSettings('/srv/my data/redis', 46333, 'secret', false);

  it('let in only this machine, with a password, and keep what was acknowledged', () => {
    expect(settings).toContain('bind 127.0.0.1\n');
    expect(settings).toContain('requirepass secret\n');
    expect(settings).toContain('appendonly yes\n');
    expect(settings).toContain('dir "/srv/my data/redis"\n');
    expect(redisSettings('/srv', 1, 'secret', true)).toContain('appendonly no\n');
  });

  it('tell the port again after a crash', () => {
    expect(portIn(settings)).toBe(46333);
    expect(portIn('')).toBe(0);
  });
});

describe('unpacking packages', () => {
  it('writes into its own folder only and runs no hook of the machine', () => {
    const settings = aptSettings('/srv/new');
    expect(settings).toContain('Dir::State "/srv/new/state";');
    expect(settings).toContain('Dir::Cache "/srv/new/cache";');
    expect(settings).toContain('#clear APT::Update::Post-Invoke;');
  });
});
