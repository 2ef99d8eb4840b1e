import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Invalid, say, type Text } from '../../platform/errors.js';
import { parseForm } from '../../platform/http/forms.js';
import { unpackAnswers, type Answers } from '../../platform/http/behind.js';
import type { FileType } from './file-types.js';

const LONGEST_NAME = 100;
type Sent = Readonly<Record<string, unknown>>;

/** The form of a new type. */
export class NewFileTypeForm {
  @IsNotEmpty({ message: 'documents.types.nameNeeded' })
  @IsString()
  @MaxLength(LONGEST_NAME)
  @Matches(/^\P{Cc}*$/u)
  newName: string = '';

  @IsOptional()
  newCustomerFile?: unknown;

  @IsOptional()
  newShowsPrices?: unknown;

  @IsOptional()
  newOlderVersions?: unknown;
}

/** @throws Invalid at `newName` */
export async function readNewFileType(sent: Sent): Promise<Omit<FileType, 'key' | 'documents'>> {
  const form = await parseForm(NewFileTypeForm, sent);
  return {
    name: form.newName,
    customerFile: form.newCustomerFile !== undefined,
    showsPrices: form.newShowsPrices !== undefined,
    olderVersions: form.newOlderVersions !== undefined,
  };
}

/** The form of all types as it was sent: names, and the keys of the types whose boxes are ticked. */
export function sentFileTypes(
  sent: Sent,
  types: readonly FileType[],
): { answers: Answers; shown: Answers | undefined } {
  const names = (sent['names'] ?? {}) as Sent;
  const ticked = (field: string, key: string) => [sent[field]].flat().includes(key);
  const answers = types.flatMap(({ key, name }): [string, string | boolean][] => {
    const typed = names[key];
    return [
      [`name.${key}`, typeof typed === 'string' ? typed.trim().normalize('NFC') : name],
      [`customerFile.${key}`, ticked('customerFile', key)],
      [`showsPrices.${key}`, ticked('showsPrices', key)],
      [`olderVersions.${key}`, ticked('olderVersions', key)],
    ];
  });
  // A type that came while the form was open is none of its concern.
  const shown = unpackAnswers(sent['shown']);
  const known = answers.filter(([field]) => !shown || field in shown);
  return { answers: Object.fromEntries(known), shown };
}

/** @throws Invalid at each name that is missing or too long */
export function checkNames(answers: Answers): void {
  const faults = Object.entries(answers).flatMap(([field, value]): [string, Text][] => {
    if (!field.startsWith('name.')) return [];
    if (value === '') return [[field, say('documents.types.nameNeeded')]];
    return String(value).length > LONGEST_NAME || /\p{Cc}/u.test(String(value))
      ? [[field, say('platform.fields.tooLong')]]
      : [];
  });
  if (faults.length > 0) throw new Invalid(Object.fromEntries(faults));
}
