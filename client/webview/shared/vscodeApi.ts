/** The API that VS Code provides to a page. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** Sends a message to the extension; each page has its own kinds of them. */
export function post(message: unknown): void {
  api.postMessage(message);
}

/** The state when the page was last shown. It survives hiding the panel and restarting the window. */
export function remembered(): unknown {
  return api.getState();
}

export function remember(state: unknown): void {
  api.setState(state);
}
