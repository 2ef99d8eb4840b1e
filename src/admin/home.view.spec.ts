import { describe, expect, it } from '@jest/globals';
import type { HomeFacts } from './home.queries.js';
import { homeView } from './home.view.js';

const calm: HomeFacts = {
  portalEnabled: true,
  sendsMail: true,
  named: true,
  customers: 30,
  customersWithAccess: 12,
  people: 20,
  peopleOfLate: 9,
  invitationsOpen: 2,
  invitationsQueued: 0,
  invitationsFailed: 0,
  invitationsBounced: 0,
  invitationsExpired: 0,
  asksForNewLink: 0,
  neverSignedIn: 0,
  notLately: 0,
  importsRefused: 0,
  workFailed: 0,
};
const keys = (facts: Partial<HomeFacts>, may: (permission: string) => boolean = () => true) =>
  homeView({ ...calm, ...facts }, 'Maya', may).waiting.map(({ text }) => text.key.split('.').at(-2));

describe('the first page of staff', () => {
  it('has nothing waiting when all is well', () => {
    expect(keys({})).toEqual([]);
  });

  it('leads a new installation through its first steps', () => {
    const fresh = { portalEnabled: false, named: false, customers: 0, customersWithAccess: 0, people: 0 };
    expect(keys(fresh)).toEqual(['company', 'portal', 'customer']);
    expect(keys({ customersWithAccess: 0 })).toEqual(['access']);
  });

  it('counts each late invitation once: those who asked for a new link stand by themselves', () => {
    const { waiting } = homeView(
      { ...calm, invitationsExpired: 3, asksForNewLink: 2, invitationsBounced: 4, invitationsFailed: 1 },
      'Maya',
      () => true,
    );
    expect(waiting.map(({ text }) => text.values?.['count'])).toEqual([2, 1, 4, 3]);
  });

  it('warns while no mail can be sent', () => {
    expect(keys({ sendsMail: false })).toEqual(['mail']);
  });

  it('shows nobody what they may not do or read', () => {
    const all = { portalEnabled: false, invitationsFailed: 1, importsRefused: 2, invitationsQueued: 1 };
    expect(keys(all, () => false)).toEqual([]);
    expect(homeView({ ...calm, ...all }, 'Maya', () => false).stats).toEqual([]);
    expect(keys(all, (permission) => permission === 'imports.run')).toEqual(['imports']);
  });
});
