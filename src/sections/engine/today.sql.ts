/** In SQL, which day it is where the organisation is. */
export const TODAY = '(now() at time zone (select time_zone from organisation))::date';
