import {
  ADD_VPC_CONFIG_REQUEST,
  CHANGE_REQUEST,
  DRIFT_REQUEST,
  INVENTORY_COMMANDS_REQUEST,
  MAP_MERMAID_REQUEST,
  MAP_REACH_REQUEST,
  MAP_REQUEST,
  NETWORK_TESTS_REQUEST,
  NEW_NETWORK_REQUEST,
  REACH_NAMES_REQUEST,
  RECORD_TESTS_REQUEST,
  REPLACED_REQUEST,
  STATUS_REQUEST,
  TRACE_REQUEST,
  VPCS_REQUEST,
  WRITE_SUBNETS_REQUEST,
} from '../../protocol.ts';
import type { RequestHandler } from '../session.ts';
import { onCodeAction, onExecuteCommand, onResolveCodeAction } from './codeActions.ts';
import { onCodeLens } from './codeLens.ts';
import { onCompletion } from './completion.ts';
import { onChange, onReplaced } from './custom/change.ts';
import { onDrift } from './custom/drift.ts';
import { onInventoryCommands } from './custom/inventory.ts';
import { onMap, onMapMermaid, onMapReach } from './custom/map.ts';
import { onNetworkTests, onRecordTests } from './custom/networkTests.ts';
import { onAddVpcConfig, onNewNetwork } from './custom/newNetwork.ts';
import { onReachNames, onTrace } from './custom/reachability.ts';
import { onStatus } from './custom/status.ts';
import { onVpcs, onWriteSubnets } from './custom/subnets.ts';
import { onDiagnostic } from './diagnostics.ts';
import { onDocumentLink } from './documentLinks.ts';
import { onHover } from './hover.ts';
import { onInlayHint } from './inlayHints.ts';
import { onDefinition, onDocumentHighlight, onReferences } from './navigation.ts';
import { onPrepareRename, onRename } from './rename.ts';
import { onSignatureHelp } from './signatureHelp.ts';
import { onDocumentSymbol } from './symbols.ts';

/** Every request that the server answers, by method; `server.ts` answers `initialize` and `shutdown`. */
export const HANDLERS: ReadonlyMap<string, RequestHandler> = new Map([
  ['textDocument/diagnostic', onDiagnostic],
  ['textDocument/hover', onHover],
  ['textDocument/completion', onCompletion],
  ['textDocument/definition', onDefinition],
  ['textDocument/references', onReferences],
  ['textDocument/documentHighlight', onDocumentHighlight],
  ['textDocument/prepareRename', onPrepareRename],
  ['textDocument/rename', onRename],
  ['textDocument/signatureHelp', onSignatureHelp],
  ['textDocument/inlayHint', onInlayHint],
  ['textDocument/documentLink', onDocumentLink],
  ['textDocument/documentSymbol', onDocumentSymbol],
  ['textDocument/codeAction', onCodeAction],
  ['codeAction/resolve', onResolveCodeAction],
  ['textDocument/codeLens', onCodeLens],
  ['workspace/executeCommand', onExecuteCommand],
  [INVENTORY_COMMANDS_REQUEST, onInventoryCommands],
  [TRACE_REQUEST, onTrace],
  [REACH_NAMES_REQUEST, onReachNames],
  [CHANGE_REQUEST, onChange],
  [DRIFT_REQUEST, onDrift],
  [REPLACED_REQUEST, onReplaced],
  [VPCS_REQUEST, onVpcs],
  [WRITE_SUBNETS_REQUEST, onWriteSubnets],
  [MAP_REQUEST, onMap],
  [MAP_REACH_REQUEST, onMapReach],
  [MAP_MERMAID_REQUEST, onMapMermaid],
  [STATUS_REQUEST, onStatus],
  [NEW_NETWORK_REQUEST, onNewNetwork],
  [ADD_VPC_CONFIG_REQUEST, onAddVpcConfig],
  [NETWORK_TESTS_REQUEST, onNetworkTests],
  [RECORD_TESTS_REQUEST, onRecordTests],
]);
