/** A plain sentence about an argument that cannot be read; the program prints it and exits with 2. */
export class ArgumentError extends Error {}
