import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { IMPORTS } from './imports.service.js';
import { LARGEST_MEGABYTES } from './imports.upload.js';
import { TARGETS } from './import.targets.js';

/** A wrong place in a map: its key, as it was typed, and what to do there. */
export interface MapFault {
  readonly place: string;
  readonly text: Text;
}

export interface ImportFormModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly action: string;
  readonly section: string;
  readonly sections: readonly { readonly value: string; readonly label: Text }[];
  readonly map: string;
  /** Whether a map is asked for already: few people have one. */
  readonly mapOpen: boolean;
  readonly fileHelp: Text;
}

/** What the form shows. */
export interface ImportFormInput {
  /** Which permissions the organisation makes available: what belongs to other trades is not offered. */
  readonly available: ReadonlySet<string>;
  readonly section?: string;
  readonly map?: string;
  readonly errors?: Readonly<Record<string, Text>>;
}

/** The form by which a file is sent; 422 with what is wrong at its fields. */
export function importForm(input: ImportFormInput): Page<ImportFormModel> {
  const { available, section = '', map = '', errors = {} } = input;
  const model: ImportFormModel = {
    head: {
      title: say('imports.form.title'),
      purpose: say('imports.form.purpose'),
      back: { label: say('imports.list.title'), href: IMPORTS },
    },
    errors,
    action: IMPORTS,
    section,
    sections: [
      { value: '', label: say('imports.form.choose') },
      ...TARGETS.filter(({ permission }) => !permission || available.has(permission)).map(
        ({ name, title }) => ({ value: name, label: title }),
      ),
    ],
    map,
    mapOpen: map !== '' || 'map' in errors,
    fileHelp: say('imports.form.fileHelp', { most: LARGEST_MEGABYTES }),
  };
  return new Page('imports/form', model, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

export const mapFaults = (places: Readonly<Record<string, Text>>): MapFault[] =>
  Object.entries(places).map(([place, text]) => ({ place, text }));
