import { ArgumentError } from './argumentError.ts';

/** `--parameter NAME=VALUE`, repeatable. */
export function addParameter(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new ArgumentError(`--parameter takes NAME=VALUE; "${text}" has no name and value.`);
  return new Map([...before, [text.slice(0, equals), text.slice(equals + 1)]]);
}
