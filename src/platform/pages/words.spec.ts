import { describe, expect, it } from '@jest/globals';
import { say } from '../errors.js';
import { readMessages, verbatim, Words } from './words.js';

const messages = {
  jobs: {
    title: 'Jobs',
    states: { done: 'Done' },
    count_one: '{{count}} job',
    count_other: '{{count}} jobs',
    by: 'By {{name}}, {{weight}}',
    since: 'Since {{day, date}}',
    sum: '{{grams, weight}} in {{month, month}}',
    shouted: '{{name, loudly}}',
  },
  platform: { verbatim: '{{text}}' },
};
const words = new Words(messages);

describe('words', () => {
  it('stand under the name of their file and their path in it', () => {
    expect(words.say('jobs.title')).toBe('Jobs');
    expect(words.say(say('jobs.by', { name: 'Ruth', weight: '1.24 t' }))).toBe('By Ruth, 1.24 t');
  });

  it('count in the singular and the plural, with numbers as people write them', () => {
    expect([0, 1, 1234].map((count) => words.say(say('jobs.count', { count })))).toEqual([
      '0 jobs',
      '1 job',
      '1,234 jobs',
    ]);
  });

  it('write days, months and weights as a page does', () => {
    expect(words.say(say('jobs.since', { day: '2026-03-04' }))).toBe('Since Wed 4 Mar 2026');
    expect(words.say(say('jobs.sum', { grams: '42600000', month: '2026-03' }))).toBe('42.60 t in Mar 2026');
    expect(() => words.say(say('jobs.shouted', { name: 'Ruth' }))).toThrow('"loudly"');
    expect(() => words.say('jobs.since')).toThrow('{{day, date}}');
  });

  it('leave what people typed as it is', () => {
    const typed = '$t(jobs.title) {{name}} <b>&amp;';
    expect(words.say(verbatim(typed))).toBe(typed);
    expect(words.say(say('jobs.by', { name: typed, weight: 1 }))).toBe(`By ${typed}, 1`);
  });

  it('are missed at once while Portico is built, and shown as their key when it runs', () => {
    expect(() => words.say('jobs.nothing')).toThrow('jobs.nothing');
    expect(() => words.say('jobs.states')).toThrow('jobs.states');
    expect(() => words.say(say('jobs.by', { name: 'Ruth' }))).toThrow('{{weight}}');
    const running = new Words(messages, 'en-GB', false);
    expect(running.say('jobs.nothing')).toBe('jobs.nothing');
    expect(running.say(say('jobs.by', { name: 'Ruth' }))).toBe('By Ruth, ');
  });

  it('have a second choice where there may be none', () => {
    expect(words.say({ key: 'jobs.heading', otherwise: 'jobs.title' })).toBe('Jobs');
    expect(words.say({ key: 'jobs.title', otherwise: 'jobs.heading' })).toBe('Jobs');
    expect(() => words.say({ key: 'jobs.a', otherwise: 'jobs.b' })).toThrow('jobs.b');
  });

  it('change with a trade, and keep what the trade does not name', () => {
    const pool = new Words(messages);
    pool.say('jobs.title');
    pool.overlay({ jobs: { title: 'Visits' } });
    expect(pool.say('jobs.title')).toBe('Visits');
    expect(pool.say(say('jobs.count', { count: 2 }))).toBe('2 jobs');
  });

  it('change with another trade, and back, and keep what was laid over any trade', () => {
    const spoken = new Words(messages, 'en-GB', true, { pool: { jobs: { title: 'Visits' } } });
    spoken.overlay({ own: { words: 'Our own' } });
    spoken.speakAs('pool');
    expect([spoken.say('jobs.title'), spoken.say(say('jobs.count', { count: 2 }))]).toEqual([
      'Visits',
      '2 jobs',
    ]);
    spoken.speakAs('waste');
    expect([spoken.say('jobs.title'), spoken.say('own.words')]).toEqual(['Jobs', 'Our own']);
  });

  it('are all read from messages/en', () => {
    expect(new Words(readMessages('messages/en')).say('platform.frame.signOut')).toBe('Sign out');
  });
});
