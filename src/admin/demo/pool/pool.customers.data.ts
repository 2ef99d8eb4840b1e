import type { Payer } from '../bills.js';
import type { TradeCustomerData } from '../trade/trade.places.js';

const customer = (
  name: string,
  domain: string,
  contact: string,
  payer: Payer,
  ...sites: readonly string[]
): TradeCustomerData => ({ name, domain, contact, payer, sites });

/** Behind the town stands which water there is: `main`, `teaching`, `spa` or `outdoor`. */
export const POOL_CUSTOMERS: readonly TradeCustomerData[] = [
  customer(
    'Wenlow Leisure Centre',
    'wenlow-leisure',
    'Fay Ostler',
    'prompt',
    'Main Pool | Priory Road | Wenlow | main',
    'Splash Pool | Priory Road | Wenlow | teaching',
    'Health Suite Spa | Priory Road | Wenlow | spa',
  ),
  customer(
    'Dunes Holiday Park',
    'dunes-holiday',
    'Rob Teale',
    'slow',
    'Outdoor Pool | Dune Road | Great Aldersea | outdoor',
    'Clubhouse Spa | Dune Road | Great Aldersea | spa',
  ),
  customer(
    'Castlemere Health Club',
    'castlemere-health',
    'Ines Prado',
    'prompt',
    'Club Pool | 4 College Green | Castlemere | main',
    'Thermal Spa | 4 College Green | Castlemere | spa',
  ),
  customer(
    'Holtham Lido Trust',
    'holtham-lido',
    'Graham Ferris',
    'prompt',
    'Holtham Lido | Weir Lane | Holtham | outdoor',
  ),
  customer(
    'Seagrass Spa Hotel',
    'seagrass-spa',
    'Celia Brandt',
    'late',
    'Hotel Pool | 18 Parade | Marram Bay | main',
    'Roof Spa | 18 Parade | Marram Bay | spa',
  ),
  customer(
    'Cloister Preparatory School',
    'cloister-prep',
    'Julian Ames',
    'prompt',
    'School Pool | 30 Cloister Lane | Wenlow | teaching',
  ),
  customer(
    'Kessing Swim School',
    'kessing-swim',
    'Donna Marsden',
    'slow',
    'Teaching Pool | Unit 3, Station Approach | Kessing | teaching',
  ),
  customer(
    'Withamstow Borough Baths',
    'withamstow-baths',
    'Patrick Oduya',
    'slow',
    'Victoria Baths | 12 Sluice Road | Withamstow | main',
    'Learner Pool | 12 Sluice Road | Withamstow | teaching',
  ),
  customer(
    'Thornby Hydrotherapy Clinic',
    'thornby-hydro',
    'Dr Lena Frost',
    'prompt',
    'Hydrotherapy Pool | 6 Turnpike Road | Thornby Cross | spa',
  ),
  customer(
    'Orrin Retirement Village',
    'orrin-village',
    'Maureen Cole',
    'prompt',
    'Residents’ Pool | 9 Church Lane | Little Orrin | main',
  ),
  customer(
    'Sedgeley Quay Marina',
    'sedgeley-marina',
    'Neil Harker',
    'late',
    'Marina Pool | 60 Harbour Street | Sedgeley Quay | outdoor',
    'Crew Spa | 60 Harbour Street | Sedgeley Quay | spa',
  ),
  customer(
    'Larkfield Caravan Site',
    'larkfield-caravans',
    'Tracey Boon',
    'slow',
    'Family Pool | Drove Road | Saltfen | outdoor',
  ),
  customer(
    'Fenbridge Sports Village',
    'fenbridge-sports',
    'Adeola Banjo',
    'prompt',
    'Competition Pool | 70 Lode Way | Fenbridge Lode | main',
    'Training Pool | 70 Lode Way | Fenbridge Lode | teaching',
  ),
  customer(
    'Brackenhill House',
    'brackenhill-house',
    'Rupert Vane',
    'late',
    'Garden Pool | Quarry Lane | Holtham | outdoor',
  ),
];
