/** Work in small steps, between which the caller may do something else, or stop. */
export type Steps<T> = Generator<void, T>;
