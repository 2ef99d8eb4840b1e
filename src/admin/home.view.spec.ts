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
  licencesLapsed: 0,
  licencesEnding: 0,
  business: { lapsed: 0, ending: 0 },
  overdue: [],
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

  it('says what is to be renewed and what is owed, where its section is used', () => {
    const due = {
      licencesEnding: 2,
      business: { lapsed: 1, ending: 1 },
      overdue: [
        { currency: 'EUR', amount: '1200', invoices: 1 },
        { currency: 'GBP', amount: '9900', invoices: 3 },
      ],
    };
    const { waiting } = homeView({ ...calm, ...due }, 'Maya', () => true);
    expect(
      waiting.map(({ text, tone, action }) => [text.key, text.values?.['count'], tone, action.href]),
    ).toEqual([
      ['admin.home.waiting.licences.ending', 2, 'attention', '/admin/licences?renewal=due'],
      ['admin.home.waiting.business.both', 1, 'danger', '/admin/settings/organisation/business'],
      ['admin.home.waiting.overdue.text', 1, 'attention', '/admin/invoices?status=overdue'],
      ['admin.home.waiting.overdue.text', 3, 'attention', '/admin/invoices?status=overdue'],
    ]);
    expect(homeView({ ...calm, ...due }, 'Maya', (_, section) => !section).waiting).toHaveLength(1);
  });

  it('shows nobody what they may not do or read', () => {
    const all = { portalEnabled: false, invitationsFailed: 1, importsRefused: 2, invitationsQueued: 1 };
    expect(keys(all, () => false)).toEqual([]);
    expect(homeView({ ...calm, ...all }, 'Maya', () => false).stats).toEqual([]);
    expect(keys(all, (permission) => permission === 'imports.run')).toEqual(['imports']);
  });
});
