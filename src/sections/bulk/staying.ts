import type { Text } from '../../platform/errors.js';
import type { Section } from '../engine/section.js';

/** Why a record that was chosen stays as it is. */
export type Why = 'deleted' | 'already' | 'otherKind' | 'contradicts';

/** A record that was chosen and stays as it is. */
export interface Staying {
  readonly reference: string;
  readonly why: Why;
}

/** Says it of one; what a status would contradict a section says in its own words. */
export const stayingWords = ({ key }: Section, { reference, why }: Staying): Text => ({
  key: why === 'contradicts' ? `${key}.bulk.contradicts` : `sections.bulk.stays.${why}`,
  otherwise: `sections.bulk.stays.${why}`,
  values: { reference },
});
