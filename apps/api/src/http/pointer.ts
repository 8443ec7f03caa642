/** One more step of a JSON pointer (RFC 6901): `~` and `/` inside a name are escaped. */
export function pointerTo(parent: string, name: string | number): string {
  if (typeof name === 'number') return `${parent}/${name}`;
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
