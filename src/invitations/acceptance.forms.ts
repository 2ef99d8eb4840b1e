import { IsNotEmpty, Matches, MaxLength } from 'class-validator';
import { NewPasswordForm } from '../identity/identity.forms.js';
import { PASSWORD_LENGTH } from '../identity/passwords.js';

const NO_CONTROLS = /^\P{Cc}*$/u;

/** Somebody new chooses a password; names are welcome and never needed. */
export class NewPersonForm extends NewPasswordForm {
  @Matches(NO_CONTROLS)
  @MaxLength(100)
  firstName: string = '';

  @Matches(NO_CONTROLS)
  @MaxLength(100)
  lastName: string = '';
}

/** Somebody who signs in here already says that it is them. */
export class KnownPersonForm {
  @IsNotEmpty({ message: 'identity.signIn.passwordNeeded' })
  @MaxLength(PASSWORD_LENGTH.most)
  password!: string;
}
