import type { Letterhead } from '../paper/paper.js';
import type { Organisation } from '../../../settings/organisation.js';

/** A waste operator that does not exist, in a town that is on no map. */
export const ORGANISATION: Organisation = {
  name: 'Saltfen Waste & Recycling Ltd',
  portalName: 'Saltfen online',
  colour: '#1b5e8c',
  phone: '01632 960 200',
  email: 'office@saltfen-waste.example',
  replyAddress: 'customers@saltfen-waste.example',
  howToPay:
    'By bank transfer to Saltfen Waste & Recycling Ltd.\nSort code 00-00-00, account 00041700.\nPlease give the number of the invoice.',
  timeZone: 'Europe/London',
  currency: 'GBP',
};

export const ADDRESS = '1 Ferry Lane, Saltfen, PE47 9QJ';
/** Numbers in the form of the registers, of nobody. */
export const CARRIER = 'CBDU000417';
export const PERMIT = 'EPR/ZZ0417XX';
/** Where everything is taken first. */
export const RECEIVER = 'Saltfen Transfer Station';

export const LETTERHEAD: Letterhead = {
  name: ORGANISATION.name,
  colour: ORGANISATION.colour,
  lines: [
    ADDRESS,
    `${ORGANISATION.phone}  ${ORGANISATION.email}`,
    `Waste carrier ${CARRIER}  Permit ${PERMIT}`,
  ],
};
