import { describe, expect, it } from '@jest/globals';
import { sectionOf } from './page-views.js';

describe('what a page view was of', () => {
  it.each([
    ['/portal', 'home'],
    ['/admin', 'home'],
    ['/portal/jobs', 'jobs'],
    ['/portal/jobs/:id', 'jobs'],
    ['/portal/reporting/volumes', 'reporting.volumes'],
    ['/admin/customers/:id/sites', 'customers'],
    ['/sign-in', undefined],
    ['/', undefined],
    ['', undefined],
  ])('%s', (route, section) => expect(sectionOf(route)).toBe(section));
});
