import { describe, expect, it } from '@jest/globals';
import { restartPause } from './restart-pause.js';
import { runningSummary, type RunningSummary } from './summary.view.js';

const summary: RunningSummary = {
  title: 'Portico',
  baseUrl: 'http://localhost:3001',
  seconds: 1.26,
  signIns: [{ who: 'Administrator', email: 'ada@portico.example', password: 'river-copper-7' }],
  mailbox: 'http://localhost:3001/dev/mailbox',
  folder: '/srv/portico/.portico',
  temporaryFolder: undefined,
  notices: [],
};

describe('what is printed when Portico is ready', () => {
  it('says where it is, who may sign in with what, where mail is kept and how to stop it', () => {
    const text = runningSummary(summary, false);
    expect(text).toContain('Portico ready in 1.3 s');
    expect(text).toContain('Address   http://localhost:3001\n');
    expect(text).toContain('Administrator   ada@portico.example   river-copper-7\n');
    expect(text).toContain('http://localhost:3001/dev/mailbox');
    expect(text).toContain('Ctrl-C stops it');
  });

  it('names a folder outside the project and the command that removes it', () => {
    const text = runningSummary({ ...summary, temporaryFolder: '/tmp/portico-1a2b3c' }, false);
    expect(text).toContain('/tmp/portico-1a2b3c');
    expect(text).toContain('npm run demo -- --clean');
  });

  it('colours only where colours are seen', () => {
    expect(runningSummary(summary, false)).not.toContain('\u001b');
    expect(runningSummary(summary, true)).toContain('\u001b[1mhttp://localhost:3001\u001b[22m');
  });

  it('says nothing about what there is not', () => {
    const bare = { ...summary, baseUrl: undefined, mailbox: undefined, folder: undefined, signIns: [] };
    expect(runningSummary(bare, false)).not.toMatch(/Address|Mail|Data|Password|undefined/);
  });
});

describe('the pause before a process is started again', () => {
  it('doubles with each death and stays bearable', () => {
    expect([1, 2, 3, 4].map(restartPause)).toEqual([500, 1000, 2000, 4000]);
    expect(restartPause(50)).toBe(30_000);
  });
});
