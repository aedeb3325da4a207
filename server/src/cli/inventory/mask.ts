/** Keys whose texts people write, or that name a person: nothing of a network follows from them. */
const LEFT_OUT = new Set(['Description', 'MasterUsername', 'MasterUserSecret']);

/** Tags that VPC Lens reads: the name of an object, and the stack and resource that it belongs to. */
const READ_TAG = /^(Name$|aws:cloudformation:)/;

/**
 * AWS's answers without what is nobody's business: each account's number is another one, the same wherever it is
 * mentioned; descriptions, names of database users, and tags other than the name are left out.
 */
export function createMask(): (value: unknown) => unknown {
  const numbers = new Map<string, string>();
  const numberFor = (account: string) => {
    const known = numbers.get(account) ?? String(numbers.size + 1).padStart(12, '0');
    numbers.set(account, known);
    return known;
  };
  return function mask(value: unknown): unknown {
    if (typeof value === 'string') return value.replace(/(?<![\w-])\d{12}(?![\w-])/g, numberFor);
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, held]) => {
        if (LEFT_OUT.has(key)) return [];
        const isTags = (key === 'Tags' || key === 'TagList') && Array.isArray(held);
        return [[key, mask(isTags ? held.filter((tag) => READ_TAG.test(tag?.Key)) : held)]];
      }),
    );
  };
}
