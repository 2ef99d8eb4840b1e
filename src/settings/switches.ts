import type { Permission, PermissionCatalogue, PermissionDefinition } from '../access/catalogue.js';
import { say, type Text } from '../platform/errors.js';
import { meet, type Answers, type Meeting } from '../platform/http/behind.js';
import { permissionName, type Say } from './portal-settings.words.js';

type Named = Pick<PermissionDefinition, 'words' | 'hides'>;

/**
 * The words of a permission's switch where staff move it: those that a trade has for it, or the permission's own; of
 * what it hides, where on is off, others.
 */
export const switchWords = ({ words, hides }: Named): { readonly name: Text; readonly help: Text } =>
  hides
    ? { name: say(`${words}.hide`), help: say(`${words}.hideHelp`) }
    : { name: { key: `${words}.switch`, otherwise: `${words}.name` }, help: say(`${words}.help`) };

/** What a permission's switch is called where staff move it: *Jobs*, *Hide Chemical Readings*. */
export function switchName(catalogue: PermissionCatalogue, permission: Permission, write: Say): string {
  const definition = catalogue.find(permission);
  return definition ? write(switchWords(definition).name) : permissionName(catalogue, permission, write);
}

/** Whether the switch of a permission stands on where the permission is so; the other way round as well. */
export const switched = (catalogue: PermissionCatalogue, permission: Permission, is: boolean): boolean =>
  is !== (catalogue.find(permission)?.hides ?? false);

/** Fields of a form that are switches of permissions, and say what is shown or hidden. */
const FIELD = /^(?:default|sections)\.(.+)$/;

/** Answers about permissions as the answers of their switches; done once more they are what they were. */
export const asSwitches = (answers: Answers, catalogue: PermissionCatalogue): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([field, value]) => {
      const permission = FIELD.exec(field)?.[1];
      return [
        field,
        permission !== undefined && typeof value === 'boolean'
          ? switched(catalogue, permission, value)
          : value,
      ];
    }),
  );

/** As `meet`: of what is hidden, sentences speak of the switch that hides it, and answers of what is shown. */
export function meetSwitches(
  catalogue: PermissionCatalogue,
  shown: Answers | undefined,
  now: Answers,
  sent: Answers,
  nameOf: (field: string) => string,
): Meeting {
  const turn = (answers: Answers): Answers => asSwitches(answers, catalogue);
  const { answers, marks } = meet(shown && turn(shown), turn(now), turn(sent), nameOf);
  return { answers: turn(answers), marks };
}
