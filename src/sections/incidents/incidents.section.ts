import { choiceFilter } from '../engine/filter.js';
import { momentsAhead } from '../engine/moments.doubts.js';
import type { Section } from '../engine/section.js';
import { incidentFields, incidentKind, incidentSeverity } from './incidents.fields.js';
import { incidentPage } from './incidents.view.js';

/** Incident reports that are shared with this person, by hand or as they were submitted; never any other. */
export const incidents: Section = {
  key: 'incidents',
  collection: 'incidents',
  table: 'incidents',
  siteColumn: 'site_id',
  sorting: { field: 'submittedAt', descending: true },
  dateField: 'submittedAt',
  shown: `(r.status <> 'draft' and exists (select from incident_shares s
    where s.incident_id = r.id and s.portal_user_id = portal_access()))`,
  fields: incidentFields,
  filters: [choiceFilter(incidentKind), choiceFilter(incidentSeverity)],
  byHand: { check: (one) => momentsAhead(one, ['submittedAt'], 'incidents.wrong.stillToCome') },
  page: incidentPage,
};
