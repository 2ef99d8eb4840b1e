import type { Permission } from '../access/catalogue.js';

/** The two switches of one permission. */
export interface SectionSetting {
  /** The organisation makes it available at all. */
  readonly available: boolean;
  /** What a new customer begins with. */
  readonly default: boolean;
}

/** Settings > Customer Portal, as the page and the API know it. */
export interface PortalSettings {
  readonly enabled: boolean;
  /** Every permission of the catalogue, in its order. */
  readonly sections: Readonly<Record<Permission, SectionSetting>>;
  readonly allowAutoPayDeactivation: boolean;
  /** Empty: the usual sentence. */
  readonly autoPayMessage: string;
}

/** What somebody wants changed; what is left out stays. */
export interface PortalSettingsChange extends Partial<Omit<PortalSettings, 'sections'>> {
  readonly sections?: Readonly<Record<Permission, Partial<SectionSetting>>>;
}

/** The settings with a change made. */
export function withChange(settings: PortalSettings, change: PortalSettingsChange): PortalSettings {
  const sections = Object.entries(settings.sections).map(([permission, setting]) => [
    permission,
    { ...setting, ...change.sections?.[permission] },
  ]);
  return { ...settings, ...change, sections: Object.fromEntries(sections) as PortalSettings['sections'] };
}

/** One switch of a permission that differs between two states of the settings. */
export interface SwitchChange {
  readonly permission: Permission;
  readonly column: keyof SectionSetting;
  readonly on: boolean;
  /** Whether the section is available afterwards. */
  readonly available: boolean;
}

/** The switches of permissions that a change moved. */
export function switchesMoved(before: PortalSettings, after: PortalSettings): readonly SwitchChange[] {
  return Object.entries(after.sections).flatMap(([permission, now]) =>
    (['available', 'default'] as const)
      .filter((column) => now[column] !== before.sections[permission]?.[column])
      .map((column) => ({ permission, column, on: now[column], available: now.available })),
  );
}

type Answers = Readonly<Record<string, string | boolean>>;

/** The settings as the answers of a form, each under the id of its field: `available.jobs`, `default.jobs`. */
export function answersOf({ sections, ...others }: PortalSettings): Answers {
  const switches = Object.entries(sections).flatMap(([permission, { available, default: usual }]) => [
    [`available.${permission}`, available],
    [`default.${permission}`, usual],
  ]);
  return { ...others, ...(Object.fromEntries(switches) as Answers) };
}
