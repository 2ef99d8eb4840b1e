import type { StreamKey } from './streams.data.js';

/** A visit that comes again and again: what it takes, how often, with what, and what it costs. */
export interface Round {
  readonly service: string;
  readonly streams: readonly StreamKey[];
  /** Days from one visit to the next. */
  readonly every: number;
  /** Containers of each stream, least and most. */
  readonly containers: readonly [number, number];
  readonly vehicle: keyof typeof VEHICLES;
  /** Pence for a visit, and for a tonne. */
  readonly visit: number;
  readonly tonne?: number;
  /** How many of the sites have it; all unless said. */
  readonly share?: number;
  /** Comes when it is asked for, not by the calendar. */
  readonly onCall?: boolean;
  readonly weekends?: boolean;
  /** Not in school holidays. */
  readonly terms?: boolean;
}

/** Who drives what. */
export const VEHICLES = {
  bins: ['RCV 04', 'RCV 07', 'RCV 11'],
  food: ['RCV 15', 'RCV 16'],
  skip: ['Skip 02', 'Skip 05'],
  hook: ['Hook 03', 'Hook 08'],
  tanker: ['Tanker 01'],
  van: ['Van 06', 'Van 09', 'Van 12'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const CREWS: Readonly<Record<keyof typeof VEHICLES, readonly string[]>> = {
  bins: ['D. Mallory, T. Osei', 'K. Brandreth, J. Silva', 'R. Whitlock, M. Adeyemi'],
  food: ['S. Pollard', 'L. Nowak'],
  skip: ['G. Tranter', 'B. Hollis'],
  hook: ['P. Varley', 'A. Ruddock'],
  tanker: ['C. Emsworth'],
  van: ['N. Fairlie', 'I. Castell', 'H. Duarte'],
};

const round = (
  service: string,
  streams: string,
  every: number,
  containers: readonly [number, number],
  vehicle: Round['vehicle'],
  visit: number,
  more: Partial<Round> = {},
): Round => ({
  service,
  streams: streams.split(' ') as StreamKey[],
  every,
  containers,
  vehicle,
  visit,
  ...more,
});

const general = round('General waste', 'general', 14, [2, 5], 'bins', 4200);
const recycling = round('Mixed recycling', 'mixedRecycling', 14, [2, 4], 'bins', 3100);
const tubes = round('Tubes and electricals', 'tubes screens', 182, [1, 2], 'van', 9500, { share: 0.5 });

/** What each kind of customer has collected. */
export const ROUNDS = {
  school: [
    round('General waste', 'schoolGeneral', 7, [3, 6], 'bins', 5200, { terms: true }),
    round('Recycling and food', 'schoolRecycling schoolFood', 14, [2, 4], 'food', 4600, { terms: true }),
    round('Electricals clear-out', 'electricals screens', 364, [1, 2], 'van', 14500),
  ],
  brewery: [
    round('Brewery sludge', 'brewing', 10, [1, 1], 'tanker', 9800, { tonne: 2100, share: 0.7 }),
    round('Glass, card and plastic', 'glass card', 14, [3, 6], 'bins', 6100),
    round('General waste', 'summerGeneral', 14, [2, 3], 'bins', 3900),
    round('Spent caustic', 'caustic', 91, [1, 2], 'tanker', 18500, { tonne: 21000, share: 0.4 }),
  ],
  hospital: [
    round('Clinical waste', 'clinical offensive medicines', 7, [3, 7], 'van', 8800, { weekends: true }),
    round('General waste and recycling', 'general mixedRecycling', 10, [5, 9], 'bins', 8200),
    round('Kitchen food waste', 'food', 14, [3, 5], 'food', 4100),
    round('Cytotoxic medicines', 'cytotoxic sharps', 28, [2, 5], 'van', 12400, { share: 0.6 }),
  ],
  bakery: [
    round('Bakery waste', 'bakery', 7, [2, 4], 'food', 3400, { weekends: true }),
    round('Card and general waste', 'card general', 14, [2, 3], 'bins', 4500),
  ],
  council: [
    round('Street sweepings', 'sweepings', 14, [1, 1], 'hook', 11200, { tonne: 5200 }),
    round('Bulky waste', 'bulky', 21, [1, 1], 'hook', 12600, { tonne: 11800 }),
    round('Green waste', 'green', 21, [1, 1], 'hook', 10400, { tonne: 3600 }),
    round('Fridges, screens and paint', 'fridges screens paint', 35, [1, 2], 'van', 22500),
  ],
  builder: [
    round('Skip exchange, mixed waste', 'mixedBuilding', 20, [1, 1], 'skip', 14800, {
      tonne: 12900,
      onCall: true,
    }),
    round('Skip exchange, rubble', 'rubble', 28, [1, 1], 'skip', 14200, { tonne: 2600, onCall: true }),
    round('Muck away', 'soil', 35, [1, 1], 'hook', 18800, { tonne: 1900, onCall: true, share: 0.6 }),
    round('Skip exchange, timber', 'timber', 40, [1, 1], 'skip', 12600, { tonne: 6400, onCall: true }),
    round('Skip exchange, plasterboard', 'plasterboard', 50, [1, 1], 'skip', 13400, {
      tonne: 9800,
      onCall: true,
      share: 0.7,
    }),
    round('Scrap metal', 'buildingMetal', 70, [1, 1], 'skip', 4000, { onCall: true, share: 0.6 }),
    round('Asbestos sheets', 'asbestos', 90, [1, 3], 'van', 28500, {
      tonne: 24500,
      onCall: true,
      share: 0.5,
    }),
  ],
  hotel: [
    round('General waste', 'summerGeneral', 7, [3, 5], 'bins', 5600, { weekends: true }),
    round('Glass and card', 'glass card', 14, [2, 4], 'bins', 4800),
    round('Kitchen food waste', 'summerFood', 7, [2, 4], 'food', 3900, { weekends: true }),
    round('Used cooking oil', 'cookingOil', 28, [1, 3], 'van', 0),
  ],
  restaurant: [
    round('General waste', 'summerGeneral', 14, [2, 3], 'bins', 3900),
    round('Food and glass', 'summerFood glass', 7, [1, 3], 'food', 4400),
    round('Used cooking oil', 'cookingOil', 21, [1, 2], 'van', 0),
  ],
  care: [
    round('General and hygiene waste', 'general offensive', 7, [2, 4], 'bins', 6100),
    recycling,
    round('Sharps and medicines', 'sharps medicines', 56, [1, 2], 'van', 6900),
  ],
  engineering: [
    general,
    round('Steel turnings', 'swarf', 21, [1, 1], 'skip', 3500),
    round('Machining emulsion', 'emulsion absorbents', 28, [1, 3], 'tanker', 16800, { tonne: 18200 }),
    tubes,
  ],
  printer: [
    round('Paper offcuts', 'paper', 10, [2, 5], 'bins', 2900),
    round('General waste', 'general', 14, [1, 2], 'bins', 2900),
    round('Ink and cans', 'ink dirtyDrums', 42, [1, 2], 'van', 13900),
  ],
  packer: [
    round('Vegetable waste', 'vegetables', 10, [1, 1], 'hook', 11800, { tonne: 2900 }),
    round('Baled card and film', 'cardBales filmBales', 14, [2, 5], 'hook', 0),
    general,
  ],
  fish: [round('Fish trimmings', 'fish', 7, [1, 3], 'food', 5900, { weekends: true }), general],
  warehouse: [
    round('Baled card and film', 'cardBales filmBales', 14, [3, 7], 'hook', 0),
    round('Broken pallets', 'pallets', 28, [1, 1], 'hook', 9800, { tonne: 4200 }),
    general,
    tubes,
  ],
  garage: [
    round('Oil, filters and rags', 'engineOil oilFilters absorbents', 35, [1, 2], 'tanker', 9900),
    round('Tyres', 'tyres', 14, [1, 1], 'van', 6400),
    round('Batteries and antifreeze', 'batteries antifreeze', 56, [1, 1], 'van', 5200),
    round('General waste', 'general', 14, [1, 2], 'bins', 2900),
  ],
  dentist: [
    round('Clinical waste', 'clinical sharps', 14, [1, 2], 'van', 5400),
    round('Amalgam', 'amalgam', 91, [1, 1], 'van', 4800),
    round('General waste and recycling', 'general mixedRecycling', 14, [1, 1], 'bins', 3300),
  ],
  vet: [
    round('Clinical waste', 'clinical sharps', 14, [1, 2], 'van', 5600),
    round('General waste and recycling', 'general mixedRecycling', 7, [1, 2], 'bins', 3500),
  ],
  housing: [
    round('Bulky waste', 'bulky', 14, [1, 1], 'hook', 12600, { tonne: 11800 }),
    round('Communal bins', 'general mixedRecycling', 14, [4, 8], 'bins', 7400),
    round('Fridges and electricals', 'fridges electricals', 70, [1, 2], 'van', 12500),
  ],
  college: [
    round('General waste', 'schoolGeneral', 14, [4, 8], 'bins', 6200),
    round('Recycling and food', 'schoolRecycling schoolFood', 14, [4, 7], 'food', 5800),
    round('Laboratory chemicals', 'laboratory', 91, [2, 6], 'van', 26500),
    tubes,
  ],
  farm: [
    round('Farm plastics', 'farmPlastic', 14, [1, 1], 'hook', 9800, { tonne: 3900 }),
    round('Farm chemicals and cans', 'farmChemicals dirtyDrums', 91, [2, 5], 'van', 17500),
    general,
  ],
  laundry: [
    round('Lint and general waste', 'lint', 14, [2, 4], 'bins', 3600),
    round('Cleaning solvent', 'solvent', 42, [1, 2], 'van', 12200),
  ],
  garden: [
    round('Plants and cuttings', 'greenBins', 14, [3, 7], 'food', 3700),
    round('General waste and recycling', 'summerGeneral mixedRecycling', 7, [2, 4], 'bins', 5100),
  ],
  glazier: [round('Skip exchange, glass', 'glazing', 14, [1, 1], 'skip', 11800, { tonne: 2200 }), recycling],
  club: [
    round('General waste', 'summerGeneral', 14, [1, 2], 'bins', 2900),
    round('Glass', 'glass', 14, [1, 2], 'bins', 2700),
  ],
} as const satisfies Readonly<Record<string, readonly Round[]>>;

export type CustomerTrade = keyof typeof ROUNDS;
