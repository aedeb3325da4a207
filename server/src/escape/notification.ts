import { printableLine } from './printable.ts';

/** A text of a file in a notification of VS Code, which makes links of `[text](command:…)`; a space keeps it from that. */
export function notificationText(text: string): string {
  return printableLine(text).replaceAll('](', '] (');
}
