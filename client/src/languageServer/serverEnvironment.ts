/**
 * Variables of the server's process. V8 compiles and collects on several threads, and with glibc each of them keeps memory of its own,
 * 4 MB after a while (https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html); they share one such arena.
 */
export const SERVER_ENVIRONMENT = { MALLOC_ARENA_MAX: '1' } as const;
