import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { readMessages, Words } from '../platform/pages/words.js';
import { withChange, type PortalSettings, type PortalSettingsChange } from './portal-settings.js';
import { savedWords } from './portal-settings.words.js';

const names = { jobs: 'Jobs', invoices: 'Invoices', documents: 'Documents' };
const catalogue = new PermissionCatalogue(
  Object.keys(names).map((key) => ({ key, words: `sample.${key}.permission` })),
);
const words = new Words({
  ...readMessages('messages/en'),
  sample: Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, { permission: { name, help: '' } }]),
  ),
});

const on = { available: true, default: true };
const before: PortalSettings = {
  enabled: false,
  sections: { jobs: { available: false, default: true }, invoices: on, documents: on },
  allowAutoPayDeactivation: false,
  autoPayMessage: '',
};
const saved = (change: PortalSettingsChange, differing: Record<string, number> = {}) =>
  savedWords(
    {
      before,
      after: withChange(before, change),
      version: 2,
      already: false,
      differing: new Map(Object.entries(differing)),
    },
    catalogue,
    (text) => words.say(text),
  );

describe('what the confirmation says', () => {
  it('names the section, and the customers that still have it otherwise', () => {
    const sections = { jobs: { available: true }, invoices: { default: false } };
    expect(saved({ sections }, { invoices: 30 })).toBe(
      'Jobs is now available. New customers will not see Invoices. 30 existing customers still do.',
    );
  });

  it('speaks of one customer as one, and of none not at all', () => {
    const sections = { invoices: { default: false } };
    expect(saved({ sections }, { invoices: 1 })).toBe(
      'New customers will not see Invoices. 1 existing customer still does.',
    );
    expect(saved({ sections })).toBe('New customers will not see Invoices.');
  });

  it('puts sections that went the same way into one sentence', () => {
    const sections = {
      invoices: { available: false, default: false },
      documents: { available: false, default: false },
    };
    expect(saved({ sections }, { invoices: 30, documents: 28 })).toBe(
      'Invoices and Documents are no longer available. New customers will not see Invoices and Documents.',
    );
  });

  it('keeps apart sections whose customers differ', () => {
    const sections = { invoices: { default: false }, documents: { default: false } };
    expect(saved({ sections }, { invoices: 30, documents: 28 })).toBe(
      'New customers will not see Invoices. 30 existing customers still do. ' +
        'New customers will not see Documents. 28 existing customers still do.',
    );
  });

  it('says that the portal is enabled, and what became of auto-pay', () => {
    expect(saved({ enabled: true, allowAutoPayDeactivation: true, autoPayMessage: 'Please write.' })).toBe(
      'The customer portal is now enabled. Customers can now turn off auto-pay themselves. ' +
        'Your message about auto-pay is saved.',
    );
  });

  it('says so when nothing was changed', () => {
    expect(saved({ sections: { jobs: { default: true } } })).toBe(
      'Nothing was changed: everything is as it was.',
    );
  });
});
