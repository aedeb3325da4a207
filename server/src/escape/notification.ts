import { printableLine } from './printable.ts';

/**
 * A text of a file for a notification of VS Code, which turns `[text](command:…)` into a link; a space prevents that.
 */
export function notificationText(text: string): string {
  return printableLine(text).replaceAll('](', '] (');
}
