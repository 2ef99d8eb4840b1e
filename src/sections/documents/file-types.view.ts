import type { BehindNotice } from '../../audit/behind-notice.js';
import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { packAnswers, type Answers } from '../../platform/http/behind.js';
import { fileTypeAnswers, type FileType } from './file-types.js';

export const FILE_TYPES = '/admin/file-types';

/** The parameters of `components/checkbox`. */
interface Box {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly checked: boolean;
  readonly error: Text | null;
}

export interface FileTypeRow {
  readonly name: {
    readonly id: string;
    readonly name: string;
    readonly value: string;
    readonly error: Text | null;
  };
  /** What systems call it, and how many documents there are. */
  readonly help: Text;
  readonly customerFile: Box;
  readonly showsPrices: Box;
  readonly olderVersions: Box;
}

export interface FileTypesModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly behind: BehindNotice | null;
  readonly form: { readonly action: string; readonly shown: string };
  readonly rows: readonly FileTypeRow[];
  readonly addition: {
    readonly action: string;
    readonly name: string;
    readonly customerFile: boolean;
    readonly showsPrices: boolean;
    readonly olderVersions: boolean;
  };
}

export interface FileTypesInput {
  readonly types: readonly FileType[];
  /** What the form shows, where that differs from what stands. */
  readonly answers?: Answers;
  /** The basis of a form that is shown again. */
  readonly shown?: Answers | undefined;
  readonly errors?: Readonly<Record<string, Text>>;
  readonly behind?: BehindNotice;
  readonly addition?: Omit<FileTypesModel['addition'], 'action'>;
}

/** The page of file types: 200, 422 with faults at their fields, or 409 with what somebody else changed. */
export function fileTypesPage({ types, errors = {}, ...input }: FileTypesInput): Page<FileTypesModel> {
  const now = fileTypeAnswers(types);
  const answers = { ...now, ...input.answers };
  const status = input.behind ? 409 : Object.keys(errors).length > 0 ? 422 : 200;
  const box = (field: 'customerFile' | 'showsPrices' | 'olderVersions', { key }: FileType): Box => ({
    id: `${field}.${key}`,
    name: field,
    value: key,
    label: say(`documents.types.${field}`),
    checked: answers[`${field}.${key}`] === true,
    error: errors[`${field}.${key}`] ?? null,
  });
  return new Page(
    'documents/file-types',
    {
      head: { title: say('documents.types.title'), purpose: say('documents.types.purpose') },
      errors,
      behind: input.behind ?? null,
      form: { action: FILE_TYPES, shown: packAnswers(input.shown ?? now) },
      rows: types.map((type) => ({
        name: {
          id: `name.${type.key}`,
          name: `names[${type.key}]`,
          value: String(answers[`name.${type.key}`] ?? ''),
          error: errors[`name.${type.key}`] ?? null,
        },
        help: say('documents.types.of', { count: type.documents, key: type.key }),
        customerFile: box('customerFile', type),
        showsPrices: box('showsPrices', type),
        olderVersions: box('olderVersions', type),
      })),
      addition: {
        action: `${FILE_TYPES}/additions`,
        ...(input.addition ?? { name: '', customerFile: false, showsPrices: false, olderVersions: false }),
      },
    },
    { status },
  );
}
