import { Injectable } from '@nestjs/common';
import { decidePortalAccess, type RecordScope } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { Cursors } from '../platform/lists/cursors.js';
import { writeDays } from '../sections/engine/days.filter.js';
import { isClosed } from '../sections/engine/filter.js';
import { hiddenInList, nothingHidden } from '../sections/engine/hidden-fields.js';
import { ListQueries } from '../sections/engine/list.queries.js';
import { sharedWith } from '../sections/engine/list.reach.js';
import { readListRequest } from '../sections/engine/list.request.js';
import { permissionOf, type Section } from '../sections/engine/section.js';
import { DUTY_OF_CARE } from '../sections/documents/notes.js';
import { documents } from '../sections/documents/documents.section.js';
import { licences } from '../sections/licences/licences.section.js';
import type { PeriodRequest } from '../sections/period/period.request.js';
import { HiddenTypes } from './hidden-types.queries.js';
import { GAPS, isHidden, MOVEMENTS, toldBy, type Gap } from './gaps.js';

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
  /** Nothing can be said: what it is told by is not kept at all, or not shared here. */
  readonly unknown: 'nothingKept' | 'notShared' | null;
}

export interface PackCounts {
  readonly papers: Counted;
  readonly movements: Counted;
  readonly licences?: Counted;
}

/** Counts what is there and what is missing. Each count is that of the list which its link opens. */
@Injectable()
export class DutyOfCareQueries {
  constructor(
    private readonly lists: ListQueries,
    private readonly cursors: Cursors,
    private readonly hiddenTypes: HiddenTypes,
  ) {}

  /** Completed jobs that moved waste. */
  looked(request: PeriodRequest, looking: Looking): Promise<Counted> {
    return this.counted(MOVEMENTS.section, movementsQuery(request), looking);
  }

  /** The gaps that are open to whoever looks. */
  async gaps(request: PeriodRequest, looking: Looking): Promise<CountedGap[]> {
    const found: CountedGap[] = [];
    const hidden = await this.hiddenTypes.from(looking === 'staff');
    for (const gap of GAPS) {
      const query = { ...gap.query, ...placeOf(request), ...(gap.today ? {} : request.range) };
      if (!isOpen(gap, query, looking)) continue;
      const counted = await this.counted(gap.section, query, looking);
      const none = counted.count === 0;
      // What is there can be told; what is not may only be hidden.
      if (isHidden(gap, hidden) && (none || gap.absence))
        found.push({ ...counted, count: 0, gap, unknown: 'notShared' });
      else {
        const unkept = gap.key === 'carrier-lapsed' && none && !(await this.keepsCarriers(looking));
        found.push({ ...counted, gap, unknown: unkept ? 'nothingKept' : null });
      }
    }
    return found;
  }

  /** What a pack holds: notes and returns, the licences under which waste was moved, and the movements themselves. */
  async pack(request: PeriodRequest, looking: Looking): Promise<PackCounts> {
    const query = evidenceQuery(request);
    const papers = await this.counted(documents, query, looking, true);
    const movements = await this.counted(MOVEMENTS.section, movementsQuery(request), looking, true);
    if (!isOpen({ section: licences, query }, query, looking)) return { papers, movements };
    return { papers, movements, licences: await this.counted(licences, query, looking, true) };
  }

  private async keepsCarriers(looking: Looking): Promise<boolean> {
    return (await this.counted(licences, { kind: 'carrier-registration' }, looking)).count > 0;
  }

  private async counted(
    section: Section,
    query: Readonly<Record<string, string>>,
    looking: Looking,
    taken = false,
  ): Promise<Counted> {
    const scope = scopeOf(section, looking, taken);
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

const movementsQuery = (request: PeriodRequest): Readonly<Record<string, string>> => ({
  ...MOVEMENTS.query,
  ...placeOf(request),
  ...request.range,
});

const placeOf = ({ customer, site }: PeriodRequest): Readonly<Record<string, string>> => ({
  ...(customer ? { customer } : {}),
  ...(site ? { site } : {}),
});

/** Of which customers a section is shown here, or what of it may be taken along. */
function scopeOf(section: Section, looking: Looking, taken = false): RecordScope {
  if (looking === 'staff') return [];
  const { scope } = decidePortalAccess(permissionOf(section), looking);
  const shown = sharedWith(scope, looking, DUTY_OF_CARE);
  return taken ? sharedWith(shown, looking, 'exports') : shown;
}

function isOpen(
  gap: Pick<Gap, 'section' | 'query'>,
  query: Readonly<Record<string, string>>,
  looking: Looking,
): boolean {
  if (looking === 'staff') return true;
  const scope = scopeOf(gap.section, looking);
  const hidden = hiddenInList(looking, scope, query);
  return scope.length > 0 && !toldBy(gap).some((filter) => isClosed(filter, hidden));
}
