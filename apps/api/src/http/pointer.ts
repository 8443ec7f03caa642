/** One more step of a JSON pointer (RFC 6901): `~` and `/` inside a name are escaped. */
export function pointerTo(parent: string, name: string | number): string {
  return `${parent}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
