import { describe, expect, it } from '@jest/globals';
import { diagnosis, isWell } from './doctor.js';
import { attention, good, look, placeOf, wrong } from './finding.js';

describe('what the doctor says', () => {
  it('is a line for each finding, and how many are wrong', () => {
    const findings = [
      good('Database', 'Postgres 18.4'),
      attention('Mail', 'not set'),
      wrong('Redis', 'refused'),
    ];
    expect(diagnosis(findings)).toBe(
      [
        'ok     Database     Postgres 18.4',
        'look   Mail         not set',
        'WRONG  Redis        refused',
        '',
        '1 thing is wrong, 1 is worth a look.',
      ].join('\n'),
    );
    expect(isWell(findings)).toBe(false);
    expect(isWell(findings.slice(0, 2))).toBe(true);
    expect(diagnosis([good('Clock', 'right')])).toContain('Nothing is wrong.');
  });

  it('is what went wrong, in one line, whatever was thrown', async () => {
    const found = await look('Redis', () =>
      Promise.reject(new AggregateError([new Error('a\nb'), new Error('c')])),
    );
    expect(found).toEqual([wrong('Redis', 'a b; c')]);
  });

  it('is that there was no answer, of what does not come to an end', async () => {
    const found = await look('Storage', () => new Promise(() => undefined), 1);
    expect(found).toEqual([wrong('Storage', 'no answer within 0.001 s.')]);
  });

  it('never holds a password', () => {
    expect(placeOf('postgres://portico:secret@db.example:5432/portico')).toBe('db.example:5432/portico');
  });
});
