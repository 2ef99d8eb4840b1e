/** A kind of water: how often it is visited, in days, for how much, and how warm it is kept. */
export interface Water {
  readonly every: number;
  readonly service: string;
  readonly pence: number;
  readonly celsius: number;
  /** Litres, which decide how much is added. */
  readonly litres: number;
  /** First and last month in which it is open. */
  readonly season?: readonly [first: number, last: number];
}

export const WATERS: Readonly<Record<string, Water>> = {
  main: { every: 4, service: 'Pool water check', pence: 7400, celsius: 28, litres: 410_000 },
  teaching: { every: 7, service: 'Teaching pool water check', pence: 6200, celsius: 30, litres: 90_000 },
  spa: { every: 7, service: 'Spa water check', pence: 5400, celsius: 37, litres: 6_000 },
  outdoor: {
    every: 7,
    service: 'Outdoor pool water check',
    pence: 6800,
    celsius: 24,
    litres: 180_000,
    season: [4, 10],
  },
};

/** Four times a year at each pool. */
export const PLANT_SERVICE = { service: 'Plant room service', pence: 28_500, every: 91 } as const;

export const TECHNICIANS = ['Kieran Doyle', 'Sunita Bal', 'Marek Hudec', 'Ellie Stannard'] as const;
export const VANS = ['Van 1', 'Van 2', 'Van 3', 'Van 4'] as const;
