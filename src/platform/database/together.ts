import pg from 'pg';

/** A statement with its parameters. With a `name` it is prepared once for each connection. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
  /**
   * Whether one plan is right for all values, so that none is made for these: planning costs more than reading a page.
   * Only for statements with a name, and only where all that are sent at once are such.
   */
  readonly steady?: boolean;
}

/** The rows of one statement, as plain objects. */
export type Rows = Record<string, unknown>[];
type Row = Rows[number];

/**
 * Sends statements at once and answers their rows at once: one round trip, however many they are. They run in their
 * order in one transaction, which ends with the last of them; what is set locally lasts until then. After an error the
 * connection is to be thrown away.
 */
export function together(client: pg.ClientBase, statements: readonly Statement[]): Promise<Rows[]> {
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, (error, rows) => (error ? reject(error) : resolve(rows))));
  });
}

/** What the driver hands to a query of one's own; its published types say only a part of it. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** The driver's own list of what this connection knows by name. */
  readonly parsedStatements: Record<string, string>;
  parse(message: { text: string; name: string }): void;
  bind(message: { statement: string; values: unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P' }): void;
  execute(message: object): void;
  sync(): void;
}
interface Answered {
  addFields(fields: readonly unknown[]): void;
  parseRow(values: readonly unknown[]): Row;
}
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;

/** Up to the one Sync at their end Postgres takes the statements as one transaction. */
class Batch implements pg.Submittable {
  private readonly answers: { readonly result: Answered; readonly rows: (readonly unknown[])[] }[];
  private wire: Wire | undefined;
  private at = 0;

  constructor(
    private readonly statements: readonly Statement[],
    private readonly done: (error: Error | undefined, rows: Rows[]) => void,
  ) {
    this.answers = statements.map(() => ({
      result: new pg.Result('', pg.types) as unknown as Answered,
      rows: [],
    }));
  }

  submit(connection: pg.Connection): void {
    const wire = (this.wire = connection as unknown as Wire);
    wire.stream.cork();
    const parsedNow = new Set<string>();
    for (const { text, values, name = '' } of this.statements) {
      if (!name || (wire.parsedStatements[name] !== text && !parsedNow.has(name))) wire.parse({ text, name });
      parsedNow.add(name);
      wire.bind({ statement: name, values: [...values], valueMapper: prepareValue });
      wire.describe({ type: 'P' });
      wire.execute({});
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: readonly unknown[] }): void {
    this.answers[this.at]?.result.addFields(fields);
  }

  handleDataRow({ fields }: { fields: readonly unknown[] }): void {
    this.answers[this.at]?.rows.push(fields);
  }

  handleCommandComplete(): void {
    this.at += 1;
  }

  handleError(error: Error): void {
    this.done(error, []);
  }

  handleReadyForQuery(): void {
    const { parsedStatements } = this.wire as Wire;
    for (const { name, text } of this.statements) if (name) parsedStatements[name] = text;
    try {
      this.done(
        undefined,
        this.answers.map(({ result, rows }) => rows.map((row) => result.parseRow(row))),
      );
    } catch (error) {
      this.done(error as Error, []);
    }
  }
}
