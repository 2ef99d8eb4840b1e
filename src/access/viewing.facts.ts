import { holds } from './staff-permissions.js';
import type { Viewer } from './viewer.js';
import type { ViewingEnd } from './viewing.js';

/** What the query of facts tells of a viewing, in which its facts are those of the person looked at. */
export interface ViewingRow {
  readonly id: string;
  readonly portalUserId: string;
  readonly until: string;
  readonly backHref: string;
  readonly over: ViewingEnd | null;
  readonly by: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly permissions: readonly string[];
  };
}

/** A column of the tables `v` (viewings), `w` (portal_users) and `o` (the login whose session it is). */
export const VIEWING = `case when w.id is not null then jsonb_build_object(
    'id', v.id, 'portalUserId', w.id, 'until', v.expires_at, 'backHref', v.back_path,
    'over', case when v.expires_at <= now() then 'time' when w.ended_at is not null then 'access' end,
    'by', jsonb_build_object('id', o.id, 'name', o.name, 'email', o.email,
      'permissions', (select coalesce(jsonb_agg(distinct p), '[]') from login_role_groups h
        join role_groups g on g.id = h.role_group_id, unnest(g.permissions) as p
        where h.login_id = o.id and g.kind = 'staff')))
  end as viewing`;

/** The person of a session; a member of staff with the person they look at the portal as, if they do. */
export function withSession(viewer: Viewer, sessionId: string, row: ViewingRow | null | undefined): Viewer {
  if (!row) return { ...viewer, sessionId };
  const { id, portalUserId, until, backHref, by } = row;
  const staffPermissions = new Set(by.permissions);
  const name = by.name || by.email;
  return {
    ...viewer,
    sessionId,
    kind: 'staff',
    id: by.id,
    name,
    email: by.email,
    staffPermissions,
    portal: undefined,
    accesses: [],
    viewing: {
      id,
      portalUserId,
      by: { id: by.id, name },
      person: { ...viewer, sessionId },
      until: new Date(until),
      backHref,
      over: row.over ?? (holds(staffPermissions, 'portal.view-as') ? null : 'right'),
    },
  };
}
