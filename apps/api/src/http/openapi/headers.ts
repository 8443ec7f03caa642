/** The headers of answers, described once. */
export const HEADERS = {
  'X-Request-Id': {
    description: 'The id of this request, also in the log and the trail.',
    schema: { type: 'string', example: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', example: 1 } },
  'Consilium-Receipt': {
    description:
      'That what was done is in the signed audit log, to keep: a tlog-proof (c2sp.org/tlog-proof), base64 of its text, the hashed leaf in it. ' +
      'Left out where an emergency could not wait for the log.',
    schema: { type: 'string', format: 'byte', example: 'YzJzcC5vcmcvdGxvZy1wcm9vZkB2MQo=' },
  },
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string', example: '"3"' } },
};

/** Marks an operation whose answer waits for the audit log and carries a receipt. */
export const RECEIPT_EXTENSION = 'x-answered-after-inclusion';

/** References to the headers that an answer of this status carries. */
export function headersOf(status: string, has = { version: false, receipt: false }): Record<string, object> {
  const names = [
    'X-Request-Id',
    ...(status === '429' || status === '503' ? ['Retry-After'] : []),
    ...(has.version ? ['ETag'] : []),
    ...(has.receipt && status.startsWith('2') ? ['Consilium-Receipt'] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
