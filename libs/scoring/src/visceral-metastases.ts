import type { Item } from './instrument.js';

/** The item "visceral metastases" that asks only whether there are any, with the points of its instrument. */
export function visceralMetastases(points: { readonly absent: number; readonly present: number }): Item {
  return {
    id: 'visceral-metastases',
    label: 'Visceral metastases',
    options: [
      { id: 'absent', label: 'Absent', points: points.absent },
      { id: 'present', label: 'Present', points: points.present },
    ],
    from: ['burden.visceralMetastases'],
    read: ({ burden }) => {
      const visceral = burden?.visceralMetastases;
      return visceral && (visceral === 'none' ? 'absent' : 'present');
    },
  };
}
