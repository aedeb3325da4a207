/** Mistakes that no rule reports yet, by base, resource and edit, and what is missing. */
export const NOT_REPORTED: Readonly<Record<string, string>> = {};
