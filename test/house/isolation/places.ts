/** Where the records of the scene lie: each customer with its sites. */
export const PLACES = {
  OWN: ['OWN/A1', 'OWN/A2', 'OWN/B1'],
  OTHER: ['OTHER/C1'],
  STRANGER: ['STRANGER/D1'],
} as const;
export type CustomerName = keyof typeof PLACES;
