import type { Answers } from '../platform/http/behind.js';
import type { PortalAccessChange } from './portal-access.js';
import type { SavedPortalAccess } from './portal-access.service.js';
import type { TypedFault, TypedPerson } from './typed-people.js';

/** What is done about invitations: `ask` sends them only while portal and customer are on. */
export const SENDINGS = ['ask', 'switch-on', 'later'] as const;
export type Sending = (typeof SENDINGS)[number];

/** People as a form names them. */
export interface SentPeople {
  /** The form's own id. */
  readonly formId: string;
  readonly people: readonly TypedPerson[];
  /** What was seen to be wrong before anything was looked up: nobody is added, and all faults are said at once. */
  readonly faults: readonly TypedFault[];
  readonly sending: Sending;
}

/** The tab *Portal Access*, as it was sent. */
export interface SentPortalAccess extends SentPeople {
  readonly change: PortalAccessChange;
  /** The switches as the form had shown them. */
  readonly shown: Answers | undefined;
}

/** What saving the tab did to the switches. */
export interface SavedForm extends SavedPortalAccess {
  /** Whether it switched the portal on for the whole organisation. */
  readonly portalOpened: boolean;
}
