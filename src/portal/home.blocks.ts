/** What the summary shows of a section: a question to its list, in the words of the list's own address. */
export interface HomeBlock {
  readonly key: string;
  /** The section it belongs to: it is shown where that is open, and reads within that scope. */
  readonly section: string;
  readonly query: (today: string) => Readonly<Record<string, string>>;
  readonly most: number;
}

/** The summary, from what matters today to what lies behind. */
export const HOME_BLOCKS: readonly HomeBlock[] = [
  {
    key: 'upcoming',
    section: 'jobs',
    query: (today) => ({ from: today, status: 'scheduled', sort: 'date' }),
    most: 5,
  },
  { key: 'recent', section: 'jobs', query: (today) => ({ to: today, status: 'completed' }), most: 5 },
  { key: 'invoices', section: 'invoices', query: () => ({}), most: 5 },
  { key: 'documents', section: 'documents', query: () => ({}), most: 5 },
  { key: 'sites', section: 'sites', query: () => ({}), most: 6 },
];
