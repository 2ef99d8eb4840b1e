/** A permission's key, such as `jobs` or `reporting.volumes`. Which exist is said by the sections themselves. */
export type Permission = string;

/** The organisation-wide and personal switches of one thing that customers may see. */
export interface PermissionDefinition {
  readonly key: Permission;
  /** The permissions without which this one shows nothing: the section it is a part of, `money`. */
  readonly needs?: readonly Permission[];
  /** A tick of the person's own that must be set. */
  readonly tick?: PersonalTick;
  /** Row-level security asks for it too, as it does for every part of a section. */
  readonly walled?: true;
  /**
   * Staff switch it the other way round: *Hide Chemical Readings* (`<words>.hide`) is on where it is off. It is stored,
   * decided, spoken of and told to systems as what is shown, like any other.
   */
  readonly hides?: true;
  /** Where its words stand in the messages: `<words>.name` and `<words>.help`. */
  readonly words: string;
}

export type PersonalTick = 'showLiveClockIns' | 'shareAllIncidents';

/**
 * Every permission there is, in the order of menu and settings. The folders to the right say which; the application's
 * root puts them together.
 */
export class PermissionCatalogue {
  private readonly byKey: ReadonlyMap<Permission, PermissionDefinition>;
  /** Those that row-level security asks for: parts of sections, such as `jobs.readings`, and prices. */
  readonly walled: readonly Permission[];

  constructor(readonly all: readonly PermissionDefinition[]) {
    this.byKey = new Map(all.map((definition) => [definition.key, definition]));
    this.walled = all.filter(({ key, walled }) => walled ?? key.includes('.')).map(({ key }) => key);
    const unknown = all.flatMap(({ needs = [] }) => needs.filter((key) => !this.byKey.has(key)));
    if (unknown.length > 0)
      throw new Error(`Permissions that are needed but not declared: ${unknown.join(', ')}`);
  }

  find(key: Permission): PermissionDefinition | undefined {
    return this.byKey.get(key);
  }

  has(key: Permission): boolean {
    return this.byKey.has(key);
  }
}
