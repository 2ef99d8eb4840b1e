import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { may, type Viewer } from '../../access/viewer.js';
import type { SeenRecord } from '../../audit/access-log.entry.js';
import { AccessLog } from '../../audit/access-log.service.js';
import { today } from '../../platform/calendar.js';
import { Config } from '../../platform/config.js';
import { Expired, NotFound, say, type Text } from '../../platform/errors.js';
import { Page, Redirect, type Action, type PageHead, type PageModel } from '../../platform/pages/page.js';
import { verbatim, Words } from '../../platform/pages/words.js';
import { askBlock, contactOf } from './ask.js';
import { hiddenFromStaff } from './hidden-fields.js';
import type { Block, RecordContext } from './record-page.js';
import { paperHref } from './record-paper.js';
import { RecordQueries, type FullRecord } from './record.queries.js';
import { isWrittenByHand, type Section } from './section.js';

export interface RecordModel extends PageModel {
  readonly blocks: readonly Block[];
}

/** Makes the pages of single records. */
@Injectable()
export class RecordPages {
  constructor(
    private readonly queries: RecordQueries,
    private readonly log: AccessLog,
    private readonly words: Words,
    private readonly config: Config,
  ) {}

  /** @param from the page that somebody comes from, as the browser says */
  async forPortal(section: Section, id: string, viewer: Viewer, from?: string): Promise<Page<RecordModel>> {
    const facts = viewer.portal as PortalFacts;
    const record = await this.queries.forPortal(section, id, viewer.scope, facts, dayOf(viewer));
    this.log.about(viewer, seen(record));
    const open = (permission: string) =>
      decidePortalAccess(permission, facts).customers.some(
        (one) => one.customerId === record.customerId && one.allowed,
      );
    const page = recordPage(
      section,
      record,
      {
        room: 'portal',
        hrefOf: (key, of, query = '') =>
          of === null || !open(key) ? undefined : href('portal', key, of, query),
        can: open,
      },
      from,
    );
    const { head, blocks } = page.model;
    return new Page(page.view, {
      ...page.model,
      blocks: [...blocks, ...this.ask(section, record, viewer, head.title)],
    });
  }

  /** *Ask about this*, at the end of each record's page. */
  private ask(section: Section, record: FullRecord, { organisation, portal }: Viewer, title: Text): Block[] {
    if (!organisation || !record.manager) return [];
    const asked = {
      title,
      reference: String(record.values['reference']),
      customer: portal?.customers.find(({ id }) => id === record.customerId)?.name ?? '',
      address: `${this.config.baseUrl}${href('portal', section.key, record.id, '')}`,
    };
    const block = askBlock(contactOf(record.manager, organisation), asked, (text) => this.words.say(text));
    return block ? [block] : [];
  }

  /** A deleted one leads whoever may bring it back to where that is asked. @throws NotFound, Expired when it is deleted */
  async forStaff(section: Section, id: string, viewer: Viewer, from?: string): Promise<Page | Redirect> {
    try {
      return await this.standing(section, id, viewer, from);
    } catch (error) {
      const reference = error instanceof NotFound && (await this.queries.deleted(section, id));
      if (!reference) throw error;
      return this.gone(section, id, reference, viewer);
    }
  }

  private gone(section: Section, id: string, reference: string, viewer: Viewer): Redirect {
    if (!may(viewer, 'records.write') || !isWrittenByHand(section))
      throw new Expired(say('sections.form.gone', { reference }));
    return new Redirect(href('admin', section.key, id, '/restoration'));
  }

  private async standing(section: Section, id: string, viewer: Viewer, from?: string): Promise<Page> {
    const record = await this.queries.forStaff(section, id, dayOf(viewer), hiddenFromStaff(viewer));
    this.log.about(viewer, seen(record));
    const page = recordPage(
      section,
      record,
      {
        room: 'admin',
        hrefOf: (key, of, query = '') => (of === null ? undefined : href('admin', key, of, query)),
        can: () => true,
        mayWrite: may(viewer, 'records.write'),
      },
      from,
      may(viewer, 'records.write') && isWrittenByHand(section) ? changesOf(section, id) : {},
    );
    const customer = may(viewer, 'customers.read') ? customerBlock(record) : [];
    return new Page(page.view, { ...page.model, blocks: [...page.model.blocks, ...customer] });
  }
}

const seen = ({ id, customerId, siteId, values }: FullRecord): SeenRecord => ({
  customerId,
  siteId,
  recordId: id,
  reference: String(values['reference'] ?? ''),
});

/** Which day it is for whoever looks. */
export const dayOf = ({ organisation }: Viewer): string => today(organisation?.timeZone ?? 'UTC');

const href = (room: string, key: string, id: string | undefined, query: string): string =>
  `/${room}/${key}${id ? `/${id}` : ''}${query}`;

/** Whose record it is, and where staff see what its people see. */
function customerBlock({ customerId, values }: FullRecord): Block[] {
  if (!customerId) return [];
  const href = `/admin/customers/${customerId}`;
  const links = [
    { label: verbatim(String(values['customer'])), href },
    { label: say('sections.form.seen'), href: `${href}/portal-access` },
  ];
  return [{ kind: 'links', title: say('sections.fields.customer'), links }];
}

const changesOf = ({ key }: Section, id: string): Pick<PageHead, 'action' | 'moreActions'> => ({
  action: {
    label: say('sections.form.editAction'),
    href: `/admin/${key}/${id}/edit`,
    icon: 'edit',
    kind: 'secondary',
  },
  moreActions: [
    { label: say('sections.form.deleteAction'), href: `/admin/${key}/${id}/deletion`, kind: 'quiet' },
  ],
});

function recordPage(
  section: Section,
  record: FullRecord,
  context: RecordContext,
  from: string | undefined,
  changes: Pick<PageHead, 'action' | 'moreActions'> = {},
): Page<RecordModel> {
  const title: Text = section.page.title(record);
  const list = `/${context.room}/${section.key}`;
  const back = { label: say(`${section.key}.title`), href: `${list}${narrowingOf(list, from)}` };
  const actions = [
    ...paperAction(section, record, context),
    ...(section.page.actions?.(record, context) ?? []),
  ];
  const moreActions = [...(changes.moreActions ?? []), ...actions];
  const head = { title, back, ...changes, ...(moreActions.length > 0 ? { moreActions } : {}) };
  return new Page('sections/record', { head, blocks: section.page.blocks(record, context) });
}

/** The record as a paper, where it is one and open to whoever looks. */
function paperAction({ key, paper }: Section, record: FullRecord, { room, can }: RecordContext): Action[] {
  if (!paper?.offered(record) || !paper.needs.every(can)) return [];
  return [
    { label: say('sections.record.pdf'), href: paperHref(`/${room}/${key}/${record.id}`), icon: 'download' },
  ];
}

/** The filters, sorting and page of the list that somebody comes from, for the way back; nothing from elsewhere. */
export function narrowingOf(list: string, from: string | undefined): string {
  if (!from || from.length > 4000 || !URL.canParse(from)) return '';
  const { pathname, search } = new URL(from);
  return pathname === list ? search : '';
}
