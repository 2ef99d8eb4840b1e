import { describe, expect, it } from '@jest/globals';
import { parted } from './personal-fields.js';

describe('a change in the audit log', () => {
  it('keeps what names nobody', () => {
    const change = { before: { enabled: false, sites: 'all' }, after: { enabled: true, sites: [] } };
    expect(parted('customer', change.before, change.after)).toEqual({ ...change, names: [] });
    expect(parted('customer')).toEqual({ before: null, after: null, names: [] });
  });

  it('parts with contacts, whichever side names them', () => {
    expect(parted('customer', { contactName: '', name: 'Acme' }, { contactName: 'Ann Lee' })).toEqual({
      before: { name: 'Acme' },
      after: {},
      names: [{ field: 'contactName', before: '', after: 'Ann Lee' }],
    });
  });

  it('parts with an email wherever it stands', () => {
    const { after, names } = parted('export', undefined, { rows: 3, filters: { deep: ['ann@acme.test'] } });
    expect(after).toEqual({ rows: 3 });
    expect(names.map(({ field }) => field)).toEqual(['filters']);
  });

  it("parts with a person's name, but not with a customer's, nor with the word that it changed", () => {
    expect(parted('login', undefined, { name: 'Ann Lee' }).after).toEqual({});
    expect(parted('login', undefined, { name: 'changed' }).after).toEqual({ name: 'changed' });
    expect(parted('customer', undefined, { name: 'Acme' }).after).toEqual({ name: 'Acme' });
  });
});
