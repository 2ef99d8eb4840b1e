import type { FrameFacts } from './frame.js';

/** Colour of a business that has not chosen one. */
export const defaultColour = '#0b5d66';

/** The frame of last resort: nobody is known, not even the business. */
export const strangersFacts: FrameFacts = {
  room: 'visitor',
  organisation: {
    name: 'Portico',
    portalName: 'Portico',
    logoHref: null,
    colour: defaultColour,
    phone: null,
    email: null,
    locale: 'en-GB',
    timeZone: 'Europe/London',
    currency: 'GBP',
  },
  viewer: null,
  csrfToken: '',
  can: () => false,
};
