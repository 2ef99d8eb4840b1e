import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { say } from '../platform/errors.js';
import { readMessages, readTradeWords, Words } from '../platform/pages/words.js';
import { asSwitches, meetSwitches, switched, switchName } from './switches.js';

const catalogue = new PermissionCatalogue([
  { key: 'jobs', words: 'jobs.permission' },
  { key: 'jobs.readings', words: 'jobs.readings', needs: ['jobs'], hides: true },
]);
const words = new Words(readMessages('messages/en'), 'en-GB', true, readTradeWords('messages/en'));

describe('the switch of what it hides', () => {
  it('is called so, and stands on where the permission is off', () => {
    expect(switchName(catalogue, 'jobs.readings', (text) => words.say(text))).toBe('Hide Chemical Readings');
    expect([true, false].map((is) => switched(catalogue, 'jobs.readings', is))).toEqual([false, true]);
    expect([true, false].map((is) => switched(catalogue, 'jobs', is))).toEqual([true, false]);
  });

  it('turns answers about what is shown, and back; what is available is turned for nobody', () => {
    const answers = {
      enabled: true,
      autoPayMessage: 'x',
      'available.jobs.readings': true,
      'default.jobs.readings': true,
      'sections.jobs.readings': false,
      'sections.jobs': true,
    };
    const turned = asSwitches(answers, catalogue);
    expect(turned).toEqual({ ...answers, 'default.jobs.readings': false, 'sections.jobs.readings': true });
    expect(asSwitches(turned, catalogue)).toEqual(answers);
  });

  it('meets a change of somebody else in the words of the switch', () => {
    const shown = { 'sections.jobs': true, 'sections.jobs.readings': true };
    const now = { ...shown, 'sections.jobs.readings': false };
    const { answers, marks } = meetSwitches(catalogue, shown, now, shown, () => 'Hide');
    expect(answers).toEqual(now);
    expect(marks).toEqual({ 'sections.jobs.readings': say('platform.behind.on', { name: 'Hide' }) });
  });
});

describe('the switch of a trade', () => {
  it('has the words of that trade, and the name of the thing elsewhere', () => {
    const name = (permission: string) => switchName(catalogue, permission, (text) => words.say(text));
    expect(name('jobs')).toBe('Jobs');
    words.speakAs('pool');
    expect(name('jobs')).toBe('Can view jobs and route stops');
    expect(words.say('jobs.permission.name')).toBe('Visits');
    words.speakAs('guarding');
    const shown = [
      'incidents.permission',
      'venue-analytics.permission',
      'timesheets.approval',
      'checkpoint-reports.permission',
      'licences.permission',
      'company.businessPermission',
    ];
    expect(shown.map((key) => words.say({ key: `${key}.switch`, otherwise: `${key}.name` }))).toEqual([
      'Show Incident Report',
      'Show Venue Analytics',
      'Show Timesheets for approval',
      'Show Checkpoint Reports',
      'Show Subcontractor Master licences',
      'Show Company Details',
    ]);
  });
});
