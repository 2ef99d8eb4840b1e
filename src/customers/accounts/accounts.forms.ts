import { IsNotEmpty, Matches, MaxLength } from 'class-validator';

/** What the office writes down about a consolidated account. */
export class AccountForm {
  @IsNotEmpty({ message: 'accounts.form.referenceNeeded' })
  @MaxLength(200, { message: 'customers.form.referenceLong' })
  @Matches(/^\P{C}*$/u, { message: 'customers.form.referenceSigns' })
  reference: string = '';

  @IsNotEmpty({ message: 'accounts.form.nameNeeded' })
  @MaxLength(200)
  name: string = '';
}

export interface AccountFields {
  readonly reference: string;
  readonly name: string;
}

export const accountFields = ({ reference, name }: AccountFields): AccountFields => ({
  reference: reference.normalize('NFC'),
  name: name.normalize('NFC'),
});

/** A form as somebody filled it in, right or wrong. */
export const typedAccount = (sent: Readonly<Record<string, unknown>>): AccountFields => ({
  reference: typeof sent.reference === 'string' ? sent.reference : '',
  name: typeof sent.name === 'string' ? sent.name : '',
});
