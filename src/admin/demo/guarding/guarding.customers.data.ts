import type { Payer } from '../bills.js';
import type { TradeCustomerData } from '../trade/trade.places.js';

const customer = (
  name: string,
  domain: string,
  contact: string,
  payer: Payer,
  ...sites: readonly string[]
): TradeCustomerData => ({ name, domain, contact, payer, sites });

/** Behind the town stands how a site is guarded: `day`, `night`, `patrol`, or `venue` where visitors are counted too. */
export const GUARDED_CUSTOMERS: readonly TradeCustomerData[] = [
  customer(
    'Drove Road Distribution',
    'drove-road',
    'Magda Zielinska',
    'prompt',
    'Castlemere Hub | Junction Park | Castlemere | night',
    'Thornby Returns Centre | 12 Turnpike Road | Thornby Cross | patrol',
    'Saltfen Crossdock | 8 Drove Road | Saltfen | day',
    'Hub Visitor Centre | 2 Junction Park | Castlemere | venue',
  ),
  customer(
    'Grand Pavilion Hotels',
    'grand-pavilion',
    'Felicity Crane',
    'slow',
    'Grand Pavilion | 1 Parade | Marram Bay | venue',
    'Priory Lodge | 2 Priory Road | Wenlow | night',
  ),
  customer(
    'Castlemere City College',
    'castlemere-city-college',
    'Ambrose Tull',
    'prompt',
    'City Campus | 1 College Green | Castlemere | venue',
    'Science Park | Junction Park | Castlemere | patrol',
  ),
  customer(
    'Butter Market Shopping Centre',
    'butter-market',
    'Gillian Rusk',
    'prompt',
    'Butter Market | 2 Butter Market | Wenlow | venue',
  ),
  customer(
    'Osier Park Estates',
    'osier-park',
    'Martin Vale',
    'slow',
    'Osier Park | Osier Drove | Fenbridge Lode | patrol',
    'Brickfield Units | 11 Brickfield Road | Castlemere | patrol',
  ),
  customer(
    'Kessing Foundry',
    'kessing-foundry',
    'Derek Ashbolt',
    'late',
    'Foundry Gate | Foundry Lane | Kessing | night',
  ),
  customer(
    'Harbourside Apartments',
    'harbourside-apartments',
    'Sian Lowther',
    'prompt',
    'Harbour Heights | 70 Harbour Street | Sedgeley Quay | night',
  ),
  customer(
    'Northmere Infirmary',
    'northmere-infirmary',
    'Ruth Abernethy',
    'slow',
    'Infirmary | 200 Infirmary Road | Castlemere | day',
    'Car Park North | 204 Infirmary Road | Castlemere | patrol',
  ),
  customer(
    'Larkfield Solar',
    'larkfield-solar',
    'Tom Oakes',
    'prompt',
    'Solar Field | Drove Road | Saltfen | patrol',
  ),
  customer(
    'Quay Theatre',
    'quay-theatre',
    'Bettina Hale',
    'late',
    'Quay Theatre | 30 Harbour Street | Sedgeley Quay | venue',
  ),
  customer(
    'Withamstow Grain Stores',
    'withamstow-grain',
    'Judith Garrod',
    'slow',
    'Sluice Road Stores | 2 Sluice Road | Withamstow | patrol',
  ),
  customer(
    'Holtham Motor Auctions',
    'holtham-auctions',
    'Lee Garside',
    'late',
    'Auction Yard | 9 Quarry Lane | Holtham | night',
  ),
];
