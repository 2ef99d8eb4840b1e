/** Where the records of the scene lie: each customer with its sites. */
export const PLACES = {
  OWN: ['OWN/A1', 'OWN/A2', 'OWN/B1'],
  HALF: ['HALF/E1'],
  OTHER: ['OTHER/C1'],
  STRANGER: ['STRANGER/D1'],
} as const;
export type CustomerName = keyof typeof PLACES;

/** Customers who are looked at together, of whom one shows less than the other. */
export const ACCOUNT = { reference: 'BOTH', customers: ['OWN', 'HALF'] } as const;
export const CLOSED_AT_HALF = ['money', 'documents', 'timesheets', 'jobs.readings'] as const;
