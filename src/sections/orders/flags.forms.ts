import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';

/** The form of a new flag. */
export class NewFlagForm {
  @IsNotEmpty({ message: 'orders.flags.nameNeeded' })
  @IsString()
  @MaxLength(100)
  @Matches(/^\P{Cc}*$/u)
  name: string = '';
}

/** The icon of a flag: what it is to become, so that pressing it twice does nothing more. */
export class MarkForm {
  @IsIn(['yes', 'no'])
  customerFlag: 'yes' | 'no' = 'no';
}
