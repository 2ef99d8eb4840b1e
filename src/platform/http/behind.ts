import { say, type Text } from '../errors.js';

/** The answers of a form by the ids of their fields. */
export type Answers = Readonly<Record<string, string | boolean>>;

/** A form that met somebody else's change: what to show in it, and a sentence at each field that they changed. */
export interface Meeting {
  readonly answers: Answers;
  readonly marks: Readonly<Record<string, Text>>;
}

/**
 * Puts together what a person was shown, what stands there now, and what they sent. A field they did not touch takes
 * the value that stands now; one they did keeps theirs. Fields that somebody else changed meanwhile are marked.
 * Without knowing what was shown, everything sent counts as theirs and every difference is marked.
 * @param nameOf what a field is called on the page
 */
export function meet(
  shown: Answers | undefined,
  now: Answers,
  sent: Answers,
  nameOf: (field: string) => string,
): Meeting {
  const answers: Record<string, string | boolean> = {};
  const marks: Record<string, Text> = {};
  for (const [field, value] of Object.entries(now)) {
    const typed = sent[field] ?? value;
    const base = shown?.[field];
    answers[field] = base === undefined || typed !== base ? typed : value;
    if (value !== (base ?? typed)) marks[field] = mark(nameOf(field), value);
  }
  return { answers, marks };
}

function mark(name: string, value: string | boolean): Text {
  if (value === true) return say('platform.behind.on', { name });
  if (value === false) return say('platform.behind.off', { name });
  return value === ''
    ? say('platform.behind.emptied', { name })
    : say('platform.behind.changed', { name, value });
}

/** Whether any answer is another; what the other does not know counts as off. */
export const differ = (now: Answers, other: Answers | undefined): boolean =>
  Object.keys(now).some((field) => now[field] !== (other?.[field] ?? false));

/** The answers as they were shown, for a hidden field. */
export const packAnswers = (answers: Answers): string => JSON.stringify(answers);

/** As much as a form can carry: a person's page asks about every site of a customer, thousands of them. */
const LONGEST = 1024 * 1024;

/** Reads them back; undefined when they are missing or somebody made them up. They only ever decide what is marked. */
export function unpackAnswers(packed: unknown): Answers | undefined {
  if (typeof packed !== 'string' || packed.length > LONGEST) return undefined;
  try {
    const answers: unknown = JSON.parse(packed);
    const plain = answers && typeof answers === 'object' && !Array.isArray(answers) ? answers : undefined;
    const whole = Object.values(plain ?? {}).every((one) => ['string', 'boolean'].includes(typeof one));
    return plain && whole ? (plain as Answers) : undefined;
  } catch {
    return undefined;
  }
}
