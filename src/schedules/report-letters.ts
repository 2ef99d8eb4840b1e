import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { visitor, type OrganisationFacts, type Viewer } from '../access/viewer.js';
import type { Attachment, Letter } from '../mail/letters.js';
import { today } from '../platform/calendar.js';
import { Config } from '../platform/config.js';
import { say, type Text } from '../platform/errors.js';
import type { Range } from '../platform/months.js';
import { cellText } from '../platform/pages/cells.js';
import { formatsFor } from '../platform/pages/formats.js';
import { Words } from '../platform/pages/words.js';
import { reportCsv } from '../reporting/report.csv.js';
import { ReportFigures } from '../reporting/report.figures.js';
import type { Report, ReportBody, ReportInput, ReportKey } from '../reporting/report.js';
import { reportHref } from '../reporting/report.links.js';
import type { ReportRequest } from '../reporting/report.request.js';
import { REPORTS } from '../reporting/reports.js';
import { sharedWith } from '../sections/engine/list.reach.js';

/** A report for one recipient: what it is about, and what the decision said of them. */
export interface ReportToWrite {
  readonly report: ReportKey;
  readonly account: string;
  readonly siteId: string | null;
  /** The customers that it is about, as far as the recipient knows of them: they may not see all of them. */
  readonly customers: readonly string[];
  /** Whoever has access is led to the portal. */
  readonly accessId: string | null;
  readonly range: Range;
  readonly stopHref: string | null;
  readonly facts: PortalFacts;
  readonly scope: RecordScope;
  readonly organisation: OrganisationFacts;
}

/** Writes the figures of a report as a mail, read behind the wall within the recipient's scope. */
@Injectable()
export class ReportLetters {
  constructor(
    private readonly figures: ReportFigures,
    private readonly words: Words,
    private readonly config: Config,
  ) {}

  async write(toWrite: ReportToWrite): Promise<Letter> {
    const { account, range, stopHref, facts, scope, organisation } = toWrite;
    const report = REPORTS.find(({ key }) => key === toWrite.report) as Report;
    const request = requestOf(toWrite);
    const viewer: Viewer = {
      ...visitor(''),
      kind: 'customer',
      portal: facts,
      scope,
      organisation,
    };
    const day = today(organisation.timeZone);
    const input = await this.figures.of(report, request, viewer, day);
    const body = input.lines[0]?.length ? report.body(input) : undefined;
    // The file holds what may be downloaded: of several customers only those that allow it.
    const whole = body ? sharedWith(scope, facts, 'exports') : [];
    const attached = attachedOf(whole.length, scope.length);
    return {
      subject: say('mail.scheduledReport.subject', {
        report: this.words.say(say(`reporting.${report.key}.title`)),
        whose: account,
        ...range,
      }),
      view: 'mails/scheduled-report',
      model: {
        ...this.wayTo(report, request, toWrite),
        report: say(`reporting.${report.key}.title`),
        whose: account,
        together: togetherOf(scope.length, toWrite.customers.length),
        ...range,
        figures: this.figuresOf(body, organisation),
        sentence: body?.chart?.sentence ?? body?.list?.sentence ?? null,
        note: body?.note ?? null,
        nothing: body === undefined,
        attached,
        stopHref,
      },
      stopHref: stopHref ?? undefined,
      attachments: attached ? [await this.file(report, request, { ...viewer, scope: whole }, day)] : [],
    };
  }

  /** To the office, which tries a schedule: nobody would be sent anything, and why. */
  closed(account: string, because: string): Letter {
    const title = say(`schedules.refused.${because}`);
    return {
      subject: say('mail.scheduledReportTrial.closed', { whose: account }),
      view: 'mails/scheduled-report',
      model: {
        href: '',
        placesButton: true,
        report: say('mail.scheduledReportTrial.nothing'),
        whose: account,
        together: null,
        from: '',
        to: '',
        figures: [],
        sentence: title,
        note: null,
        nothing: false,
        attached: null,
        stopHref: null,
      },
    };
  }

  private wayTo({ key }: Report, request: ReportRequest, { accessId }: ReportToWrite) {
    const href = reportHref(`${this.config.baseUrl}/portal/reporting/${key}`, request);
    return accessId ? { href, placesButton: false } : { href: '', placesButton: true };
  }

  private figuresOf(body: ReportBody | undefined, { locale, timeZone, currency }: OrganisationFacts) {
    const formats = formatsFor(locale, timeZone, currency);
    return (body?.stats ?? []).map(({ label, cell, note }) => ({
      label: this.words.say(label),
      value: cellText(cell, this.words, formats),
      note: note && this.words.say(note),
    }));
  }

  private async file(
    report: Report,
    request: ReportRequest,
    viewer: Viewer,
    day: string,
  ): Promise<Attachment> {
    const input: ReportInput = await this.figures.of(report, request, viewer, day, report.csvFigures);
    const { from, to } = request.range;
    return {
      filename: `${report.key}-${from}-${to}.csv`,
      content: reportCsv(report, input, this.words),
      contentType: 'text/csv; charset=utf-8',
    };
  }
}

const requestOf = ({ range, siteId }: ReportToWrite): ReportRequest => ({
  range,
  usualRange: false,
  customer: undefined,
  site: siteId ?? undefined,
  typed: {},
  chapter: undefined,
  fault: undefined,
});

/** Somebody with several customers reads of how many of them the figures are. */
function togetherOf(of: number, customers: number): Text | null {
  if (customers < 2) return null;
  return of < customers
    ? say('mail.scheduledReport.some', { of, customers })
    : say('reporting.together', { count: customers });
}

/** That the figures go along, and of how many of the customers; null where those of none may be downloaded. */
function attachedOf(of: number, customers: number): Text | null {
  if (of === 0) return null;
  return of < customers
    ? say('mail.scheduledReport.attachedSome', { of, customers })
    : say('mail.scheduledReport.attached');
}
