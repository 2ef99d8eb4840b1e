import { homeView } from '../../../src/admin/home.view.js';
import type { HomeFacts } from '../../../src/admin/home.queries.js';
import { samplesOf } from './samples.js';

const facts: HomeFacts = {
  portalEnabled: true,
  named: true,
  customers: 30,
  customersWithAccess: 12,
  people: 19,
  peopleOfLate: 11,
  invitationsOpen: 3,
  invitationsFailed: 0,
  invitationsExpired: 0,
  asksForNewLink: 0,
};

const fresh: HomeFacts = {
  ...facts,
  portalEnabled: false,
  named: false,
  customers: 0,
  customersWithAccess: 0,
  people: 0,
};

export const samples = samplesOf({
  home: [
    homeView(facts, 'Maya Okafor', () => true),
    homeView(fresh, 'Maya Okafor', () => true),
    homeView(
      { ...facts, invitationsFailed: 2, invitationsExpired: 3, asksForNewLink: 1 },
      'Maya Okafor',
      () => true,
    ),
  ],
});
