import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Text } from '../errors.js';
import type { FlashKind, FlashNext } from './page.js';
import type { MenuGroup, MenuViewer } from './menu.js';

export const rooms = ['visitor', 'portal', 'admin'] as const;
export type Room = (typeof rooms)[number];

/** The business, as every page shows it. */
export interface FrameOrganisation {
  readonly name: string;
  /** What its people call the portal. */
  readonly portalName: string;
  readonly logoHref: string | null;
  /** `#1d4ed8` */
  readonly colour: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

export interface FrameViewer {
  readonly name: string;
  readonly profileHref: string;
  /** The customer or consolidated account a portal user looks at. */
  readonly customer: string | null;
  /** Where to choose another access; null with only one. */
  readonly switchHref: string | null;
}

/** A member of staff looks at the portal as one of its people: every page says so. */
export interface FrameViewing {
  readonly text: Text;
  /** Into the portal, where they are not there. */
  readonly portalHref: string | null;
}

/** Who is asking and where they stand. `access` answers this; pages know nothing of permissions but `can`. */
export interface FrameFacts extends MenuViewer {
  readonly room: Room;
  readonly organisation: FrameOrganisation;
  readonly viewer: FrameViewer | null;
  readonly viewing?: FrameViewing | null;
  readonly csrfToken: string;
}

/** Implemented to the right of `platform`. */
export abstract class FrameSource {
  /**
   * Never refuses: an error page asks too.
   * @param isBusy the database gives no answer just now: nobody waits for it once more
   */
  abstract facts(
    request: FastifyRequest,
    reply: FastifyReply,
    isBusy: boolean,
  ): FrameFacts | Promise<FrameFacts>;
}

export interface Flash {
  readonly text: Text;
  readonly kind: FlashKind;
  readonly next: FlashNext | null;
}

/** What the layout and the components read as `@frame`. */
export interface Frame {
  readonly room: Room;
  readonly organisation: FrameOrganisation;
  readonly viewer: FrameViewer | null;
  readonly viewing?: FrameViewing | null;
  readonly csrfToken: string;
  readonly menu: readonly MenuGroup[];
  readonly flash: Flash | null;
  readonly path: string;
  readonly homeHref: string;
  readonly brandHref: string;
  readonly now: Date;
}
