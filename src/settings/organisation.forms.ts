import {
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsTimeZone,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { Invalid, type Text } from '../platform/errors.js';
import { again, parseForm } from '../platform/http/forms.js';
import { logoType } from './logo.js';
import { ORGANISATION_FIELDS, type Organisation } from './organisation.js';
import type { LogoChange } from './organisation.service.js';
import type { SentForm } from './organisation.upload.js';

const ONE_LINE = /^\P{Cc}*$/u;
const given = (name: string) => ValidateIf((form: Record<string, unknown>) => form[name] !== '');

/** Every currency that money can be written in here. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');

/** What the page of Settings > Company asks. What is not sent is empty. */
export class OrganisationForm implements Organisation {
  @IsNotEmpty({ message: 'settings.organisation.nameNeeded' })
  @IsString()
  @MaxLength(120)
  @Matches(ONE_LINE)
  name: string = '';

  @IsString()
  @MaxLength(120)
  @Matches(ONE_LINE)
  portalName: string = '';

  @Matches(/^#[0-9a-f]{6}$/i, { message: 'settings.organisation.colourWrong' })
  colour: string = '';

  @given('phone')
  @MaxLength(40)
  @Matches(/^\+?[\d ()./-]*\d[\d ()./-]*([ a-z.]+\d{1,8})?$/i, {
    message: 'settings.organisation.phoneWrong',
  })
  phone: string = '';

  @given('email')
  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  email: string = '';

  @given('replyAddress')
  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  replyAddress: string = '';

  @IsString()
  @MaxLength(1000)
  howToPay: string = '';

  @IsTimeZone({ message: 'settings.organisation.timeZoneWrong' })
  timeZone: string = '';

  @IsIn(CURRENCIES, { message: 'settings.organisation.currencyWrong' })
  currency: string = '';

  @Matches(/^\d{1,9}$/, { message: 'settings.behind.noVersion' })
  version: string = '';

  @IsOptional()
  @IsString()
  removeLogo?: string;
}

/** The fields alone, as they were typed; for a form that is shown again, whatever they hold. */
export const organisationAnswers = (sent: object): Record<keyof Organisation, string> => {
  const answers = ORGANISATION_FIELDS.map((field) => {
    const value = (sent as Record<string, unknown>)[field];
    return [field, typeof value === 'string' ? value.trim().slice(0, 1000) : ''];
  });
  return Object.fromEntries(answers) as Record<keyof Organisation, string>;
};

/** A form of Settings > Company, read and checked. */
export interface ReadOrganisation {
  readonly organisation: Organisation;
  readonly logo: LogoChange;
  readonly version: number;
}

/** @throws Invalid with every fault at once, those of the logo among them */
export async function readOrganisation({ fields, file }: SentForm): Promise<ReadOrganisation> {
  const faults: Record<string, Text> = {};
  const note = (error: unknown) => again(error, (found) => void Object.assign(faults, found));
  const form = await parseForm(OrganisationForm, fields).catch((error: unknown) => note(error));
  let logo: LogoChange = form?.removeLogo === 'on' ? 'remove' : undefined;
  try {
    if (file) logo = { bytes: file.bytes, type: logoType(file) };
  } catch (error) {
    note(error);
  }
  if (!form || Object.keys(faults).length > 0) throw new Invalid(faults);
  const organisation = { ...organisationAnswers(form), colour: form.colour.toLowerCase() };
  return { organisation, logo, version: Number(form.version) };
}
