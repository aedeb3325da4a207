/** The types of freePort.mjs, which Node runs before anything is installed and so cannot be TypeScript. */
export function freePort(preferred: number): Promise<number>;
export function anyFreePort(): Promise<number>;
