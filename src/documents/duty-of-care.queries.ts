import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { Cursors } from '../platform/lists/cursors.js';
import { writeDays } from '../sections/engine/days.filter.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { sharedWith } from '../sections/engine/list.reach.js';
import { readListRequest } from '../sections/engine/list.request.js';
import { permissionOf, type Section } from '../sections/engine/section.js';
import { documents } from '../sections/documents/documents.section.js';
import { licences } from '../sections/licences/licences.section.js';
import type { PeriodRequest } from '../sections/period/period.request.js';
import { GAPS, MOVEMENTS, neededBy, type Gap } from './gaps.js';

/** Who looks: staff, or a customer's person within what the decision allows. */
export type Looking = PortalFacts | 'staff';

/** A list that is opened by a link, and how many records it has. */
export interface Counted {
  readonly section: Section;
  readonly query: Readonly<Record<string, string>>;
  readonly count: number;
}

export interface CountedGap extends Counted {
  readonly gap: Gap;
  /** What it is told by is not kept at all, so nothing can be said. */
  readonly unknown: boolean;
}

/** Counts what is there and what is missing. Each count is that of the list which its link opens. */
@Injectable()
export class DutyOfCareQueries {
  constructor(
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
  ) {}

  /** Completed jobs that moved waste. */
  looked(request: PeriodRequest, looking: Looking): Promise<Counted> {
    return this.counted(
      MOVEMENTS.section,
      { ...MOVEMENTS.query, ...placeOf(request), ...request.range },
      looking,
    );
  }

  /** The gaps that are open to whoever looks. */
  async gaps(request: PeriodRequest, looking: Looking): Promise<CountedGap[]> {
    const found: CountedGap[] = [];
    for (const gap of GAPS) {
      const query = { ...gap.query, ...placeOf(request), ...(gap.today ? {} : request.range) };
      if (!isOpen(gap, query, looking)) continue;
      const counted = await this.counted(gap.section, query, looking);
      const unknown =
        gap.key === 'carrier-lapsed' && counted.count === 0 && !(await this.keepsCarriers(looking));
      found.push({ ...counted, gap, unknown });
    }
    return found;
  }

  /** What shows how waste was moved: notes and returns, and the licences under which it was. */
  async evidence(request: PeriodRequest, looking: Looking): Promise<{ papers: Counted; licences?: Counted }> {
    const query = evidenceQuery(request);
    const papers = await this.counted(documents, query, looking);
    if (!isOpen({ section: licences, query }, query, looking)) return { papers };
    return { papers, licences: await this.counted(licences, query, looking) };
  }

  private async keepsCarriers(looking: Looking): Promise<boolean> {
    return (await this.counted(licences, { kind: 'carrier-registration' }, looking)).count > 0;
  }

  private async counted(
    section: Section,
    query: Readonly<Record<string, string>>,
    looking: Looking,
  ): Promise<Counted> {
    const scope = scopeOf(section, looking);
    const hidden = looking === 'staff' ? nothingHidden : hiddenInList(looking, scope, query);
    const request = readListRequest(section, query, this.cursors, hidden);
    const count =
      looking === 'staff'
        ? await this.lists.countForStaff(section, request)
        : await this.lists.countForPortal(section, request, scope, looking);
    return { section, query, count };
  }
}

/** The documents and licences of some days as their lists are asked for; a site is said with the days. */
export function evidenceQuery({ range, customer, site }: PeriodRequest): Readonly<Record<string, string>> {
  return { movements: writeDays(range, site), ...(customer ? { customer } : {}) };
}

const placeOf = ({ customer, site }: PeriodRequest): Readonly<Record<string, string>> => ({
  ...(customer ? { customer } : {}),
  ...(site ? { site } : {}),
});

/** What of a section duty of care is shown of. */
function scopeOf(section: Section, looking: Looking) {
  if (looking === 'staff') return [];
  return sharedWith(
    decidePortalAccess(permissionOf(section), looking).scope,
    looking,
    'documents.duty-of-care',
  );
}

function isOpen(
  gap: Pick<Gap, 'section' | 'query'>,
  query: Readonly<Record<string, string>>,
  looking: Looking,
): boolean {
  if (looking === 'staff') return true;
  const scope = scopeOf(gap.section, looking);
  return scope.length > 0 && !neededBy(gap).some(hiddenInList(looking, scope, query));
}
