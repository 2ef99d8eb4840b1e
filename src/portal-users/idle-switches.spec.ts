import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { idleSwitches } from './idle-switches.js';

const catalogue = new PermissionCatalogue([
  { key: 'money', words: 'money' },
  { key: 'jobs', words: 'jobs' },
  { key: 'jobs.readings', words: 'readings', needs: ['jobs'] },
  { key: 'invoices', words: 'invoices', needs: ['money'] },
  { key: 'live', words: 'live', tick: 'showLiveClockIns' },
]);
const customer = { id: 'acme', reference: 'ACME', name: 'Acme Ltd', portalEnabled: false };
const idle = (on: readonly string[], available: readonly string[]) => {
  const sections = Object.fromEntries(catalogue.all.map(({ key }) => [key, on.includes(key)]));
  const kept = {
    access: { enabled: false, sections },
    consolidated: false,
    portalEnabled: false,
    available: new Set(available),
  };
  const found = idleSwitches({ kept, customer, catalogue, write: (text) => String(text) });
  return [...found].map(([key, { key: words, values }]) => [key, words, values?.['needs']]);
};
const ALL = catalogue.all.map(({ key }) => key);

describe('switches that are on and show nothing', () => {
  it('are none when all is on and available, whoever the person is', () => {
    expect(idle(ALL, ALL)).toEqual([]);
  });

  it('say that they are not available, or what they need', () => {
    expect(idle(['jobs.readings', 'invoices', 'money'], ['jobs', 'jobs.readings', 'invoices'])).toEqual([
      ['money', 'why.idle.available', undefined],
      ['jobs.readings', 'why.idle.needs', 'jobs.name'],
      ['invoices', 'why.idle.needs', 'money.name'],
    ]);
  });

  it('are silent when they are off', () => {
    expect(idle([], [])).toEqual([]);
  });
});
