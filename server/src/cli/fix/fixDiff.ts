import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** The changes of fixes in a file, as input for `patch -p1` and `git apply`. */
export function unifiedDiff(name: string, before: string, after: string): string {
  const path = name.replace(/^\/+/, '');
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
