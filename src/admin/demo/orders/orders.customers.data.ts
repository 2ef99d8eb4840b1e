import type { Payer } from '../bills.js';
import type { TradeCustomerData } from '../trade/trade.places.js';

const customer = (
  name: string,
  domain: string,
  contact: string,
  payer: Payer,
  ...sites: readonly string[]
): TradeCustomerData => ({ name, domain, contact, payer, sites });

export const ORDERING_CUSTOMERS: readonly TradeCustomerData[] = [
  customer(
    'Ashbolt Engineering',
    'ashbolt-engineering',
    'Derek Ashbolt',
    'prompt',
    'Main Works | Foundry Lane | Kessing',
    'Test House | Unit 9, Orrin Park | Little Orrin',
  ),
  customer(
    'Northmere Health Trust',
    'northmere-health',
    'Ruth Abernethy',
    'slow',
    'Northmere General | 200 Infirmary Road | Castlemere',
  ),
  customer(
    'Furlong Foods',
    'furlong-foods',
    'Alan Furlong',
    'prompt',
    'Saltfen Packhouse | Long Drove | Saltfen',
  ),
  {
    ...customer(
      'Atelier Lumen',
      'atelier-lumen',
      'Odile Vermeer',
      'prompt',
      'UK showroom | 5 Custom House Quay | Sedgeley Quay',
    ),
    // It is billed where its head office is.
    currency: 'EUR',
  },
  customer(
    'Petrenko Solicitors',
    'petrenko-solicitors',
    'Oksana Petrenko',
    'prompt',
    'Chambers | 3 Cathedral Close | Withamstow',
  ),
  customer(
    'Castlemere University Press',
    'castlemere-press',
    'Ambrose Tull',
    'slow',
    'Press | 2 College Green | Castlemere',
  ),
  customer(
    'Sandhu Medical Devices',
    'sandhu-medical',
    'Gurpreet Sandhu',
    'prompt',
    'Clean room | Unit 4, Granary Estate | Castlemere',
  ),
  customer('Wenlow Museum', 'wenlow-museum', 'Bea Sturgess', 'late', 'Museum | 1 Butter Market | Wenlow'),
  customer(
    'Aldersea Ferries',
    'aldersea-ferries',
    'Captain Joan Mayhew',
    'slow',
    'Terminal | 2 Pumphouse Road | Great Aldersea',
  ),
  customer('Oakes Solar', 'oakes-solar', 'Tom Oakes', 'prompt', 'Office | Drove Road | Saltfen'),
  customer(
    'Little Orrin Parish',
    'orrin-parish',
    'Megan Duffield',
    'late',
    'Parish rooms | 2 Church Lane | Little Orrin',
  ),
  customer(
    'Brightwell Textiles',
    'brightwell-textiles',
    'Stella Nkemelu',
    'slow',
    'Mill | Unit 11, Orrin Park | Little Orrin',
  ),
  customer(
    'Thornby Games',
    'thornby-games',
    'Rory Fallow',
    'prompt',
    'Studio | 20 Turnpike Road | Thornby Cross',
  ),
];
