import { getMetadataStorage } from 'class-validator';

/**
 * For each object it validates, class-validator asks every class there is whether it is an ancestor. Classes do not change once they
 * are declared, so the answer is kept: a body of many parts takes half the time.
 */
export function rememberValidationMetadata(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const known = new WeakMap<object, ReturnType<typeof find>>();

  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    // Schemas and groups, which nobody here uses, are looked up as ever.
    if (schema || always || strictGroups || groups?.length) return find(target, schema, always, strictGroups, groups);

    const metadata = known.get(target) ?? find(target, schema, always, strictGroups, groups);
    known.set(target, metadata);
    return metadata;
  };
}
