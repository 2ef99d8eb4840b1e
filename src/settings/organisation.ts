/** Settings > Company: the business that runs this Portico. */
export interface Organisation {
  readonly name: string;
  /** Empty: the name. */
  readonly portalName: string;
  /** `#1f6f5c` */
  readonly colour: string;
  readonly phone: string;
  readonly email: string;
  /** Whom an answer to a mail reaches; empty: `email`. */
  readonly replyAddress: string;
  /** Bank details and the like, in lines; unpaid invoices and statements show it. */
  readonly howToPay: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** The fields in the order of the page. */
export const ORGANISATION_FIELDS = [
  'name',
  'portalName',
  'colour',
  'phone',
  'email',
  'replyAddress',
  'howToPay',
  'timeZone',
  'currency',
] as const satisfies readonly (keyof Organisation)[];

/** What the storage keeps of a logo. */
export interface Logo {
  readonly file: string;
  readonly type: LogoType;
}

/** SVG is a program as much as a picture, so it is none of them. */
export const LOGO_TYPES = ['image/png', 'image/jpeg'] as const;
export type LogoType = (typeof LOGO_TYPES)[number];
