/** A kind of waste as it is collected: its code, what it looks like, what it weighs and where it goes. */
export interface Stream {
  /** The first is its main code. */
  readonly codes: readonly string[];
  readonly description: string;
  readonly form: 'solid' | 'liquid' | 'sludge' | 'mixed' | '';
  readonly container: string;
  /** Kilograms in one container, least and most. */
  readonly kilograms: readonly [number, number];
  /** Weighbridges count in steps; bins are weighed to the kilogram. */
  readonly step: number;
  /** How much of it is only estimated. */
  readonly estimated: number;
  readonly season: Season;
  /** Where a collection goes: one of these, each parts of the weight. */
  readonly fates: readonly Fates[];
  /** What makes it hazardous, for the consignment note. */
  readonly properties?: string;
}

export type Fates = readonly (readonly [code: string, share: number])[];
export const SEASONS = ['flat', 'summer', 'garden', 'christmas', 'terms', 'building'] as const;
export type Season = (typeof SEASONS)[number];

/** How much of a usual month's weight there is, January first. */
export const MONTHS: Readonly<Record<Season, readonly number[]>> = {
  flat: [1, 0.97, 1, 1, 1.02, 1, 0.98, 0.96, 1, 1.02, 1.02, 1.04],
  summer: [0.72, 0.75, 0.86, 0.98, 1.1, 1.22, 1.35, 1.4, 1.12, 0.92, 0.78, 0.95],
  garden: [0.25, 0.3, 0.65, 1.1, 1.5, 1.6, 1.5, 1.3, 1.2, 1.15, 0.85, 0.35],
  christmas: [1.05, 0.86, 0.9, 0.98, 0.97, 1, 1, 0.97, 0.96, 1, 1.12, 1.45],
  terms: [1, 1, 1.02, 0.82, 1.03, 1.06, 0.75, 0.25, 1.08, 0.95, 1.05, 0.8],
  building: [0.7, 0.8, 0.98, 1.08, 1.15, 1.18, 1.12, 0.98, 1.1, 1.1, 0.98, 0.62],
};

const ENERGY: Fates = [['R1', 1]];
const PAPER: Fates = [['R3', 1]];
const METAL: Fates = [['R4', 1]];
const MINERAL: Fates = [['R5', 1]];
const INCINERATED: Fates = [['D10', 1]];

const stream = (
  codes: string,
  description: string,
  container: string,
  kilograms: readonly [number, number],
  fates: readonly Fates[],
  more: Partial<Stream> = {},
): Stream => ({
  codes: codes.split(' '),
  description,
  form: 'solid',
  container,
  kilograms,
  step: 1,
  estimated: 0.06,
  season: 'flat',
  fates,
  ...more,
});

/** What the business collects. Codes are those of the List of Waste. */
export const STREAMS = {
  general: stream(
    '200301',
    'General waste',
    'WBI',
    [38, 96],
    [
      [
        ['R1', 0.9],
        ['D1', 0.1],
      ],
      [
        ['R1', 0.86],
        ['R4', 0.03],
        ['D1', 0.11],
      ],
      [
        ['R12', 0.92],
        ['D1', 0.08],
      ],
    ],
    { estimated: 0.22 },
  ),
  schoolGeneral: stream(
    '200301',
    'General waste',
    'WBI',
    [34, 78],
    [
      [
        ['R1', 0.9],
        ['D1', 0.1],
      ],
    ],
    { estimated: 0.2, season: 'terms' },
  ),
  summerGeneral: stream(
    '200301',
    'General waste',
    'WBI',
    [40, 110],
    [
      [
        ['R1', 0.9],
        ['D1', 0.1],
      ],
    ],
    { estimated: 0.18, season: 'summer' },
  ),
  mixedRecycling: stream(
    '150106',
    'Mixed packaging for recycling',
    'WBI',
    [18, 46],
    [
      [
        ['R3', 0.62],
        ['R5', 0.12],
        ['R4', 0.08],
        ['R1', 0.18],
      ],
      [['R12', 1]],
    ],
    { estimated: 0.15 },
  ),
  schoolRecycling: stream(
    '150106',
    'Mixed packaging for recycling',
    'WBI',
    [30, 72],
    [
      [
        ['R3', 0.7],
        ['R4', 0.1],
        ['R1', 0.2],
      ],
    ],
    { estimated: 0.15, season: 'terms' },
  ),
  food: stream('200108', 'Kitchen food waste', 'WBI', [22, 74], [PAPER], { season: 'flat', estimated: 0.1 }),
  schoolFood: stream('200108', 'Kitchen food waste', 'WBI', [30, 74], [PAPER], {
    season: 'terms',
    estimated: 0.1,
  }),
  summerFood: stream('200108', 'Kitchen food waste', 'WBI', [24, 82], [PAPER], {
    season: 'summer',
    estimated: 0.1,
  }),
  glass: stream('150107', 'Glass bottles and jars', 'WBI', [60, 145], [MINERAL], { season: 'summer' }),
  card: stream('150101', 'Flattened cardboard', 'WBI', [18, 55], [PAPER], { season: 'christmas' }),
  cardBales: stream('150101', 'Baled cardboard', 'BAL', [380, 460], [PAPER], {
    season: 'christmas',
    step: 5,
    estimated: 0,
  }),
  filmBales: stream('150102', 'Baled plastic film', 'BAL', [290, 360], [PAPER], {
    season: 'christmas',
    step: 5,
    estimated: 0,
  }),
  pallets: stream(
    '150103',
    'Broken pallets',
    'ROR',
    [1400, 3200],
    [
      [
        ['R3', 0.8],
        ['R1', 0.2],
      ],
    ],
    { step: 20, estimated: 0 },
  ),
  paper: stream('150101', 'Offcuts of paper and card', 'CAR', [140, 310], [PAPER], { step: 5 }),
  cookingOil: stream(
    '200125',
    'Used cooking oil',
    'DRU',
    [38, 92],
    [
      [
        ['R9', 0.96],
        ['D8', 0.04],
      ],
    ],
    { form: 'liquid', season: 'summer' },
  ),
  brewing: stream('020704', 'Spent yeast and spoiled beer', 'TAN', [4200, 8600], [PAPER, [['R10', 1]]], {
    form: 'sludge',
    step: 20,
    estimated: 0,
    season: 'summer',
  }),
  caustic: stream('060204', 'Spent caustic from cleaning vessels', 'IBC', [780, 1020], [[['D9', 1]]], {
    form: 'liquid',
    step: 5,
    properties: 'HP 8',
  }),
  clinical: stream(
    '180103',
    'Infectious clinical waste',
    'WBI',
    [34, 72],
    [
      INCINERATED,
      [
        ['D9', 0.85],
        ['D10', 0.15],
      ],
    ],
    { properties: 'HP 9' },
  ),
  offensive: stream('180104', 'Offensive hygiene waste', 'WBI', [30, 66], [ENERGY]),
  cytotoxic: stream('180108', 'Cytotoxic and cytostatic medicines', 'BOX', [4, 12], [INCINERATED], {
    properties: 'HP 6, HP 7',
  }),
  medicines: stream('180109', 'Out-of-date medicines', 'BOX', [6, 19], [INCINERATED]),
  amalgam: stream('180110', 'Dental amalgam', 'CON', [1, 4], [METAL], { properties: 'HP 6' }),
  sharps: stream('180103 180109', 'Sharps with traces of medicines', 'BOX', [5, 14], [INCINERATED], {
    properties: 'HP 9',
  }),
  mixedBuilding: stream(
    '170904',
    'Mixed construction and demolition waste',
    'SKI',
    [2800, 6900],
    [
      [
        ['R5', 0.55],
        ['R3', 0.18],
        ['R4', 0.06],
        ['D1', 0.21],
      ],
      [
        ['R12', 0.9],
        ['D1', 0.1],
      ],
    ],
    { step: 20, estimated: 0, season: 'building' },
  ),
  rubble: stream('170107', 'Concrete, bricks and tiles', 'SKI', [5400, 9800], [MINERAL], {
    step: 20,
    estimated: 0,
    season: 'building',
  }),
  soil: stream('170504', 'Soil and stones', 'ROR', [8200, 14600], [MINERAL, [['D1', 1]]], {
    step: 20,
    estimated: 0,
    season: 'building',
  }),
  timber: stream(
    '170201',
    'Untreated timber',
    'SKI',
    [900, 2600],
    [
      [
        ['R3', 0.75],
        ['R1', 0.25],
      ],
    ],
    { step: 20, estimated: 0, season: 'building' },
  ),
  plasterboard: stream('170802', 'Plasterboard offcuts', 'SKI', [1200, 3100], [MINERAL], {
    step: 20,
    estimated: 0,
    season: 'building',
  }),
  buildingMetal: stream('170405', 'Scrap steel', 'SKI', [1600, 4200], [METAL], {
    step: 20,
    estimated: 0,
    season: 'building',
  }),
  asbestos: stream(
    '170605',
    'Cement-bonded asbestos sheets, double wrapped',
    'BAG',
    [180, 640],
    [[['D5', 1]]],
    { step: 10, properties: 'HP 7', season: 'building' },
  ),
  glazing: stream('170202', 'Window glass', 'SKI', [2100, 4600], [MINERAL], {
    step: 20,
    estimated: 0,
    season: 'building',
  }),
  bakery: stream('020601', 'Bread, dough and pastry unfit for sale', 'WBI', [46, 118], [PAPER], {
    season: 'christmas',
  }),
  vegetables: stream(
    '020304',
    'Vegetable trimmings and rejects',
    'ROR',
    [4600, 9400],
    [PAPER, [['R10', 1]]],
    { step: 20, estimated: 0, season: 'summer' },
  ),
  fish: stream('020202', 'Fish trimmings', 'CON', [210, 480], [PAPER], { step: 5, season: 'summer' }),
  sweepings: stream(
    '200303',
    'Street sweepings',
    'LOO',
    [5200, 11400],
    [
      [
        ['R5', 0.72],
        ['R3', 0.1],
        ['D1', 0.18],
      ],
    ],
    { step: 20, estimated: 0, season: 'garden' },
  ),
  bulky: stream(
    '200307',
    'Bulky waste',
    'ROR',
    [1800, 4900],
    [
      [
        ['R1', 0.55],
        ['R3', 0.15],
        ['R4', 0.1],
        ['D1', 0.2],
      ],
    ],
    { step: 20, estimated: 0 },
  ),
  green: stream('200201', 'Grass, hedge cuttings and leaves', 'ROR', [2200, 6400], [PAPER], {
    step: 20,
    estimated: 0,
    season: 'garden',
  }),
  greenBins: stream('200201', 'Plants and cuttings', 'WBI', [30, 88], [PAPER], { season: 'garden' }),
  fridges: stream(
    '200123',
    'Fridges and freezers',
    'LOO',
    [260, 820],
    [
      [
        ['R4', 0.72],
        ['R3', 0.2],
        ['D10', 0.08],
      ],
    ],
    { step: 5, properties: 'HP 14' },
  ),
  electricals: stream(
    '200136',
    'Small electrical appliances',
    'CAR',
    [120, 340],
    [
      [
        ['R4', 0.78],
        ['R3', 0.12],
        ['D1', 0.1],
      ],
    ],
    { step: 5 },
  ),
  screens: stream(
    '200135',
    'Screens and monitors',
    'CAR',
    [90, 260],
    [
      [
        ['R4', 0.6],
        ['R5', 0.4],
      ],
    ],
    { step: 5, properties: 'HP 6, HP 14' },
  ),
  tubes: stream(
    '200121',
    'Fluorescent tubes',
    'BOX',
    [8, 36],
    [
      [
        ['R4', 0.55],
        ['R5', 0.45],
      ],
    ],
    { properties: 'HP 6, HP 14' },
  ),
  paint: stream(
    '200127',
    'Part-used paint',
    'CON',
    [120, 340],
    [
      [
        ['R1', 0.7],
        ['R3', 0.3],
      ],
    ],
    { form: 'mixed', step: 5, properties: 'HP 3' },
  ),
  engineOil: stream('130205', 'Used engine oil', 'IBC', [420, 880], [[['R9', 1]]], {
    form: 'liquid',
    step: 5,
    properties: 'HP 7, HP 14',
  }),
  oilFilters: stream(
    '160107',
    'Oil filters',
    'DRU',
    [45, 110],
    [
      [
        ['R4', 0.8],
        ['R9', 0.2],
      ],
    ],
    { properties: 'HP 14' },
  ),
  absorbents: stream('150202', 'Oily rags and absorbents', 'DRU', [28, 84], [ENERGY], {
    properties: 'HP 14',
  }),
  batteries: stream('160601', 'Lead-acid batteries', 'PAL', [240, 720], [METAL], {
    step: 5,
    properties: 'HP 6, HP 8',
  }),
  tyres: stream(
    '160103',
    'Used tyres',
    'LOO',
    [180, 620],
    [
      [
        ['R3', 0.6],
        ['R1', 0.4],
      ],
    ],
    { step: 5 },
  ),
  antifreeze: stream('160114', 'Spent antifreeze', 'DRU', [70, 190], [[['R3', 1]]], {
    form: 'liquid',
    properties: 'HP 5',
  }),
  swarf: stream('120101', 'Steel turnings', 'SKI', [2600, 5200], [METAL], { step: 20, estimated: 0 }),
  emulsion: stream(
    '120109',
    'Spent machining emulsion',
    'IBC',
    [760, 1010],
    [
      [
        ['D9', 0.8],
        ['R9', 0.2],
      ],
    ],
    { form: 'liquid', step: 5, properties: 'HP 14' },
  ),
  ink: stream('080312', 'Waste ink', 'DRU', [40, 120], [ENERGY], {
    form: 'liquid',
    properties: 'HP 3, HP 14',
  }),
  dirtyDrums: stream(
    '150110',
    'Drums and cans with residues',
    'PAL',
    [60, 210],
    [
      [
        ['R4', 0.7],
        ['R1', 0.3],
      ],
    ],
    { properties: 'HP 14' },
  ),
  laboratory: stream('160506', 'Laboratory chemicals, packed by kind', 'BOX', [18, 74], [INCINERATED], {
    form: 'mixed',
    properties: 'HP 3, HP 6, HP 8',
  }),
  farmPlastic: stream('020104', 'Silage wrap and feed bags', 'ROR', [900, 2400], [PAPER], {
    step: 20,
    estimated: 0,
    season: 'garden',
  }),
  farmChemicals: stream('020108', 'Out-of-date farm chemicals', 'CAN', [12, 58], [INCINERATED], {
    form: 'liquid',
    properties: 'HP 6, HP 14',
  }),
  solvent: stream(
    '140602',
    'Spent cleaning solvent',
    'DRU',
    [60, 170],
    [
      [
        ['R2', 0.9],
        ['R1', 0.1],
      ],
    ],
    { form: 'liquid', properties: 'HP 6, HP 7' },
  ),
  lint: stream('200301', 'Lint and general waste', 'WBI', [30, 70], [ENERGY], { estimated: 0.2 }),
} as const satisfies Readonly<Record<string, Stream>>;

export type StreamKey = keyof typeof STREAMS;
