import { describe, expect, it } from '@jest/globals';
import { parsePostmasterPid } from './postmaster-pid.js';

const lines = ['4711', '/srv/data', '1763800000', '46697', '', '127.0.0.1', '  1234567   3', 'ready   ', ''];

describe("Postgres's own note", () => {
  it('tells process, port and readiness', () => {
    expect(parsePostmasterPid(lines.join('\n'))).toEqual({ pid: 4711, port: 46697, ready: true });
  });

  it('is not ready while it starts or stops', () => {
    for (const state of ['starting', 'stopping', '']) {
      const note = parsePostmasterPid(lines.with(7, state).join('\n'));
      expect(note?.ready).toBe(false);
    }
  });

  it('does not count while it is only half written', () => {
    expect(parsePostmasterPid('')).toBeUndefined();
    expect(parsePostmasterPid('4711\n')).toBeUndefined();
    expect(parsePostmasterPid('4711\n/srv/data\n1763800000')).toBeUndefined();
    expect(parsePostmasterPid(['-1', ...lines.slice(1)].join('\n'))).toBeUndefined();
    expect(parsePostmasterPid(['x', ...lines.slice(1)].join('\n'))).toBeUndefined();
  });
});
