/** A sentence by its key in `messages/`, with the values it names. */
export interface Text {
  readonly key: string;
  /** What stands in its place where there are no words under the key: a trade may have its own. */
  readonly otherwise?: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Names a sentence: `say('customers.saved', { name })`. */
export const say = (key: string, values?: Text['values']): Text => (values ? { key, values } : { key });

/** What an error's page says otherwise than others of its status. */
export interface ErrorWords {
  readonly title?: Text;
  /** A link to where the person can go on: the key of its words, and the path. */
  readonly wayOn?: { readonly label: string; readonly href: string };
}

/** What business code throws. One filter turns it into HTTP; the sentence is for the person who asked. */
export abstract class PorticoError extends Error {
  abstract readonly status: number;
  constructor(
    readonly text: Text,
    readonly page: ErrorWords = {},
  ) {
    super(text.key);
  }
}

/** It does not exist, or not for this person: both answer alike. */
export class NotFound extends PorticoError {
  readonly status = 404;
  constructor(text: Text = say('platform.errors.notFound')) {
    super(text);
  }
}

/** The request itself makes no sense: an unknown sort, a broken cursor, an unreadable file. */
export class Refused extends PorticoError {
  readonly status = 400;
}

/** This person may not enter here, and may know it; the sentence says whom to ask. */
export class Forbidden extends PorticoError {
  readonly status = 403;
  constructor(text: Text = say('platform.errors.forbidden'), page?: ErrorWords) {
    super(text, page);
  }
}

/** Nobody is signed in, or no longer: pages lead to `/sign-in`, the API answers 401. */
export class SignInNeeded extends PorticoError {
  readonly status = 401;
  constructor() {
    super(say('platform.errors.signInNeeded'));
  }
}

/** Staff who need two-step sign-in and have none yet are led to its set-up. */
export class TwoStepNeeded extends PorticoError {
  readonly status = 403;
  constructor() {
    super(say('platform.errors.twoStepNeeded'));
  }
}

/** Whoever asks has the same page at another address. */
export class InOtherRoom extends PorticoError {
  readonly status = 303;
  constructor(readonly href: string) {
    super(say('platform.errors.forbidden'));
  }
}

/** Somebody else changed it first, or it exists already. */
export class Conflict extends PorticoError {
  readonly status: number = 409;
}

/** An `If-Match` that is behind. */
export class Outdated extends Conflict {
  override readonly status = 412;
}

/** A link that was used, replaced or has run out. */
export class Expired extends PorticoError {
  readonly status = 410;
}

/** Too many tries; the sentence says when to come back. */
export class TooMany extends PorticoError {
  readonly status = 429;
}

/** Input with faults, each at its field. `fields` maps a field's name to the sentence that says how to mend it. */
export class Invalid extends PorticoError {
  readonly status: number = 422;
  constructor(
    readonly fields: Readonly<Record<string, Text>>,
    text: Text = say('platform.errors.invalid'),
  ) {
    super(text);
  }
}

/** Input that is likely wrong and nothing worse: whoever means it may save it all the same. */
export class Doubtful extends Invalid {}
