import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { isId, newId } from '../platform/ids.js';
import { personId } from './person-ids.js';

describe('the id of an access that a form gives', () => {
  const form = newId();

  it('is a UUIDv7 of the form’s moment', () => {
    const id = personId(form, 'ann@x.test');
    expect(isId(id) && validate(id) && version(id)).toBe(7);
    expect(id.slice(0, 13)).toBe(form.slice(0, 13));
  });

  it('is the same for the same form and address, however that is written, and another for others', () => {
    const id = personId(form, 'ann@x.test');
    expect(personId(form, ' ANN@x.test')).toBe(id);
    expect(personId(form, 'bob@x.test')).not.toBe(id);
    expect(personId(newId(), 'ann@x.test')).not.toBe(id);
  });
});
