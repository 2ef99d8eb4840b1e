import type { DemoJob } from './jobs.js';

/** Whether a job took anything that needs a consignment note. */
export const isHazardous = ({ items }: DemoJob): boolean =>
  items.some(({ consignmentCode }) => consignmentCode);
