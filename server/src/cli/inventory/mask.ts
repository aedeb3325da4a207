/** Keys with free text or personal names, which do not affect a network. */
const LEFT_OUT = new Set(['Description', 'MasterUsername', 'MasterUserSecret']);

/** Tags that VPC Lens reads: the name of an object, and its stack and logical id. */
const READ_TAG = /^(Name$|aws:cloudformation:)/;

/**
 * Removes private data from AWS's answers: each account id is replaced, consistently; descriptions, database user
 * names, and all tags but the name and those of CloudFormation are left out.
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
