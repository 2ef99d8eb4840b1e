import { field, type Field } from '../engine/field.js';
import type { Child } from '../engine/section.js';

export const ORDER_STATUSES = [
  'received',
  'in-progress',
  'ready',
  'delivered',
  'cancelled',
  'draft',
] as const;

export const orderStatus = field.choice('status', ORDER_STATUSES, {
  list: 'telling',
  tones: {
    received: 'information',
    'in-progress': 'attention',
    ready: 'good',
    delivered: 'good',
    cancelled: 'neutral',
    draft: 'neutral',
  },
});

export const orderFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('title', { list: 'telling', longest: 300 }),
  field.date('date', { required: true, list: 'shown', sort: { column: 'date' } }),
  field.date('deadline', { list: 'telling', sort: { column: 'deadline', nullable: true } }),
  field.site(),
  orderStatus,
  // Staff, who are outside of any customer's scope, see every flag.
  field.text('flagNames', {
    list: 'shown',
    needs: 'orders.flags',
    derived: `(select string_agg(f.name, ', ' order by f.position, f.name)
      from order_flags x join flags f on f.key = x.flag
      where x.order_id = r.id and (f.customer_flag or portal_customer() is null))`,
  }),
  field.text('additionalInformation', { list: 'offered', longest: 5000 }),
];

const flags: Child = {
  name: 'flags',
  table: 'order_flags',
  rootColumn: 'order_id',
  parentColumn: 'order_id',
  bare: true,
  most: 20,
  needs: 'orders.flags',
  shown: 'x.flag in (select key from flags where customer_flag)',
  fields: [field.flag('flag', { required: true })],
};

export const TASK_STATUSES = ['open', 'in-progress', 'done'] as const;

/** The work inside an order. Customers never see it. */
const tasks: Child = {
  name: 'tasks',
  table: 'order_tasks',
  rootColumn: 'order_id',
  parentColumn: 'order_id',
  most: 200,
  shown: 'false',
  fields: [
    field.text('name', { required: true, longest: 300 }),
    field.text('assignee', { longest: 200 }),
    field.date('deadline'),
    field.choice('status', TASK_STATUSES),
  ],
};

export const orderChildren: readonly Child[] = [flags, tasks];
