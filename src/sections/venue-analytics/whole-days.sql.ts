/**
 * The counts of each venue and day, once: where a count of the whole day stands beside those of its hours, it is that
 * one. `customer_id, site_id, date, visitors, occupancy, incidents`.
 */
export const wholeDays = (conditions: readonly string[]): string => {
  const once = (column: string) =>
    `coalesce(sum(r.${column}) filter (where r.hour is null), sum(r.${column}), 0)::bigint as ${column}`;
  return `select r.customer_id, r.site_id, r.date, ${once('visitors')}, ${once('incidents')},
      coalesce(max(r.occupancy), 0) as occupancy
    from venue_counts r where ${conditions.join(' and ')} group by r.customer_id, r.site_id, r.date`;
};
