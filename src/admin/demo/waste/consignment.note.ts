import { longDay } from '../days.js';
import type { Paper } from '../paper/paper.js';
import type { DemoJob } from './jobs.js';
import { ADDRESS, CARRIER, ORGANISATION, PERMIT } from './letterhead.js';
import { CONTAINERS, driverOf, spaced, weightText } from './notes.js';

/** A consignment note for hazardous waste, parts A to E. */
export function consignmentNote(job: DemoJob): Paper {
  const { customer, site, day } = job;
  const hazardous = job.items.filter(({ consignmentCode }) => consignmentCode);
  const code = hazardous[0]?.consignmentCode ?? '';
  const columns = [
    { head: 'Code', width: 60 },
    { head: 'Description', width: 170 },
    { head: 'Quantity', width: 70, right: true },
    { head: 'Form', width: 50 },
    { head: 'Hazards', width: 80 },
    { head: 'Container', width: 60 },
  ];
  const rows = hazardous.map(({ stream, kilograms, estimated, containers }) => [
    `${spaced(stream.codes[0] ?? '')}*`,
    stream.description,
    weightText(kilograms, estimated),
    stream.form || 'solid',
    stream.properties ?? '',
    `${containers} × ${CONTAINERS[stream.container] ?? ''}`,
  ]);
  const fates = hazardous.flatMap((item) =>
    item.fates.map((fate) => [
      `${spaced(item.stream.codes[0] ?? '')}*`,
      weightText(fate.kilograms),
      fate.code,
    ]),
  );
  return {
    title: 'Consignment note for hazardous waste',
    number: code,
    day,
    under: `Job ${job.reference}, ${longDay(day)}`,
    boxes: [
      {
        heading: 'A  Notification',
        facts: [
          ['Consignment note code', code],
          ['Removed from', `${customer.name}, ${site.name}, ${site.address}, ${site.postcode}`],
          ['Taken to', `${ORGANISATION.name}, Saltfen Transfer Station, ${ADDRESS}`],
          ['Producer', customer.name],
        ],
      },
      {
        heading: 'B  Description of the waste',
        facts: [['Process giving rise to it', `${job.round.service} (SIC ${customer.sic})`]],
        table: { columns, rows },
      },
      {
        heading: 'C  Carrier’s certificate',
        text: `I collected this consignment and the details in A and B are correct. ${ORGANISATION.name}, carrier registration ${CARRIER}. Vehicle ${job.vehicle}.`,
      },
      {
        heading: 'D  Consignor’s certificate',
        text: 'The information in A, B and C is correct, the carrier is registered and was told of the precautions to take, and the waste hierarchy was applied.',
      },
      {
        heading: 'E  Consignee’s certificate',
        facts: [
          ['Received', longDay(day)],
          ['Permit', PERMIT],
        ],
        ...(fates.length > 0
          ? {
              table: {
                columns: [
                  { head: 'Code', width: 90 },
                  { head: 'Quantity', width: 100, right: true },
                  { head: 'Recovery or disposal', width: 140 },
                ],
                rows: fates,
              },
            }
          : { text: 'Accepted. The recovery or disposal operation follows with the quarterly return.' }),
      },
    ],
    signatures: [
      { role: 'Carrier', name: driverOf(job), when: longDay(day) },
      { role: 'Consignor', name: site.contact, when: longDay(day) },
      { role: 'Consignee', name: 'Moira Penhallow', when: longDay(day) },
    ],
  };
}
