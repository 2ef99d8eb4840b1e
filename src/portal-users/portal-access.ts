import type { Permission } from '../access/catalogue.js';
import type { Answers } from '../platform/http/behind.js';

/** A customer's portal access, as the page and the API know it. */
export interface PortalAccess {
  readonly enabled: boolean;
  /** Every permission of the catalogue, in its order. */
  readonly sections: Readonly<Record<Permission, boolean>>;
}

/** What somebody wants changed; what is left out stays. */
export interface PortalAccessChange {
  readonly enabled?: boolean;
  readonly sections?: Readonly<Record<Permission, boolean>>;
}

/** The access with a change made. */
export const withAccessChange = (access: PortalAccess, change: PortalAccessChange): PortalAccess => ({
  enabled: change.enabled ?? access.enabled,
  sections: { ...access.sections, ...change.sections },
});

/** The access as the answers of a form, each under the id of its field: `enabled`, `sections.jobs`. */
export const accessAnswers = ({ enabled, sections }: PortalAccess): Answers => ({
  enabled,
  ...Object.fromEntries(Object.entries(sections).map(([permission, on]) => [`sections.${permission}`, on])),
});

/** The permissions that a change moved. */
export const permissionsMoved = (before: PortalAccess, after: PortalAccess): readonly Permission[] =>
  Object.keys(after.sections).filter(
    (permission) => after.sections[permission] !== before.sections[permission],
  );
