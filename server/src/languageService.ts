/**
 * The whole of VPC Lens without a host: text in, plain data out. It reads no file and knows no editor; the language
 * server and the command line hand it texts and settings. Read this file first.
 */

export { type Analysis, analyze, findingsOf, type ReadOptions } from './analysis.ts';
export { type DocumentVersion, FIX_ALL, quickFixes } from './features/codeActions.ts';
export { diagnosticsOf, SOURCE } from './features/diagnostics.ts';
export { hover } from './features/hover.ts';
export { documentSymbols } from './features/symbols.ts';
export { type FileKind, fileKindOf, formatOf, ZAPPA_FILES } from './fileKind.ts';
export { type Rule, SEVERITIES, type Severity } from './rules/defineRule.ts';
export { rules } from './rules/index.ts';
export { type Finding, isAtLeast, type Profile, type RunOptions } from './rules/runRules.ts';
