/**
 * The whole of VPC Lens without a host: text in, plain data out. It reads no file and knows no editor; the language
 * server and the command line hand it texts and settings. Read this file first.
 */

export {
  type Analysis,
  analyze,
  checkInSteps,
  checkRules,
  type Earlier,
  earlierOf,
  findingsOf,
  type ReadOptions,
  templateOf,
} from './analysis.ts';
export { PICTURE_THEMES, type PictureTheme } from './diagram/palette.ts';
export { type Drift, driftOf } from './drift/drift.ts';
export { type DriftSection, driftSections } from './drift/sections.ts';
export { changeOf } from './features/change/changeOf.ts';
export { changeRows } from './features/change/changeRows.ts';
export { driftRows } from './features/change/driftRows.ts';
export { replacedResources } from './features/change/replacedResources.ts';
export {
  type CodeActionRequest,
  codeActions,
  editOfCodeAction,
  FIX_ALL,
  unresolvedCodeActions,
} from './features/codeActions/codeActions.ts';
export { preferredEdits } from './features/codeActions/fixAll.ts';
export type { NamingFile } from './features/codeActions/newFileName.ts';
export { type RemedyText, remediesOf } from './features/codeActions/remedyActions.ts';
export type { OtherTemplate } from './features/codeActions/remedyTemplates.ts';
export { codeLenses } from './features/codeLens/codeLens.ts';
export type { LensHost } from './features/codeLens/lensHost.ts';
export { reachLenses } from './features/codeLens/reachLenses.ts';
export { planActions } from './features/codeLens/vpcCodeLens.ts';
export { completion } from './features/completion/completion.ts';
export { formatOfLanguage, newFileCompletion } from './features/completion/newFile.ts';
export { diagnosticsOf, MOST_RELATED, SOURCE } from './features/diagnostics.ts';
export { documentLinks } from './features/documentLinks/documentLinks.ts';
export { hover } from './features/hover/hover.ts';
export { inlayHints } from './features/inlayHints/inlayHints.ts';
export { mermaidOf } from './features/map/mermaid.ts';
export type { NetworkMap } from './features/map/networkMap.ts';
export { networkMaps } from './features/map/networkMaps.ts';
export { drawioOfMaps, svgOf } from './features/map/pictures.ts';
export { reachedThings } from './features/map/reachedThings.ts';
export { mermaidOfShown, shownMap } from './features/map/shownMap.ts';
export { definition, documentHighlights, references } from './features/navigation/navigation.ts';
export { addVpcConfig } from './features/newNetwork/addVpcConfig.ts';
export {
  type NewNetwork,
  newNetwork,
  type TemplateFormat,
  zappaSettingsFor,
} from './features/newNetwork/newNetwork.ts';
export { parameterNotes } from './features/parameterNotes.ts';
export {
  fixOf,
  partyNames,
  placeInFile,
  type ReachAnswer,
  type ReachRequest,
  type ReachResult,
  reachIn,
} from './features/reachability/reachability.ts';
export { reachNames } from './features/reachability/reachNames.ts';
export { scenarioOfAnswer, trafficOfAnswer } from './features/reachability/reachWords.ts';
export { traceOf } from './features/reachability/trace.ts';
export { mayBeNamedElsewhere, prepareRename, rename } from './features/rename/rename.ts';
export { signatureHelp } from './features/signatureHelp/signatureHelp.ts';
export { vpcsOf } from './features/subnets/vpcs.ts';
export { writeSubnets } from './features/subnets/writeSubnets.ts';
export { documentSymbols } from './features/symbols/symbols.ts';
export type { DocumentVersion } from './features/workspaceEdit.ts';
export {
  type FileKind,
  fileKindOf,
  formatOf,
  INVENTORY_FOLDER,
  isInventoryName,
  isNetworkTestName,
  ZAPPA_FILES,
} from './fileKind.ts';
export { inventoryCommands } from './inventory/commands.ts';
export { type Inventory, mergeInventory } from './inventory/inventory.ts';
export { readInventoryFile } from './inventory/inventoryFile.ts';
export { ageOf, inventoryWithDate } from './inventory/words.ts';
export type { NetworkDiff } from './networkDiff/networkDiff.ts';
export { spanInVersions } from './networkDiff/report/places.ts';
export { type DiffEntry, type Mark, type ReportSection, sectionsOf } from './networkDiff/report/sections.ts';
export {
  isTestedBy,
  readTestFile,
  type TestFile,
  testFileFor,
} from './networkTests/read/testFile.ts';
export { recordTests } from './networkTests/record.ts';
export { testActions } from './networkTests/report/actions.ts';
export { mistakeDiagnostics, type TestsText, testDiagnostics } from './networkTests/report/diagnostics.ts';
export { failureText } from './networkTests/report/failureText.ts';
export { resultsOf, runSuite, type TestFailure, type TestResult } from './networkTests/runSuite.ts';
export type { Mistake, Suite } from './networkTests/suite.ts';
export { EXTRAS, OFFERED_ENDPOINTS, PATTERNS, ZONE_COUNTS } from './patterns/patterns.ts';
export type { NetworkWords } from './patterns/request.ts';
export { type Rule, SEVERITIES, type Severity } from './rules/defineRule.ts';
export type { Finding } from './rules/engine/findings.ts';
export {
  isAtLeast,
  PROFILES,
  type Profile,
  type RunOptions,
  type RunResult,
} from './rules/engine/runRules.ts';
export type { Steps } from './rules/engine/steps.ts';
export { rules } from './rules/index.ts';
export { settingsOfEditor } from './settings/editorSettings.ts';
export {
  type Expected,
  isSettingsName,
  overlay,
  readSettings,
  SETTINGS_FILE,
  type Settings,
} from './settings/settings.ts';
export { nameWithin, type SettingsFile, settingsFinder } from './settings/settingsFile.ts';
export { readParameterFile } from './template/parameterFile.ts';
export { clauseOf, predicateOf, sentenceOf } from './wording/blockers.ts';
export { nearest } from './wording/nearest.ts';
export { type Uses, usesNothing } from './workspace/neighbourFile.ts';
export {
  createWorkspace,
  type NamedExport,
  type NamedOutput,
  type NamedText,
  type Workspace,
} from './workspace/workspace.ts';
export type { Surroundings } from './zappa/settings.ts';
export { type Disk, surroundingsOf } from './zappa/surroundings.ts';
