import { IsEmail, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { NewPasswordForm } from '../identity/identity.forms.js';

const ONE_LINE = /^\P{Cc}*$/u;

/** What the first person of an installation says. */
export class SetUpForm extends NewPasswordForm {
  @IsNotEmpty({ message: 'settings.setUp.codeNeeded' })
  @IsString()
  @MaxLength(100)
  code: string = '';

  @IsNotEmpty({ message: 'settings.organisation.nameNeeded' })
  @IsString()
  @MaxLength(120)
  @Matches(ONE_LINE)
  organisation: string = '';

  @IsNotEmpty({ message: 'settings.setUp.nameNeeded' })
  @IsString()
  @MaxLength(200)
  @Matches(ONE_LINE)
  name: string = '';

  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  email: string = '';
}
