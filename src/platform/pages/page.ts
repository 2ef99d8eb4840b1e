import type { Text } from '../errors.js';
import type { Room } from './frame.js';

/** Meanings a colour may carry. A word always stands beside it. */
export type Tone = 'good' | 'attention' | 'danger' | 'information' | 'neutral';

/** A link or button of the page's head, or of an empty state. */
export interface Action {
  readonly label: Text;
  /** What stands there on a phone, where the whole label is only heard. */
  readonly short?: Text;
  readonly href: string;
  readonly icon?: string;
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
  /** What is sent along by a button that asks for a file; without them it is a link. */
  readonly sends?: Readonly<Record<string, string>>;
}

export interface Tab {
  readonly label: Text;
  readonly href: string;
  readonly current?: boolean;
  /** Shown small beside the label; the caller says it in words. */
  readonly count?: number;
}

/** An icon that is green when something is on and grey when it is off, with its words. */
export interface IconSwitch {
  readonly on: boolean;
  readonly href: string;
  readonly icon: string;
  readonly label: Text;
}

/** What stands at the top of every page: what it is, what it is for, and the one main thing to do. */
export interface PageHead {
  readonly title: Text;
  /** One line that says what this page is for. */
  readonly purpose?: Text;
  /** The way back; it keeps the list's filters. */
  readonly back?: { readonly label: Text; readonly href: string };
  readonly action?: Action;
  readonly moreActions?: readonly Action[];
  /** What they are called together, where a phone folds them away. */
  readonly moreName?: Text;
  readonly status?: { readonly words: Text; readonly tone: Tone };
  readonly switch?: IconSwitch;
  readonly tabs?: readonly Tab[];
  /** Without JavaScript the page asks again after so many seconds (long work in progress). */
  readonly refreshSeconds?: number;
}

/** What every view's model holds. `errors` maps a field's name to the sentence below it. */
export interface PageModel {
  readonly head: PageHead;
  readonly errors?: Readonly<Record<string, Text>>;
}

export interface PageOptions {
  /** 200 unless said. A refused form is 422. */
  readonly status?: number;
  /** The layout; unless said, the room the viewer is in. `visitor` is the calm card of signing in. */
  readonly layout?: Room;
}

/** A page to be rendered: `return new Page('customers/list', model)`. The view lies in `views/<view>.hbs`. */
export class Page<M extends PageModel = PageModel> {
  constructor(
    readonly view: string,
    readonly model: M,
    readonly options: PageOptions = {},
  ) {}
}

export type FlashKind = 'good' | 'attention';

/** What may be done next, beside the sentence: a link, or a button that takes back what was done. */
export interface FlashNext {
  readonly label: Text;
  readonly href: string;
  readonly how: 'link' | 'button';
}

/** An answer that leads elsewhere (303). The sentence is shown once, at the top of the next page. */
export class Redirect {
  constructor(
    readonly href: string,
    readonly flash?: Text,
    readonly kind: FlashKind = 'good',
    readonly next: FlashNext | null = null,
  ) {}
}
