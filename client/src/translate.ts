/** VS Code's `l10n.t`, for modules that run without VS Code too. */
export type Translate = typeof import('vscode').l10n.t;
