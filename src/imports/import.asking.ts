import { Invalid, Refused, say, type Text } from '../platform/errors.js';
import { parseMap } from './import.map.js';
import { TARGETS } from './import.targets.js';
import { LARGEST_MEGABYTES, type SentUpload, type StoredUpload } from './imports.upload.js';

/** A map that does not fit its file: every wrong place in it, under the field it was typed into. */
export class MapFaulty extends Invalid {
  constructor(readonly places: Readonly<Record<string, Text>>) {
    super({ map: say('imports.map.wrong') });
  }
}

/** What somebody asks to be imported. */
export interface Asked {
  readonly section: string;
  readonly file: StoredUpload;
  readonly map: unknown;
}

/** The map that was sent, from a file or typed. */
export const mapTextOf = ({ fields, mapFile }: SentUpload): string => mapFile ?? fields['map'] ?? '';

/** Looks at what the form sent. @throws Invalid with every field at fault */
export function readAsked(sent: SentUpload): Asked {
  const { fields, file } = sent;
  const faults: Record<string, Text> = {};
  const section = fields['section'] ?? '';
  if (!TARGETS.some(({ name }) => name === section)) faults['section'] = say('imports.upload.noSection');
  if (!file) faults['file'] = say('imports.upload.missing');
  else if (file.tooLarge) faults['file'] = say('imports.upload.tooLarge', { most: LARGEST_MEGABYTES });
  let map: unknown;
  try {
    map = readMapText(mapTextOf(sent));
  } catch (error) {
    Object.assign(faults, (error as Invalid).fields);
  }
  if (!file || Object.keys(faults).length > 0) throw new Invalid(faults);
  return { section, file, map };
}

/** A map as it was typed; nothing where the headings decide. @throws Invalid */
export function readMapText(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return parseMap(text);
  } catch (error) {
    if (error instanceof Refused) throw new Invalid({ map: error.text });
    throw error;
  }
}

/** Says at the form's fields what is wrong with a file, here at `field`, or with its map. */
export async function atFields<Answer>(field: string, open: () => Promise<Answer>): Promise<Answer> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof Refused) throw new Invalid({ [field]: error.text });
    if (error instanceof Invalid) throw new MapFaulty(error.fields);
    throw error;
  }
}
