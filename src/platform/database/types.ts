import pg from 'pg';

/** A calendar day stays the text it is: turning it into a moment would move it between time zones. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
