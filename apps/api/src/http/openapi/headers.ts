/** The headers of answers, described once. */
export const HEADERS = {
  'X-Request-Id': {
    description: 'The id of this request, also in the log and the trail.',
    schema: { type: 'string', example: '0198f3a2-7c1e-7b60-9d4e-2f8a6c5b1e07' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', example: 1 } },
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string', example: '"3"' } },
};

/** References to the headers that an answer of this status carries. */
export function headersOf(status: string, isVersioned: boolean): Record<string, object> {
  const names = [
    'X-Request-Id',
    ...(status === '429' || status === '503' ? ['Retry-After'] : []),
    ...(isVersioned ? ['ETag'] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
