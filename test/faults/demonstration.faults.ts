import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Person } from '../support/person.js';
import { eventually, killHard, processesOf, RunningPortico } from './running-portico.js';

let folder = '';
beforeEach(() => {
  mkdirSync('.portico', { recursive: true });
  const outer = mkdtempSync(join(process.cwd(), '.portico', 'faults-'));
  chmodSync(outer, 0o755);
  folder = join(outer, '.portico');
});
afterEach(() => {
  killHard(processesOf(folder));
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('a demonstration that is killed while it is loaded', () => {
  it.each([2, 6])(
    'is loaded to its end by the next start, killed after %s s',
    async (seconds) => {
      const first = new RunningPortico(folder, ['demo']);
      await eventually(() => processesOf(folder, /cli\.js\0seed/).length > 0, 100_000);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      first.signal('SIGKILL');
      killHard(processesOf(folder));
      await first.ended;
      expect(first.output).not.toContain('Sign in as');

      const second = new RunningPortico(folder, ['demo']);
      const address = await second.ready();
      expect(second.output).toMatch(/30 customers, 90 sites, .*1\d,\d{3} jobs/);
      const [, email = '', password = ''] = /^ *Administrator +(\S+) +(\S+)$/m.exec(second.output) ?? [];
      const moira = new Person(address);
      await moira.signIn(email, password);
      await moira.open('/admin/customers');
      expect(moira.seen.text).toContain('30 customers');
      second.signal('SIGINT');
      expect(await second.ended).toBe(0);

      const third = new RunningPortico(folder, ['demo']);
      await third.ready();
      expect(third.output).not.toContain('Loading');
      expect(third.output).toContain(password);
      third.signal('SIGINT');
      expect(await third.ended).toBe(0);
      expect(processesOf(folder)).toEqual([]);
    },
    240_000,
  );
});
