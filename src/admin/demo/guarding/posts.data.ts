/** Somebody's place at a site: when it begins on the clock, for how many hours, and what an hour costs. */
export interface Post {
  readonly role: string;
  readonly begins: string;
  readonly hours: number;
  readonly pence: number;
}

/** Which posts there are at a site, by how it is guarded. */
export const POSTS: Readonly<Record<string, readonly Post[]>> = {
  day: [{ role: 'Security officer', begins: '06:00', hours: 12, pence: 1950 }],
  night: [{ role: 'Security officer', begins: '18:00', hours: 12, pence: 2080 }],
  venue: [
    { role: 'Security officer', begins: '07:00', hours: 12, pence: 1950 },
    { role: 'Door supervisor', begins: '17:00', hours: 7, pence: 2260 },
  ],
  patrol: [{ role: 'Mobile patrol', begins: '22:00', hours: 8, pence: 2150 }],
};

const FIRST =
  'Abel,Bronagh,Curtis,Delphine,Emeka,Fern,Gurdeep,Hattie,Ivan,Jolene,Kwame,Lorna,Mikael,Nadine,Oscar,Padma,Quentin,Rhoda'.split(
    ',',
  );
const LAST =
  'Otieno,Kelly,Lamb,Moreau,Nwosu,Hollis,Sandhu,Rowe,Petrov,Marsh,Boateng,Speight,Strand,Frey,Tilley,Iyer,Shaw,Blythe'.split(
    ',',
  );

/** More of them than posts, two to each: nobody stands at two gates at once. */
export const OFFICERS: readonly string[] = [0, 5, 11].flatMap((further) =>
  FIRST.map((first, index) => `${first} ${LAST[(index + further) % LAST.length]}`),
);

export const CHECKPOINTS = ['Main gate', 'Plant room', 'Loading bay', 'Fire exit north', 'Perimeter fence'];

/** What is reported: a title, how bad it is, the kind of report, and its text. */
export const INCIDENTS = [
  [
    'Fire door found wedged open',
    'medium',
    'patrol',
    'The door was closed, the wedge taken away, and the duty manager told.',
  ],
  ['Lights left on in the store', 'low', 'patrol', 'Switched off. Nobody was inside.'],
  ['Person without a pass', 'medium', 'static', 'Asked to leave at the gate and did so. No damage.'],
  [
    'Forced padlock at the rear gate',
    'high',
    'patrol',
    'The padlock was cut. Nothing seems to be missing. Police reference CM/41/26. A new padlock was fitted.',
  ],
  [
    'First aid given to a visitor',
    'medium',
    'static',
    'A visitor slipped on the steps. Cold pack given; no ambulance was wanted.',
  ],
  [
    'Intruder alarm, false',
    'low',
    'occurrence-log',
    'Alarm of zone 4 at the roller door. Walked round, nothing found, set again.',
  ],
  ['Vehicle blocking the fire lane', 'low', 'static', 'The driver was found and moved the vehicle.'],
  [
    'Shoplifting, goods recovered',
    'medium',
    'occurrence-log',
    'Stopped at the exit by staff of the shop, goods returned, details kept by the police.',
  ],
  [
    'Water coming through a ceiling',
    'high',
    'patrol',
    'Stopcock closed, electrics off at the board, the key holder rung at once.',
  ],
  [
    'Fight at the entrance',
    'critical',
    'static',
    'Two persons parted by two officers. Police came. One officer bruised, first aid given.',
  ],
  ['Keys handed in', 'low', 'occurrence-log', 'A bunch of five keys, kept at the desk in envelope 12.'],
] as const;
