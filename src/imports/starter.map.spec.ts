import { describe, expect, it } from '@jest/globals';
import { JOB_FIELDS } from './job-fields.fixture.js';
import { starterMap } from './starter.map.js';

describe('a map to begin with', () => {
  it('has what the headings tell, and a place for what else is needed', () => {
    expect(JSON.parse(starterMap(['Date', 'wasteItems[].weight', 'Who'], JOB_FIELDS))).toEqual({
      fields: {
        reference: '{}',
        customer: '{}',
        date: { column: 'Date' },
        'wasteItems[].weight': { column: 'wasteItems[].weight', unit: 'g' },
      },
    });
  });
});
