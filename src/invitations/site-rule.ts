export type SiteKind = 'static' | 'patrol';

/**
 * Whether a person who would see these sites may be invited: when any of them is a patrol site, at least one must be a
 * static one. A person without sites may be, for their customer may simply have none yet.
 */
export const mayBeInvitedTo = (kinds: readonly SiteKind[]): boolean =>
  !kinds.includes('patrol') || kinds.includes('static');
