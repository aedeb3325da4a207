import type { PageMessage } from './messages.ts';

/** What VS Code gives to a page. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function tell(message: PageMessage): void {
  api.postMessage(message);
}

/** What the page was when it was last shown; it outlives hiding the panel and a restart of the window. */
export function remembered(): unknown {
  return api.getState();
}

export function remember(state: unknown): void {
  api.setState(state);
}
