import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { may, type Viewer } from '../access/viewer.js';
import { jobsHref } from './report.links.js';
import type { JobsBehind, Report, ReportInput } from './report.js';
import type { ReportRequest } from './report.request.js';

/**
 * The address of the jobs behind a figure. The list must hold all that the figure counts, and nothing else: where it is
 * open at more customers than the report it is narrowed to one, and where that is not possible there is no link.
 */
export function jobsBehind(
  report: Pick<Report, 'jobsNeed'>,
  request: ReportRequest,
  viewer: Viewer,
): ReportInput['jobsHref'] {
  if (viewer.kind === 'staff')
    return (behind) => (may(viewer, 'records.read') ? jobsHref('admin', request, behind) : undefined);
  const facts = viewer.portal as PortalFacts;
  const open = (permission: string) =>
    decidePortalAccess(permission, facts).scope.map(({ customerId }) => customerId);
  const meant =
    ({ customer = request.customer }: JobsBehind) =>
    (id: string) =>
      !customer || id === customer;
  const priced = report.jobsNeed && open(report.jobsNeed);
  const listed = open('jobs').filter((id) => !priced || priced.includes(id));
  const counted = viewer.scope.map(({ customerId }) => customerId);
  return (behind) => {
    const [list, figure] = [listed, counted].map((ids) => ids.filter(meant(behind))) as [string[], string[]];
    if (!figure.every((id) => list.includes(id))) return undefined;
    if (list.length === figure.length) return jobsHref('portal', request, behind);
    const [customer, ...others] = figure;
    return customer && others.length === 0 ? jobsHref('portal', request, { customer, ...behind }) : undefined;
  };
}
