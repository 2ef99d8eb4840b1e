/** What the examples of the API call their records, by collection. They point at each other. */
export const EXAMPLE_REFERENCES: Readonly<Record<string, string>> = {
  customers: 'ACME',
  sites: 'ACME/YARD',
  jobs: 'J-2026-0042',
  invoices: 'INV-1042',
  documents: 'WTN-2026-0042',
};

/** Values of single properties, by collection and property, or by property alone. */
export const EXAMPLE_VALUES: Readonly<Record<string, unknown>> = {
  'customers.name': 'Acme Ltd',
  'customers.email': 'office@acme.example',
  'sites.name': 'Riverside yard',
  'sites.contactName': 'Sam Reed',
  'documents.name': 'Transfer note 4 March',
  'documents.type': 'waste-transfer-note',
  'jobs.status': 'completed',
  'jobs.service': 'Skip exchange',
  'invoices.status': 'sent',
  address: '1 River Road',
  postcode: 'CM1 1AA',
  date: '2026-03-04',
  dueDate: '2026-04-03',
  net: 10_000,
  tax: 2_000,
  gross: 12_000,
  paid: 0,
  price: 12_550,
  netAmount: 10_000,
  taxAmount: 2_000,
  unitAmount: 10_000,
  quantityThousandths: 1_000,
  'wasteItems.weight': 1_240_000,
  'fates.weight': 1_000_000,
  'wasteItems.containerType': 'SKI',
  'wasteItems.containerCount': 1,
  'lines.description': 'Skip exchange, 4 March',
};
