import { decimal, divideHalfUp, whole, type Whole } from './rounding.js';

/** Writes dates, numbers, money and weights for one locale, time zone and currency. The only place that does. */
export class Formats {
  private readonly weekday: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly monthYear: Intl.DateTimeFormat;
  private readonly monthAlone: Intl.DateTimeFormat;
  private readonly localDay: Intl.DateTimeFormat;
  private readonly clock: Intl.DateTimeFormat;
  private readonly written = new Map<string, string>();
  private readonly moneys = new Map<string, { format: Intl.NumberFormat; digits: number }>();
  private readonly decimals = new Map<number, Intl.NumberFormat>();

  constructor(
    readonly locale: string,
    readonly timeZone: string,
    readonly currency: string,
  ) {
    const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    this.weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
    this.day = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' });
    this.monthYear = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
    this.monthAlone = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    this.localDay = new Intl.DateTimeFormat('en-CA', { timeZone });
    this.clock = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
  }

  /** `Tue 4 Mar 2026` from a calendar day `2026-03-04`. A day is a day everywhere: it is never converted. */
  date(day: string): string {
    return this.remembered(day, () => {
      const at = calendarDay(day);
      return `${this.weekday.format(at)} ${this.day.format(at)}`;
    });
  }

  /** `4 Mar 2026`, for narrow places. */
  shortDate(day: string): string {
    return this.day.format(calendarDay(day));
  }

  /** `Mar 2026` from `2026-03` or any day of it. */
  month(month: string): string {
    return this.monthYear.format(calendarDay(`${month.slice(0, 7)}-01`));
  }

  /** `Mar`, where the year stands beside it. */
  shortMonth(month: string): string {
    return this.monthAlone.format(calendarDay(`${month.slice(0, 7)}-01`));
  }

  /** `Tue 4 Mar 2026, 14:05`: a moment, in the time zone of these formats. */
  dateTime(moment: Date | string): string {
    const at = new Date(moment);
    const minute = `${Math.floor(at.getTime() / 60_000)}`;
    return this.remembered(minute, () => `${this.date(this.localDay.format(at))}, ${this.clock.format(at)}`);
  }

  /** `14:05` of a moment. */
  time(moment: Date | string): string {
    return this.clock.format(new Date(moment));
  }

  /** The calendar day of a moment here, `2026-03-04`. */
  dayOf(moment: Date | string): string {
    return this.localDay.format(new Date(moment));
  }

  /** `1,234`, or with so many decimals. */
  number(value: Whole, decimals = 0): string {
    let format = this.decimals.get(decimals);
    if (!format) {
      format = new Intl.NumberFormat(this.locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      });
      this.decimals.set(decimals, format);
    }
    return format.format(value as Intl.StringNumericLiteral);
  }

  /** `£1,234.50` from minor units, with as many decimals as the currency has (JPY none, KWD three). */
  money(amount: Whole, currency = this.currency): string {
    let money = this.moneys.get(currency);
    if (!money) {
      const format = new Intl.NumberFormat(this.locale, { style: 'currency', currency });
      money = { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
      this.moneys.set(currency, money);
    }
    return money.format.format(decimal(whole(amount), money.digits) as Intl.StringNumericLiteral);
  }

  /**
   * `1.24 t` from 1 t on, always two decimals (10 kg), so that a column lines up; below that whole kilograms,
   * `380 kg`; below 1 kg as grams give it, `0.4 kg`, so that something never reads as nothing. Half up.
   */
  weight(grams: Whole): string {
    const value = whole(grams);
    const size = value < 0n ? -value : value;
    if (size > 0n && size < 1000n)
      return `${this.number(decimal(value, 3).replace(/0+$/, ''), fraction(value))} kg`;
    const kilograms = divideHalfUp(value, 1000n);
    if (kilograms < 1000n && kilograms > -1000n) return `${this.number(kilograms)} kg`;
    return `${this.tonnes(value)} t`;
  }

  /** `1.24`: tonnes with two decimals, for a column or an axis that names the unit itself. */
  tonnes(grams: Whole): string {
    return this.number(decimal(divideHalfUp(whole(grams), 10_000n), 2), 2);
  }

  /** `42.3 %` from 0.423; whole numbers without a decimal. It never breaks before its sign. */
  percentage(ratio: number): string {
    const rounded = Math.round(ratio * 1000) / 10;
    return `${this.number(rounded, Number.isInteger(rounded) ? 0 : 1)}\u00a0%`;
  }

  /** `380 kB`, `1.2 MB` (powers of 1000, as file managers show). */
  fileSize(bytes: number): string {
    if (bytes < 1000) return `${this.number(bytes)} B`;
    const units = ['kB', 'MB', 'GB', 'TB'] as const;
    const power = Math.min(Math.floor(Math.log10(Math.round(bytes)) / 3), units.length);
    const size = bytes / 1000 ** power;
    return `${this.number(size, size < 10 ? 1 : 0)} ${units[power - 1] ?? 'kB'}`;
  }

  /** `20 03 01`, with an asterisk when hazardous: `16 06 01*`. The word *hazardous* stands beside it. */
  ewc(code: string, hazardous = false): string {
    const digits = code.replace(/\D/g, '');
    return (
      `${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4, 6)}`.trim() + (hazardous ? '*' : '')
    );
  }

  /** A list shows the same few days again and again, and Intl is slow. */
  private remembered(key: string, write: () => string): string {
    const known = this.written.get(key);
    if (known !== undefined) return known;
    if (this.written.size > 5000) this.written.clear();
    const text = write();
    this.written.set(key, text);
    return text;
  }
}

const known = new Map<string, Formats>();

/** The formats of a locale, time zone and currency; made once each (Intl objects are dear). */
export function formatsFor(locale: string, timeZone: string, currency: string): Formats {
  const key = `${locale} ${timeZone} ${currency}`;
  const formats = known.get(key) ?? new Formats(locale, timeZone, currency);
  known.set(key, formats);
  return formats;
}

function calendarDay(day: string): Date {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`"${day}" is no calendar day (YYYY-MM-DD).`);
  return new Date(`${day}T00:00:00Z`);
}

const fraction = (value: bigint): number =>
  value % 1000n === 0n ? 0 : value % 100n === 0n ? 1 : value % 10n === 0n ? 2 : 3;

/** How many decimals amounts of a currency have. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
