import { daysBetween, type Day } from '../days.js';
import type { DemoDocument } from '../demo.js';
import { picturePng, type Colour } from '../paper/picture.png.js';
import { Random } from '../random.js';
import type { DemoJob } from './jobs.js';

/** For how many days back crews' photos are here, and of how many jobs. */
const PHOTOS_OF = 30;
const MOST = 15;

const SKY: Colour = [196, 216, 230];
const YARD: Colour = [148, 146, 140];
const WALL: Colour = [176, 120, 96];
const SHADOW: Colour = [104, 102, 98];
const STEEL: readonly Colour[] = [
  [214, 170, 44],
  [52, 110, 74],
  [40, 84, 140],
];

/** What crews took with their telephones: the container where it stood, before and after it was emptied. */
export function photos(jobs: readonly DemoJob[], today: Day): DemoDocument[] {
  const recent = jobs.filter(
    (job) => job.status === 'completed' && daysBetween(job.day, today) <= PHOTOS_OF && job.round.onCall,
  );
  return recent.slice(-MOST).flatMap((job) => [photo(job, 'before'), photo(job, 'after')]);
}

function photo(job: DemoJob, when: 'before' | 'after'): DemoDocument {
  const { customer, site, day } = job;
  const reference = `PH/${job.reference.slice(1)}/${when === 'before' ? 1 : 2}`;
  return {
    line: {
      reference,
      body: {
        customer: customer.reference,
        site: site.reference,
        job: job.reference,
        type: 'photo',
        name: when === 'before' ? 'Before it was emptied' : 'After it was emptied',
        date: day,
      },
    },
    fileName: `${reference.replaceAll('/', '-')}.png`,
    file: () => Promise.resolve(skip(new Random('photo', job.reference), when === 'before')),
  };
}

/** A skip in a yard; a full one has a heap on top. */
function skip(random: Random, full: boolean): Buffer {
  const steel = random.pick(STEEL);
  const left = random.between(70, 110);
  const slope = (y: number) => (y - 140) / 3;
  return picturePng({
    width: 320,
    height: 240,
    areas: [
      { colour: SKY, covers: () => true },
      { colour: WALL, covers: (_x, y) => y > 80 },
      { colour: YARD, covers: (_x, y) => y > 150 },
      { colour: SHADOW, covers: (x, y) => y > 204 && y < 214 && x > left + 20 && x < left + 150 },
      ...(full
        ? [
            {
              colour: [112, 92, 70] as Colour,
              covers: (x: number, y: number) => ((x - left - 75) / 68) ** 2 + ((y - 142) / 34) ** 2 < 1,
            },
          ]
        : []),
      {
        colour: steel,
        covers: (x, y) => y >= 140 && y <= 206 && x >= left + slope(y) && x <= left + 150 - slope(y),
      },
    ],
  });
}
