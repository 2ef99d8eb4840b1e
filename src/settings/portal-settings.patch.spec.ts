import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { Invalid } from '../platform/errors.js';
import { readPatch } from './portal-settings.patch.js';

const catalogue = new PermissionCatalogue([
  { key: 'jobs', words: 'jobs' },
  { key: 'jobs.readings', needs: ['jobs'], words: 'readings' },
]);

function faults(body: unknown): Record<string, string> {
  try {
    readPatch(body, catalogue);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return Object.fromEntries(Object.entries(error.fields).map(([field, { key }]) => [field, key]));
  }
  return {};
}

describe('a patch of the portal settings', () => {
  it('names only what changes', () => {
    const patch = { enabled: true, sections: { 'jobs.readings': { available: false } } };
    expect(readPatch(patch, catalogue)).toEqual(patch);
    expect(readPatch({}, catalogue)).toEqual({});
  });

  it('empties the message with null, as a merge patch does', () => {
    expect(readPatch({ autoPayMessage: null }, catalogue)).toEqual({ autoPayMessage: '' });
    expect(readPatch({ autoPayMessage: ' Please call. ' }, catalogue)).toEqual({
      autoPayMessage: 'Please call.',
    });
  });

  it('is refused with every member at fault, by its path', () => {
    expect(
      faults({
        enabled: 'yes',
        colour: 'red',
        sections: { nothing: { available: true }, jobs: { available: 1, visible: true } },
        allowAutoPayDeactivation: null,
        autoPayMessage: 7,
      }),
    ).toEqual({
      enabled: 'settings.api.boolean',
      colour: 'settings.api.unknown',
      'sections.nothing': 'settings.api.unknown',
      'sections.jobs.available': 'settings.api.boolean',
      'sections.jobs.visible': 'settings.api.unknown',
      allowAutoPayDeactivation: 'settings.api.boolean',
      autoPayMessage: 'settings.api.text',
    });
  });

  it('is refused when it is no object, or takes a section away', () => {
    for (const body of [undefined, null, [], 'text', 1]) {
      expect(faults(body)).toEqual({ body: 'settings.api.object' });
    }
    expect(faults({ sections: { jobs: null } })).toEqual({ 'sections.jobs': 'settings.api.object' });
    expect(Object.keys(faults(JSON.parse('{"__proto__": {}, "constructor": {}}')))).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('takes no message that no page could show', () => {
    expect(faults({ autoPayMessage: 'a\u0000b' })).toEqual({ autoPayMessage: 'platform.fields.invalid' });
    expect(faults({ autoPayMessage: 'a'.repeat(501) })).toEqual({
      autoPayMessage: 'settings.portal.messageLong',
    });
  });
});
