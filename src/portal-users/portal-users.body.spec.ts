import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { Invalid } from '../platform/errors.js';
import { readAccessPatch } from './portal-access.patch.js';
import { readNewPerson, readPersonPatch } from './portal-users.body.js';

const catalogue = new PermissionCatalogue([
  { key: 'jobs', words: 'jobs' },
  { key: 'sites', words: 'sites' },
]);
const person = { email: ' ann@x.test ', customer: ' C/1 ' };
const now = { email: 'ann@x.test', customer: 'C/1' };

function faults(read: () => unknown): Record<string, string> {
  try {
    read();
  } catch (error) {
    if (error instanceof Invalid)
      return Object.fromEntries(Object.entries(error.fields).map(([field, { key }]) => [field, key]));
  }
  return {};
}

describe('a person as the API takes them', () => {
  it('needs an email and a customer, and is not invited unless that is said', () => {
    const account = (kind: string, reference: string) => ({
      email: now.email,
      account: { kind, reference },
      invite: false,
    });
    expect(readNewPerson(person, catalogue)).toEqual(account('customer', 'C/1'));
    expect(readNewPerson({ ...person, customer: null, consolidatedAccount: ' G ' }, catalogue)).toEqual(
      account('consolidatedAccount', 'G'),
    );
    expect(faults(() => readNewPerson({}, catalogue))).toEqual({
      email: 'platform.fields.required',
      customer: 'platform.fields.required',
    });
  });

  it.each([
    [{ email: 'nobody' }, 'email', 'platform.fields.email'],
    [{ email: 7 }, 'email', 'platform.fields.email'],
    [{ customer: null }, 'customer', 'portal-users.api.oneOfBoth'],
    [{ customer: 7 }, 'customer', 'portal-users.api.text'],
    [{ sites: 'some' }, 'sites', 'portal-users.api.sites'],
    [{ sites: [1] }, 'sites', 'portal-users.api.sites'],
    [{ withheld: ['jobs', 'gold'] }, 'withheld', 'portal-users.api.noSuchPermission'],
    [{ withheld: 'jobs' }, 'withheld', 'portal-users.api.list'],
    [{ invite: 'yes' }, 'invite', 'portal-users.api.boolean'],
    [{ firstName: 'a'.repeat(101) }, 'firstName', 'platform.fields.tooLong'],
    [{ colour: 'red' }, 'colour', 'portal-users.api.unknown'],
    [{ consolidatedAccount: 'A' }, 'customer', 'portal-users.api.oneOfBoth'],
  ])('is refused at its field with %j', (wrong, field, key) => {
    expect(faults(() => readNewPerson({ ...person, ...wrong }, catalogue))).toEqual({ [field]: key });
  });

  it.each([null, 'text', [], 7])('is an object, not %j', (body) => {
    expect(faults(() => readNewPerson(body, catalogue))).toEqual({ body: 'portal-users.api.object' });
    expect(faults(() => readPersonPatch(body, catalogue, now))).toEqual({ body: 'portal-users.api.object' });
  });

  it('is patched by what is named; null is what everybody begins with', () => {
    expect(readPersonPatch({}, catalogue, now)).toEqual({});
    expect(readPersonPatch({ sites: null, withheld: null, firstName: null }, catalogue, now)).toEqual({
      sites: 'all',
      withheld: [],
      firstName: '',
    });
    expect(readPersonPatch({ ...now, id: 'x', createdAt: 'y', sites: [' S/1 '] }, catalogue, now)).toEqual({
      sites: ['S/1'],
    });
    expect(faults(() => readPersonPatch({ email: 'b@x.test', customer: 'D' }, catalogue, now))).toEqual({
      email: 'portal-users.api.fixed',
      customer: 'portal-users.api.fixed',
    });
  });
});

describe('a patch of a customer’s switches', () => {
  it('names what changes', () => {
    expect(readAccessPatch({}, catalogue)).toEqual({});
    expect(readAccessPatch({ enabled: true, sections: { jobs: false } }, catalogue)).toEqual({
      enabled: true,
      sections: { jobs: false },
    });
  });

  it('is refused by the path of what is unknown or no boolean', () => {
    expect(faults(() => readAccessPatch({ enabled: 'on', colour: 1 }, catalogue))).toEqual({
      enabled: 'portal-users.api.boolean',
      colour: 'portal-users.api.unknown',
    });
    expect(faults(() => readAccessPatch({ sections: { gold: true, jobs: null } }, catalogue))).toEqual({
      'sections.gold': 'portal-users.api.unknown',
      'sections.jobs': 'portal-users.api.boolean',
    });
    expect(faults(() => readAccessPatch({ sections: [] }, catalogue))).toEqual({
      sections: 'portal-users.api.object',
    });
    expect(faults(() => readAccessPatch({ sections: { constructor: true } }, catalogue))).toEqual({
      'sections.constructor': 'portal-users.api.unknown',
    });
  });
});
