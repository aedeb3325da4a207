/** Messages between client and server besides those of the Language Server Protocol. Types and names only. */
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Scene } from './diagram/scene.ts';
import type { TemplateSubnet, TemplateVpc } from './subnetPlan/bind.ts';

/**
 * Sent by the client in `initialize`. An editor that sends none of this still gets every feature that does not depend
 * on it.
 */
export interface InitializationOptions {
  /** The address of a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string;
  /** An extension that runs cfn-lint is active in the editor. */
  readonly isCfnLintActive?: boolean;
  /** An extension with completion and navigation for templates is active: AWS Toolkit. */
  readonly isToolkitActive?: boolean;
  /** Languages in which the editor itself offers hover and completion for Zappa settings from the JSON schema. */
  readonly schemaLanguages?: readonly string[];
  /** The client's own commands that lenses, code actions and completions may use. */
  readonly commands?: readonly string[];
  /** Whether the user trusts the workspace; true if absent. */
  readonly isTrusted?: boolean;
  /** The client has the command `COPY_COMMAND`. */
  readonly canCopy?: boolean;
}

/** The client's command that opens suggestions at the cursor; VS Code has it. */
export const SUGGEST_COMMAND = 'editor.action.triggerSuggest';

/** The client's command that copies a text; its one argument is `CopyParams`. */
export const COPY_COMMAND = 'vpcLens.copy';

export interface CopyParams {
  readonly text: string;
  /** The notification after copying. */
  readonly notification: string;
}

/** The client's command that copies the AWS CLI commands for an inventory. */
export const COPY_INVENTORY_COMMANDS = 'vpcLens.copyInventoryCommands';

/** The client's command that shows a page; its one argument is the address: a rule's page, or one of AWS's documentation. */
export const SHOW_PAGE_COMMAND = 'vpcLens.showPage';

/** The client's command that turns a rule off in the workspace; its one argument is the rule's id. */
export const TURN_OFF_RULE_COMMAND = 'vpcLens.turnOffRule';

/**
 * From the client: the AWS CLI commands that create an inventory, one per line, as one text. Its parameters are `{}`.
 */
export const INVENTORY_COMMANDS_REQUEST = 'vpcLens/inventoryCommands';

/** From the client, when an extension that runs cfn-lint or completes templates is activated or deactivated. */
export const CFN_LINT_NOTIFICATION = 'vpcLens/cfnLint';

export interface CfnLintParams {
  readonly isActive: boolean;
  readonly isToolkitActive?: boolean;
}

/**
 * From the client, when the user trusts the workspace. Until then, if the client sent `isTrusted: false` at the start,
 * neither `vpc-lens.json` nor the settings can name other files.
 */
export const TRUST_NOTIFICATION = 'vpcLens/trust';

export interface TrustParams {
  readonly isTrusted: boolean;
}

/**
 * From a client in a browser, whose server cannot read files: files of the workspace, before the protocol notifies the
 * server of their changes.
 */
export const FILES_NOTIFICATION = 'vpcLens/files';

export interface FilesParams {
  readonly files: readonly SentFile[];
}

/** The first message to the worker, before the protocol starts. */
export interface FirstMessage extends FilesParams {
  /** The address of `dist/program.cjs`. */
  readonly program: string;
}

export interface SentFile {
  readonly uri: string;
  /** Absent for a file or folder that was deleted. */
  readonly content?: { readonly bytes: Uint8Array; readonly writtenAt: number };
}

/** The editor's settings below `vpcLens`, as `workspace/configuration` returns them, not validated. */
export interface EditorSettings {
  readonly profile?: unknown;
  readonly rules?: unknown;
  readonly exclude?: unknown;
  readonly parameters?: unknown;
  /** By a glob of templates, relative to the workspace folder, as the files are. */
  readonly parameterFiles?: unknown;
  readonly zappa?: unknown;
  /** A file or folder, relative to the workspace folder. */
  readonly inventory?: unknown;
  /** `auto`, `never` or `always`. */
  readonly deferTo?: unknown;
  /**
   * Whether names in templates link to their declarations and uses. If it is not a boolean, they do unless another
   * extension does so.
   */
  readonly navigation?: unknown;
  readonly codeLens?: unknown;
  readonly inlayHints?: unknown;
}

// ---- Reachability

/** The client's command that shows a trace; its one argument is a `TraceRequest`. */
export const SHOW_TRACE_COMMAND = 'vpcLens.showTrace';

/** From the client: a reachability question. Answered by a `Trace`. */
export const TRACE_REQUEST = 'vpcLens/trace';

export interface TraceRequest {
  readonly uri: string;
  /** A logical id, a Zappa stage, an address or block, or `internet`. */
  readonly from: string;
  /** The same, or an AWS service. */
  readonly to: string;
  readonly protocol?: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
  /** The scenario of the network, as in `MapParams`; all scenarios if absent. */
  readonly scenario?: string | null;
}

export interface Trace {
  /** Why there is no answer. */
  readonly sentence?: string;
  /** One for each combination of conditions that changes the answer. */
  readonly answers: readonly TraceAnswer[];
}

export interface TraceAnswer {
  /** "AppFunction → Database, tcp 5432, when UseNat is false". */
  readonly title: string;
  /** "tcp 5432". */
  readonly traffic: string;
  readonly verdict: ReachVerdict;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly blockers: readonly TraceBlocker[];
  /**
   * The fixes that open the path. If several are needed and edits can make them all, the first one makes all of them.
   */
  readonly fixes: readonly TraceFix[];
  readonly hops: readonly TraceHop[];
  /** The subnet in which the hops start, if the verdict differs between subnets. */
  readonly hopsFrom?: string;
  /** The verdict for each subnet of the source, failing ones first; empty if all are equal. */
  readonly subnets: readonly TraceSubnet[];
  readonly assumptions: readonly string[];
  /** What may decide an unknown answer: an inventory, if there is none, or values of parameters. */
  readonly nextSteps: readonly ('inventory' | 'parameters')[];
}

export type ReachVerdict = 'reachable' | 'partial' | 'blocked' | 'unknown';

export interface TraceHop {
  readonly label: string;
  readonly text: string;
  readonly allows: boolean;
  /** It may let everything through, depending on something unknown. */
  readonly isUnknown?: boolean;
  /** Absent for an object that is only in an inventory. */
  readonly range?: Range;
}

export interface TraceSubnet {
  readonly name: string;
  readonly verdict: ReachVerdict;
  /** Absent for a subnet of another file. */
  readonly range?: Range;
}

export interface TraceBlocker {
  /** The name of the blocker. */
  readonly label: string;
  readonly message: string;
  /** AWS's explanation code. */
  readonly code: string | null;
  /** Absent for an object that is only in an inventory. */
  readonly range?: Range;
}

export interface TraceFix {
  readonly title: string;
  /** Absent if no edit can make the change, or if it would allow the whole internet. */
  readonly edit?: WorkspaceEdit;
  /** The position of a blocker; absent for an object that is only in an inventory. */
  readonly range?: Range;
  /** The address of a page that explains it. */
  readonly page?: string;
}

/** From the client: the possible sources and destinations in a document. Answered by `ReachNames`. */
export const REACH_NAMES_REQUEST = 'vpcLens/reachNames';

export interface ReachNamesParams {
  readonly uri: string;
  /** The cursor position: a source at the cursor comes first. */
  readonly position?: Position;
  /** The chosen source: its own destinations come first. */
  readonly from?: string;
}

export interface ReachNames {
  /** The most likely first: at the cursor, then those that fail. */
  readonly sources: readonly ReachName[];
  readonly destinations: readonly ReachName[];
}

export interface ReachName {
  readonly name: string;
  /** The heading of its group in the list; names of one group are consecutive. */
  readonly section: string;
  /** Its kind and verdict: "function · Database ✗", "database"; empty if the heading says it. */
  readonly what: string;
  /** The port that it listens on, if known. */
  readonly port?: number;
}

// ---- What a change does

/**
 * From the client: what the document changes in its network, compared with an older version. Answered by a `Change`.
 */
export const CHANGE_REQUEST = 'vpcLens/change';

export interface ChangeRequest {
  readonly uri: string;
  /** The text of the older version; absent for a new file. */
  readonly before?: string;
}

export interface ChangeAnswer {
  /** Why there is no answer. */
  readonly sentence?: string;
  readonly sections: readonly ChangeSection[];
}

export interface ChangeSection {
  readonly title: string;
  readonly rows: readonly ChangeRow[];
}

export interface ChangeRow {
  readonly mark:
    | 'exposure'
    | 'loss'
    | 'uncertain'
    | 'opening'
    | 'closing'
    | 'fails'
    | 'replaced'
    | 'interrupted'
    | 'gone'
    | 'new'
    | 'changed-in-aws'
    | 'only-in-aws'
    | 'only-in-template'
    | 'other';
  /** A sentence without a full stop, or the cause of the rows below. */
  readonly text: string;
  /** In the document; absent for something that only the older version has. */
  readonly range?: Range;
  /** 0-based, in the older version. */
  readonly oldLine?: number;
  readonly rows: readonly ChangeRow[];
}

/**
 * From the client, with a `ChangeRequest`: the resources that the edit of a template certainly replaces. Answered by a
 * list of these.
 */
export const REPLACED_REQUEST = 'vpcLens/replaced';

export interface ReplacedResource {
  /** The name of the resource whose edit causes it. */
  readonly range: Range;
  /** "This edit replaces PrivateA and 4 more". */
  readonly title: string;
}

// ---- Drift

/** From the client: the differences between the template and the inventory. Answered by a `DriftAnswer`. */
export const DRIFT_REQUEST = 'vpcLens/drift';

/**
 * The client's command that shows the differences between AWS and the template; its argument is the template's address.
 */
export const SHOW_DRIFT_COMMAND = 'vpcLens.showDrift';

export interface DriftRequest {
  readonly uri: string;
}

/** Positions are those of the template; there is no older version. */
export interface DriftAnswer extends ChangeAnswer {
  /** The other side of the comparison: "stack shop in the inventory of 20 November 2026". */
  readonly against?: string;
}

// ---- Network tests

/**
 * From the client: the tests of a `*.nettest.yaml` or a `vpc-lens.json`, and their results. Answered by
 * `NetworkTestsAnswer`.
 */
export const NETWORK_TESTS_REQUEST = 'vpcLens/networkTests';

export interface NetworkTestsParams {
  readonly uri: string;
  /** Whether the tests are run, or only listed. */
  readonly run: boolean;
}

export interface NetworkTestsAnswer {
  readonly tests: readonly NetworkTestItem[];
  /** Mistakes in the text of the tests. */
  readonly mistakes: readonly { readonly message: string; readonly range: Range }[];
}

/** A test on one file. */
export interface NetworkTestItem {
  readonly title: string;
  readonly range: Range;
  /** The address of the tested file. */
  readonly tested: string;
  /** Absent if it was not run. */
  readonly outcome?: 'passed' | 'failed' | 'unknown' | 'error';
  readonly messages: readonly NetworkTestMessage[];
}

export interface NetworkTestMessage {
  readonly text: string;
  /** The line that causes the result, in the tested file or in the tests. */
  readonly place?: { readonly uri: string; readonly range: Range };
  /** The question that shows the path, its blockers and the fix. */
  readonly trace?: TraceRequest;
}

/**
 * From the client: the reachability of an open document as it is now, as the text of a new test file. Answered by
 * `RecordedTests`.
 */
export const RECORD_TESTS_REQUEST = 'vpcLens/recordTests';

export interface RecordTestsParams {
  readonly uri: string;
}

export type RecordedTests =
  /** The address of the new file, and its text. */
  { readonly uri: string; readonly text: string } | { readonly refused: string };

// ---- The subnet calculator

/** The client's command that opens the calculator on a VPC: `[address of the document, logical id]`. */
export const PLAN_SUBNETS_COMMAND = 'vpcLens.planSubnets';

/** Requests the VPCs of an open document; the answer is null if the document is no template. */
export const VPCS_REQUEST = 'vpcLens/vpcs';

export interface VpcsParams {
  readonly textDocument: { readonly uri: string };
}

export interface VpcsAnswer {
  /** The version of the document that was read. */
  readonly version: number;
  readonly vpcs: readonly PlacedVpc[];
}

/** A VPC with the positions of its parts. */
export interface PlacedVpc extends TemplateVpc {
  /** The whole of its resource. */
  readonly range: Range;
  readonly subnets: readonly PlacedSubnet[];
  /** True if a block of it or of its subnets is known only at deployment. */
  readonly isPartial: boolean;
  /** The logical ids of its route tables. */
  readonly routeTables: readonly string[];
  /** Subnets with an unknown block, by their logical ids. */
  readonly hidden: readonly string[];
  /** What is known only at deployment or depends on parameters, as sentences. */
  readonly notes: readonly string[];
}

export interface PlacedSubnet extends TemplateSubnet {
  readonly range: Range;
}

/** Requests the edits that write planned subnets into a template. */
export const WRITE_SUBNETS_REQUEST = 'vpcLens/writeSubnets';

export interface WriteSubnetsParams {
  /** The edits apply to this version only. */
  readonly textDocument: { readonly uri: string; readonly version: number };
  /** The VPC's logical id. */
  readonly vpc: string;
  readonly subnets: readonly WantedSubnet[];
  /** Existing subnets that get another block or zone. */
  readonly updates: readonly UpdatedSubnet[];
  /** `select`: as parts of the VPC's block, by `Fn::Select` and `Fn::Cidr`, if possible. */
  readonly form: 'literal' | 'select';
}

export interface WantedSubnet {
  readonly name: string;
  readonly cidr: string;
  readonly zone: number | null;
  readonly tier: string;
  /** The index of the /64 in the VPC's IPv6 block; null for none. */
  readonly ipv6: number | null;
  /**
   * The route table's logical id; null for the main table. If absent, the table of its tier, if that is unambiguous.
   */
  readonly routeTable?: string | null;
}

export interface UpdatedSubnet {
  readonly id: string;
  /** Undefined if it is unchanged. */
  readonly cidr?: string;
  readonly zone?: number;
}

export interface WrittenSubnet {
  readonly id: string;
  readonly routeTable: string | null;
}

export type WriteSubnetsAnswer =
  | {
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
      /** The new subnets as written, in the order requested; null for the main route table. */
      readonly subnets: readonly WrittenSubnet[];
      /** What was written, in one or two sentences. */
      readonly message: string;
    }
  | { readonly refused: string };

// ---- The network map

/** The client's command that shows the map of a document: `[its address, the VPC or stage to mark]`. */
export const SHOW_MAP_COMMAND = 'vpcLens.showMap';

/** Requests the picture of an open document's network. */
export const MAP_REQUEST = 'vpcLens/map';

export interface MapParams {
  readonly textDocument: { readonly uri: string };
  /** One of `MapAnswer.scenarios`; null for the first. */
  readonly scenario: string | null;
  /** Keys of the folded groups of workloads or subnets that are unfolded. */
  readonly unfolded: readonly string[];
}

export interface MapReply {
  /** True if the text has a syntax error, so that a part may be missing. */
  readonly isBroken: boolean;
  /** Null if the document has no network. */
  readonly map: MapAnswer | null;
}

export interface MapAnswer {
  /** The version of the document that was read. */
  readonly version: number;
  /** The scenarios with different networks, such as "UseNat is true"; empty if there is one. */
  readonly scenarios: readonly string[];
  /** The scenario that is drawn; null if there is one. */
  readonly scenario: string | null;
  readonly scene: Scene;
  /** By the keys of the boxes. */
  readonly places: Readonly<Record<string, MapPlace>>;
}

export interface MapPlace {
  /** The whole of its resource; null if the file does not define it. */
  readonly own: Range | null;
  /** The ranges of the objects that a folded group contains. */
  readonly members: readonly Range[];
  /** The ranges of resources that belong to it and are not drawn. */
  readonly about: readonly Range[];
}

/** Requests what a source reaches, for everything in the picture with the same parameters. */
export const MAP_REACH_REQUEST = 'vpcLens/mapReach';

export interface MapReachParams extends MapParams {
  /** A name, as in `TraceRequest`. */
  readonly from: string;
}

export type MapReachAnswer =
  /** By the keys of the boxes, without those that accept no traffic. */
  | { readonly verdicts: Readonly<Record<string, ReachVerdict>> }
  /** Why there is no answer. */
  | { readonly sentence: string };

/** Requests the map as a Mermaid flowchart: a text, or null. */
export const MAP_MERMAID_REQUEST = 'vpcLens/mapMermaid';

// ---- New networks

/** Requests the template of a new network. */
export const NEW_NETWORK_REQUEST = 'vpcLens/newNetwork';

export interface NewNetworkParams {
  /** The pattern's id. */
  readonly pattern: string;
  readonly zones: string;
  /** The block of the VPC. */
  readonly cidr: string;
  /** Names of extras and of AWS services that get an endpoint. */
  readonly extras: readonly string[];
  readonly format: 'yaml' | 'json';
}

export type NewNetworkAnswer = { readonly template: string } | { readonly refused: string };

/** Requests the edits that add the `vpc_config` of a new network to an open Zappa settings file. */
export const ADD_VPC_CONFIG_REQUEST = 'vpcLens/addVpcConfig';

export interface AddVpcConfigParams {
  readonly textDocument: { readonly uri: string };
  readonly network: NewNetworkParams;
}

export interface AddVpcConfigAnswer {
  /** The version of the document that was read. */
  readonly version: number;
  /** The stages without a `vpc_config` of their own or an inherited one. */
  readonly stages: readonly StageEdits[];
}

export interface StageEdits {
  readonly stage: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

// ---- The status

/** Requests what an open document is checked with; the answer is null for a document that is not checked. */
export const STATUS_REQUEST = 'vpcLens/status';

export interface StatusParams {
  readonly uri: string;
}

export interface StatusAnswer {
  readonly kind: 'template' | 'zappa' | 'inventory';
  readonly profile: string;
  /** The addresses of the parameter files that apply. */
  readonly parameterFiles: readonly string[];
  /** The inventory's age, such as "3 days old"; null if there is none, empty if the age is unknown. */
  readonly inventoryAge: string | null;
}
