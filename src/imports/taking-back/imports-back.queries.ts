import { Injectable } from '@nestjs/common';
import type { LeftAlone } from '../../operations/operation.kinds.js';
import { Database } from '../../platform/database/database.js';
import { say, type Text } from '../../platform/errors.js';
import { grouped } from '../../platform/grouped.js';
import { verbatim, Words } from '../../platform/pages/words.js';
import { customers } from '../../sections/company/company.kind.js';
import type { RecordKind } from '../../sections/engine/section.js';
import { sites } from '../../sections/sites/sites.section.js';
import { targetOf } from '../import.targets.js';
import { stayingSql, whyText, type Staying } from './standing.sql.js';

/** What would come of taking an import back. */
export interface Outlook {
  readonly deleted: number;
  readonly restored: number;
  readonly staying: readonly { readonly why: Staying; readonly count: number }[];
}

/** What came of it. */
export interface Outcome {
  readonly deleted: number;
  readonly restored: number;
  readonly left: readonly LeftAlone[];
}

/** So many records that stayed are named for each reason. */
const NAMED = 20;

/** Who takes an import `i` back. From where is not kept: that would have to be erased with the person. */
export const WHO = `i.undone_by || '{"address": ""}'`;

/** What came of an import's records when it was taken back. */
export const COUNTS = `
  select count(*) filter (where why is null and made)::int as deleted,
    count(*) filter (where why is null and not made)::int as restored, count(why)::int as stayed
  from import_records where import_id = $1 and undone`;

/** What an import wrote, in the order in which it is taken back: what stands on others goes first. */
export const kindsIn = (section: string): readonly RecordKind[] => [
  ...new Set([targetOf(section).kind, sites, customers]),
];

/** What is remembered of imports. */
@Injectable()
export class ImportsBackQueries {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  /** As things stand: of what went back already nothing. */
  async outlook(importId: string, section: string): Promise<Outlook> {
    const counts = new Map<string, number>();
    for (const kind of kindsIn(section)) {
      const rows = await this.database.rows<{ what: string; count: number }>(
        `select coalesce(${stayingSql(kind, true)}, case when n.made then 'deleted' else 'restored' end) as what,
           count(*)::int as count
         from import_records n join ${kind.table} r on r.id = n.record_id
         where n.import_id = $1 and n.collection = $2 and (not n.undone or n.why is not null) group by 1`,
        [importId, kind.collection],
      );
      for (const { what, count } of rows) counts.set(what, (counts.get(what) ?? 0) + count);
    }
    const { deleted = 0, restored = 0, ...others } = Object.fromEntries(counts);
    return { deleted, restored, staying: Object.entries(others).map(([why, count]) => ({ why, count })) };
  }

  async outcome(importId: string, section: string): Promise<Outcome> {
    const row = await this.database.row<Omit<Outcome, 'left'>>(COUNTS, [importId]);
    const left: LeftAlone[] = [];
    for (const kind of kindsIn(section)) left.push(...(await this.left(importId, kind)));
    return { deleted: row?.deleted ?? 0, restored: row?.restored ?? 0, left };
  }

  private async left(importId: string, kind: RecordKind): Promise<LeftAlone[]> {
    const rows = await this.database.rows<Left>(
      `select * from (
         select n.sentence, n.why, r.id, r.reference, count(*) over of_reason::int as count,
           row_number() over (partition by n.sentence order by r.reference) as nth
         from (select *, case when why ->> 'key' like $3 then why ->> 'key' else $4 end as sentence from import_records
               where import_id = $1 and collection = $2 and undone and why is not null) as n
           join ${kind.table} r on r.id = n.record_id
         window of_reason as (partition by n.sentence)) as every
       where nth <= ${NAMED} order by count desc, sentence, nth`,
      [importId, kind.collection, whyText('%').key, REFUSED],
    );
    const list = targetOf(kind.collection).href;
    return [...grouped(rows, ({ sentence }) => sentence)].map(([sentence, some]) => {
      const count = some[0]?.count ?? 0;
      const items = some.map((one) => ({ label: this.nameOf(one), href: `${list}/${one.id}` }));
      return { sentence: say(sentence, { count }), items, more: count - items.length };
    });
  }

  /** Each that was refused says why. */
  private nameOf({ sentence, why, reference }: Left): Text {
    return verbatim(sentence === REFUSED ? `${reference}: ${this.words.say(why)}` : reference);
  }
}

const REFUSED = 'imports.back.refused';

interface Left {
  /** The key of what is said of all that stayed for the same reason. */
  readonly sentence: string;
  readonly why: Text;
  readonly id: string;
  readonly reference: string;
  readonly count: number;
}
