import type { Random } from './random.js';

/** Towns that are on no map, with outward postcodes that nobody was given. */
export const TOWNS: Readonly<Record<string, string>> = {
  Saltfen: 'PE47',
  'Marram Bay': 'NR46',
  Wenlow: 'NR47',
  'Great Aldersea': 'NR42',
  'Thornby Cross': 'IP44',
  Kessing: 'IP46',
  'Fenbridge Lode': 'CB43',
  Holtham: 'NR44',
  Withamstow: 'PE45',
  'Little Orrin': 'IP47',
  'Sedgeley Quay': 'NR48',
  Castlemere: 'CB46',
};

/** People to meet at the gate. */
export const CONTACTS: readonly string[] = (
  'Amara Osei,Ben Thackray,Carys Llewellyn,Dinesh Rao,Elsie Whitcombe,Farid Haddad,Grace Ollerton,Hamish Petrie,' +
  'Imogen Sayle,Jakub Wrona,Kirsty Bannerman,Leon Adeyemi,Maud Fennimore,Nikhil Varma,Orla Tierney,Paul Cheeseman,' +
  'Rosa Delgado,Sam Ilesanmi,Tamsin Roake,Viktor Lindahl,Wendy Proctor,Yusuf Demir,Zara Holcroft,Gareth Pomfrey'
).split(',');

export const postcodeIn = (town: string, random: Random): string =>
  `${TOWNS[town] ?? 'PE47'} ${random.between(1, 9)}${letters(random)}`;

/** The two letters behind a postcode's digit; these are never C, I, K, M, O or V. */
const letters = (random: Random): string =>
  Array.from({ length: 2 }, () => random.pick([...'ABDEFGHJLNPQRSTUWXYZ'])).join('');

/** Numbers that Ofcom keeps free for plays: 01632 960000 to 960999. */
export const landline = (line: number): string => `01632 960 ${String(line).padStart(3, '0')}`;

export const firstNameOf = (name: string): string => (name.split(' ')[0] ?? '').toLowerCase();
