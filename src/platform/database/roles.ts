import { createHmac } from 'node:crypto';
import { Config } from '../config.js';

/** Who connects how. The owner migrates, the application writes, the portal may only SELECT. */
export interface DatabaseRoles {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly portalUrl: string;
  readonly appRole: string;
  readonly portalRole: string;
  /** The roles that `migrate` is to create, because only the owner's URL was given. */
  readonly toCreate: readonly { readonly role: string; readonly password: string }[];
}

/**
 * Derives the connections from the configuration. Where only `DATABASE_URL` is given, it is the owner's, and two roles
 * named after the database are derived from it; roles belong to the cluster, so the name keeps databases apart.
 * Their passwords are an HMAC of the owner's password: who knows that could set them anyway.
 */
export function databaseRoles(config: Config): DatabaseRoles {
  const owner = new URL(config.migrationDatabaseUrl);
  const database = decodeURIComponent(owner.pathname.slice(1));
  const derive = (suffix: string) => {
    const role = `${database}_${suffix}`.slice(0, 63);
    const password = createHmac('sha256', owner.password || config.secretKeys[0])
      .update(`role:${role}`)
      .digest('base64url');
    const url = new URL(owner);
    url.username = encodeURIComponent(role);
    url.password = password;
    return { role, password, url: url.href };
  };
  const given = config.migrationDatabaseUrl !== config.databaseUrl;
  const app = given ? undefined : derive('app');
  const portal = config.portalDatabaseUrl ? undefined : derive('portal');
  const appUrl = app?.url ?? config.databaseUrl;
  const portalUrl = portal?.url ?? (config.portalDatabaseUrl as string);
  return {
    ownerUrl: owner.href,
    appUrl,
    portalUrl,
    appRole: app?.role ?? userOf(appUrl),
    portalRole: portal?.role ?? userOf(portalUrl),
    toCreate: [app, portal].flatMap((made) => (made ? [{ role: made.role, password: made.password }] : [])),
  };
}

const userOf = (url: string): string => decodeURIComponent(new URL(url).username);
