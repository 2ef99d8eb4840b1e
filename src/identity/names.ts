/** A name in two parts, as the API and forms have it. */
export interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

/** One name of two parts. */
export const fullName = ({ firstName, lastName }: Names): string => `${firstName} ${lastName}`.trim();

/**
 * The two parts of a login's name. Where nobody has said which end is the last name, or the name has changed since,
 * everything behind the first word is.
 */
export function namesOf({ name, lastName }: { readonly name: string; readonly lastName: string }): Names {
  if (lastName && (name === lastName || name.endsWith(` ${lastName}`)))
    return { firstName: name.slice(0, -lastName.length).trim(), lastName };
  const [first = '', ...others] = name.split(' ');
  return { firstName: first, lastName: others.join(' ') };
}
