import { describe, expect, it } from '@jest/globals';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Invalid } from '../errors.js';
import { parseForm } from './forms.js';

class Letter {
  @IsNotEmpty({ message: 'test.needed' })
  @IsString({ message: 'test.text' })
  @MaxLength(3)
  text!: string;
}

const faultOf = async (sent: unknown): Promise<string | undefined> => {
  const error: unknown = await parseForm(Letter, sent).catch((thrown: unknown) => thrown);
  return error instanceof Invalid ? error.fields['text']?.key : undefined;
};

describe('a form says of a field what is written first of what is at fault', () => {
  it.each([
    [{}, 'test.needed'],
    [{ text: null }, 'test.needed'],
    [{ text: ' ' }, 'test.needed'],
    [{ text: 5 }, 'test.text'],
    [{ text: 'long' }, 'platform.fields.tooLong'],
    [{ text: 'fit' }, undefined],
  ])('%j', async (sent, key) => expect(await faultOf(sent)).toBe(key));
});
