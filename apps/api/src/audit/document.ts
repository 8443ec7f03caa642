/** What a version holds: parsed canonical JSON. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/** The document of a version as it was committed to; null once an erasure has emptied it. */
export function readDocument(text: string | null): JsonValue {
  return text === null ? null : (JSON.parse(text) as JsonValue);
}
