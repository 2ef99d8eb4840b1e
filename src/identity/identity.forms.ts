import { IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Invalid, say } from '../platform/errors.js';
import { PASSWORD_LENGTH } from './passwords.js';

export class SignInForm {
  @IsNotEmpty({ message: 'identity.signIn.emailNeeded' })
  @MaxLength(320)
  email!: string;

  @IsNotEmpty({ message: 'identity.signIn.passwordNeeded' })
  @MaxLength(PASSWORD_LENGTH.most)
  password!: string;

  /** Where the person was going. */
  @IsOptional()
  @IsString()
  to?: string;

  /** *Keep me signed in on this device*. */
  @IsOptional()
  @IsString()
  keep?: string;
}

export class ForgotPasswordForm {
  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  email!: string;
}

/** A new password, typed twice. */
export class NewPasswordForm {
  @MinLength(PASSWORD_LENGTH.least, { message: 'identity.password.short' })
  @MaxLength(PASSWORD_LENGTH.most, { message: 'identity.password.long' })
  password!: string;

  @IsString({ message: 'identity.password.again' })
  passwordConfirmation!: string;
}

export class NewLoginForm extends NewPasswordForm {
  @IsEmail({}, { message: 'platform.fields.email' })
  @MaxLength(320)
  email!: string;

  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @IsIn(['staff', 'customer'])
  kind!: 'staff' | 'customer';
}

/** @throws Invalid when the two differ */
export function sameTwice(form: NewPasswordForm): NewPasswordForm {
  if (form.password === form.passwordConfirmation) return form;
  throw new Invalid({ passwordConfirmation: say('identity.password.differs') });
}

/** A path of this site to go back to, or nothing: a full address would lead elsewhere. */
export const safePath = (to: string | undefined): string | undefined =>
  to && /^\/(?![/\\])[\w\-./?&=%+,~:]*$/.test(to) ? to : undefined;
