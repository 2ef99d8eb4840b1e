import type { Answers } from '../../platform/http/behind.js';

/** Administrator > Tables > File types: what kinds of documents there are, and which of them reach customers. */
export interface FileType {
  /** What systems call it. */
  readonly key: string;
  readonly name: string;
  /** Only documents of marked types reach customers. */
  readonly customerFile: boolean;
  /** Without financial details, files of this type are not served. */
  readonly showsPrices: boolean;
  /** Customers also open the files that a newer one has replaced. */
  readonly olderVersions: boolean;
  /** How many documents of all customers are of this type. */
  readonly documents: number;
}

/** What can be changed about a type. */
export const FILE_TYPE_FIELDS = ['name', 'customerFile', 'showsPrices', 'olderVersions'] as const;

/** The types as the answers of a form, each under the id of its field: `name.licence`, `customerFile.licence`. */
export const fileTypeAnswers = (types: readonly FileType[]): Answers =>
  Object.fromEntries(
    types.flatMap((type) => FILE_TYPE_FIELDS.map((field) => [`${field}.${type.key}`, type[field]])),
  );

/** The types with the answers of a form. */
export const withAnswers = (types: readonly FileType[], answers: Answers): FileType[] =>
  types.map((type) => ({
    ...type,
    name: String(answers[`name.${type.key}`] ?? type.name),
    customerFile: answers[`customerFile.${type.key}`] === true,
    showsPrices: answers[`showsPrices.${type.key}`] === true,
    olderVersions: answers[`olderVersions.${type.key}`] === true,
  }));

/** A key for a new name: `waste-transfer-note`. Empty when the name has no letter of the alphabet. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
