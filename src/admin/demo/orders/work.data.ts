/** What is ordered: a kind of text, how many words it has about, and what a word costs. */
export const TEXTS = [
  ['Operating manual', 8200, 12],
  ['Patient leaflet', 900, 16],
  ['Contract', 3400, 18],
  ['Web site', 2600, 13],
  ['Product catalogue', 5200, 12],
  ['Safety data sheet', 1800, 15],
  ['Exhibition texts', 1400, 16],
  ['Letter', 400, 20],
] as const;

export const LANGUAGES = ['German', 'French', 'Polish', 'Welsh', 'Spanish', 'Dutch', 'Arabic'];

export const TRANSLATORS = ['Hanna Krüger', 'Luc Bernard', 'Zofia Nowak', 'Gwenllian Parry', 'Marta Ruiz'];

/** Flags that customers see; the others stay in the office. */
export const CUSTOMER_FLAGS = ['Certified', 'Express', 'Second reader'];

export const TASKS = ['Translate', 'Check terms with the glossary', 'Second reading', 'Lay out'];

export const INFORMATION = [
  '',
  '',
  'Please keep the numbering of the original.',
  'British spelling in the English parts.',
  'Use the glossary of last year.',
];
