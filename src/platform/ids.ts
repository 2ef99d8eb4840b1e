import { v7 } from 'uuid';

/** A new record id: UUIDv7, made by the application, so that ids sort by the moment they were made. */
export const newId = (): string => v7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a piece of a path can be an id at all; what cannot is not found, and never reaches the database. */
export const isId = (text: string): boolean => UUID.test(text);
