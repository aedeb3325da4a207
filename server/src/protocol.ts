/** What client and server agree on beyond the Language Server Protocol. Types and names only. */
import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Scene } from './diagram/scene.ts';
import type { TemplateSubnet, TemplateVpc } from './subnetPlan/bind.ts';

/** Sent by the client in `initialize`. An editor that sends none of it gets everything that needs none of it. */
export interface InitializationOptions {
  /** The address that shows a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage?: string;
  /** An extension that runs cfn-lint is active in the editor. */
  readonly isCfnLintActive?: boolean;
  /** An extension that completes templates and shows where names lead is active: AWS Toolkit. */
  readonly isToolkitActive?: boolean;
  /** Languages whose settings files of Zappa the editor explains and completes by the JSON schema. */
  readonly schemaLanguages?: readonly string[];
  /** The commands of the client's own that a lens or an action may name. */
  readonly commands?: readonly string[];
  /** The user trusts the authors of the workspace; left out, they are trusted. */
  readonly isTrusted?: boolean;
  /** The client has the command `COPY_COMMAND`. */
  readonly canCopy?: boolean;
}

/** The client's command that copies a text; its one argument is `CopyParams`. */
export const COPY_COMMAND = 'vpcLens.copy';

export interface CopyParams {
  readonly text: string;
  /** Said once it is copied. */
  readonly told: string;
}

/** The client's command that copies the AWS CLI commands of an inventory. */
export const COPY_INVENTORY_COMMANDS = 'vpcLens.copyInventoryCommands';

/** The client's command that shows a page; its one argument is the address: a rule's page, or one of AWS's documentation. */
export const SHOW_PAGE_COMMAND = 'vpcLens.showPage';

/** The client's command that turns a rule off in the workspace; its one argument is the rule's id. */
export const TURN_OFF_RULE_COMMAND = 'vpcLens.turnOffRule';

/** From the client: the AWS CLI commands that make an inventory, a line each, as one text. Its parameters are `{}`. */
export const INVENTORY_COMMANDS_REQUEST = 'vpcLens/inventoryCommands';

/** From the client, when an extension that runs cfn-lint or completes templates appears or goes. */
export const CFN_LINT_NOTIFICATION = 'vpcLens/cfnLint';

export interface CfnLintParams {
  readonly isActive: boolean;
  readonly isToolkitActive?: boolean;
}

/**
 * From the client, when the user says that the authors of the workspace are trusted. Until then, where the client says
 * `isTrusted: false` at the start, a `vpc-lens.json` names no other files, as the settings may not.
 */
export const TRUST_NOTIFICATION = 'vpcLens/trust';

export interface TrustParams {
  readonly isTrusted: boolean;
}

/**
 * From a client in a browser, whose server reads no files by itself: files of the workspace, before the server hears by the
 * protocol that they changed.
 */
export const FILES_NOTIFICATION = 'vpcLens/files';

export interface FilesParams {
  readonly files: readonly SentFile[];
}

/** The first message to the worker, before the protocol begins. */
export interface FirstMessage extends FilesParams {
  /** The address of `dist/program.cjs`. */
  readonly program: string;
}

export interface SentFile {
  readonly uri: string;
  /** Left out for a file or folder that is no more. */
  readonly content?: { readonly bytes: Uint8Array; readonly writtenAt: number };
}

/** The editor's settings below `vpcLens`, as `workspace/configuration` answers them: whatever somebody wrote. */
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
   * Whether names in templates lead to their declarations and uses. Where it is neither true nor false, they do unless an
   * extension is active that does so.
   */
  readonly navigation?: unknown;
  readonly codeLens?: unknown;
  readonly inlayHints?: unknown;
}

// ---- Reachability

/** The client's command that shows a trace; its one argument is a `TraceRequest`. */
export const SHOW_TRACE_COMMAND = 'vpcLens.showTrace';

/** From the client: can it get there? Answered by a `Trace`. */
export const TRACE_REQUEST = 'vpcLens/trace';

export interface TraceRequest {
  readonly uri: string;
  /** A logical id, a Zappa stage, an address or block, or `internet`. */
  readonly from: string;
  /** The same, or a service of AWS. */
  readonly to: string;
  readonly protocol?: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
  /** In which network of the map, as in `MapParams`; in every one where it is absent. */
  readonly scenario?: string | null;
}

export interface Trace {
  /** Why there is no answer. */
  readonly sentence?: string;
  /** One for each way in which the conditions of the template change the answer. */
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
  /** What opens the way; where it takes several and edits make them all, first all of them at once. */
  readonly fixes: readonly TraceFix[];
  readonly hops: readonly TraceHop[];
  /** The subnet that the hops start from, where others fare differently. */
  readonly hopsFrom?: string;
  /** How each subnet of the source fares, those that fail first; empty where all fare alike. */
  readonly subnets: readonly TraceSubnet[];
  readonly assumptions: readonly string[];
  /** What may decide an unknown answer: an inventory, where there is none, or values of parameters. */
  readonly nextSteps: readonly ('inventory' | 'parameters')[];
}

export type ReachVerdict = 'reachable' | 'partial' | 'blocked' | 'unknown';

export interface TraceHop {
  readonly label: string;
  readonly text: string;
  readonly allows: boolean;
  /** It may let all through, for what is not known. */
  readonly isUnknown?: boolean;
  /** Absent for what only an inventory tells of. */
  readonly range?: Range;
}

export interface TraceSubnet {
  readonly name: string;
  readonly verdict: ReachVerdict;
  /** Absent for a subnet of another file. */
  readonly range?: Range;
}

export interface TraceBlocker {
  /** What is in the way, by its name. */
  readonly label: string;
  readonly message: string;
  /** AWS's own name for the case. */
  readonly code: string | null;
  /** Absent for what only an inventory tells of. */
  readonly range?: Range;
}

export interface TraceFix {
  readonly title: string;
  /** Absent where it takes more than an edit, or would let the whole internet in. */
  readonly edit?: WorkspaceEdit;
  /** Where something is in the way; absent for what only an inventory tells of. */
  readonly range?: Range;
  /** The address of a page that explains it. */
  readonly page?: string;
}

/** From the client: what can be asked about in a document. Answered by `ReachNames`. */
export const REACH_NAMES_REQUEST = 'vpcLens/reachNames';

export interface ReachNamesParams {
  readonly uri: string;
  /** The cursor: the source that it stands in comes first. */
  readonly position?: Position;
  /** The source that was chosen: its destinations come first. */
  readonly from?: string;
}

export interface ReachNames {
  /** The likeliest first: at the cursor, then what does not work. */
  readonly sources: readonly ReachName[];
  readonly destinations: readonly ReachName[];
}

export interface ReachName {
  readonly name: string;
  /** The heading of its part of the list; names of one part follow each other. */
  readonly section: string;
  /** What it is and how it fares: "function · Database ✗", "database"; empty where the section says it. */
  readonly what: string;
  /** What it listens on, where that is known. */
  readonly port?: number;
}

// ---- What a change does

/** From the client: what does the document do to its network, against an older version? Answered by a `Change`. */
export const CHANGE_REQUEST = 'vpcLens/change';

export interface ChangeRequest {
  readonly uri: string;
  /** The text of the older version; left out for a file that is new. */
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
  /** A sentence without a full stop, or what the rows below are due to. */
  readonly text: string;
  /** In the document; absent for what only the older version has. */
  readonly range?: Range;
  /** From 0, in the older version. */
  readonly oldLine?: number;
  readonly rows: readonly ChangeRow[];
}

/** From the client, with a `ChangeRequest`: what does the edit of a template surely replace? Answered by a list of these. */
export const REPLACED_REQUEST = 'vpcLens/replaced';

export interface ReplacedResource {
  /** The name of the resource whose edit does it. */
  readonly range: Range;
  /** "This edit replaces PrivateA and 4 more". */
  readonly title: string;
}

// ---- Drift

/** From the client: how does what the inventory tells of AWS differ from the template? Answered by a `DriftAnswer`. */
export const DRIFT_REQUEST = 'vpcLens/drift';

/** A command of the client, which gets the template's address: shows in what AWS and the template differ. */
export const SHOW_DRIFT_COMMAND = 'vpcLens.showDrift';

export interface DriftRequest {
  readonly uri: string;
}

/** Places are those of the template; there is no older version. */
export interface DriftAnswer extends ChangeAnswer {
  /** What the template is compared with: "stack shop in the inventory of 20 November 2026". */
  readonly against?: string;
}

// ---- Network tests

/** From the client: the tests of a `*.nettest.yaml` or a `vpc-lens.json`, and what they come to. Answered by `NetworkTestsAnswer`. */
export const NETWORK_TESTS_REQUEST = 'vpcLens/networkTests';

export interface NetworkTestsParams {
  readonly uri: string;
  /** Whether the tests are run, or only told. */
  readonly run: boolean;
}

export interface NetworkTestsAnswer {
  readonly tests: readonly NetworkTestItem[];
  /** What is wrong in the text of the tests. */
  readonly mistakes: readonly { readonly message: string; readonly range: Range }[];
}

/** A test on one file. */
export interface NetworkTestItem {
  readonly title: string;
  readonly range: Range;
  /** The address of the tested file. */
  readonly tested: string;
  /** Absent where it was not run. */
  readonly outcome?: 'passed' | 'failed' | 'unknown' | 'error';
  readonly messages: readonly NetworkTestMessage[];
}

export interface NetworkTestMessage {
  readonly text: string;
  /** The line of the tested file that brings it about, or of the tests. */
  readonly place?: { readonly uri: string; readonly range: Range };
  /** The question that shows the way, what is in it and the fix. */
  readonly trace?: TraceRequest;
}

/** From the client: what holds today in an open document, as the text of a new file of tests. Answered by `RecordedTests`. */
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

/** Asks for the VPCs of a document that is open; the answer is null where that is no template. */
export const VPCS_REQUEST = 'vpcLens/vpcs';

export interface VpcsParams {
  readonly textDocument: { readonly uri: string };
}

export interface VpcsAnswer {
  /** Of the document that was read. */
  readonly version: number;
  readonly vpcs: readonly PlacedVpc[];
}

/** A VPC with the places of its parts. */
export interface PlacedVpc extends TemplateVpc {
  /** The whole of its resource. */
  readonly range: Range;
  readonly subnets: readonly PlacedSubnet[];
  /** Some block of it or of its subnets is known only when the stack is deployed. */
  readonly isPartial: boolean;
  /** The logical ids of its route tables. */
  readonly routeTables: readonly string[];
  /** Subnets whose block is not known, by their logical ids. */
  readonly hidden: readonly string[];
  /** What is known only when the stack is deployed, or with other parameters, as sentences. */
  readonly notes: readonly string[];
}

export interface PlacedSubnet extends TemplateSubnet {
  readonly range: Range;
}

/** Asks for the edits that write planned subnets into a template. */
export const WRITE_SUBNETS_REQUEST = 'vpcLens/writeSubnets';

export interface WriteSubnetsParams {
  /** Edits are made for this version alone. */
  readonly textDocument: { readonly uri: string; readonly version: number };
  /** The VPC's logical id. */
  readonly vpc: string;
  readonly subnets: readonly WantedSubnet[];
  /** Subnets that are there and get another block or zone. */
  readonly updates: readonly UpdatedSubnet[];
  /** `select`: as parts of the VPC's block, by `Fn::Select` and `Fn::Cidr`, where they can be written so. */
  readonly form: 'literal' | 'select';
}

export interface WantedSubnet {
  readonly name: string;
  readonly cidr: string;
  readonly zone: number | null;
  readonly tier: string;
  /** Which /64 of the VPC's IPv6 block; null for none. */
  readonly ipv6: number | null;
  /** The route table's logical id; null for the main one. Without it, the one that clearly is its tier's. */
  readonly routeTable?: string | null;
}

export interface UpdatedSubnet {
  readonly id: string;
  /** Undefined where it stays. */
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
      /** The new subnets as they are written, in the order requested; null for the main route table. */
      readonly subnets: readonly WrittenSubnet[];
      /** What was written, in a sentence or two. */
      readonly says: string;
    }
  | { readonly refused: string };

// ---- The network map

/** The client's command that shows the map of a document: `[its address, the VPC or stage to mark]`. */
export const SHOW_MAP_COMMAND = 'vpcLens.showMap';

/** Asks for the picture of an open document's network. */
export const MAP_REQUEST = 'vpcLens/map';

export interface MapParams {
  readonly textDocument: { readonly uri: string };
  /** One of `MapAnswer.scenarios`; null for the first. */
  readonly scenario: string | null;
  /** Keys of folds, of workloads or of subnets, that are open. */
  readonly unfolded: readonly string[];
}

export interface MapReply {
  /** The text has a syntax error, so that some of it may not be read. */
  readonly isBroken: boolean;
  /** Null where the document has no network. */
  readonly map: MapAnswer | null;
}

export interface MapAnswer {
  /** Of the document that was read. */
  readonly version: number;
  /** "UseNat is true": the ways in which conditions make the network come out; empty where there is one. */
  readonly scenarios: readonly string[];
  /** The one that is drawn; null where there is one. */
  readonly scenario: string | null;
  readonly scene: Scene;
  /** By the keys of the things. */
  readonly places: Readonly<Record<string, MapPlace>>;
}

export interface MapPlace {
  /** The whole of its resource; null for what the file does not define. */
  readonly own: Range | null;
  /** Of what it stands for, where it is folded. */
  readonly members: readonly Range[];
  /** Of resources that are not drawn and belong to it. */
  readonly about: readonly Range[];
}

/** Asks what a source reaches of everything in the picture that the same parameters give. */
export const MAP_REACH_REQUEST = 'vpcLens/mapReach';

export interface MapReachParams extends MapParams {
  /** A name, as in `TraceRequest`. */
  readonly from: string;
}

export type MapReachAnswer =
  /** By the keys of the things; those that nothing can be sent to are left out. */
  | { readonly verdicts: Readonly<Record<string, ReachVerdict>> }
  /** Why there is no answer. */
  | { readonly sentence: string };

/** Asks for the map as a Mermaid flowchart: a text, or null. */
export const MAP_MERMAID_REQUEST = 'vpcLens/mapMermaid';

// ---- New networks

/** Asks for the template of a new network. */
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

/** Asks for the edits that add the `vpc_config` of a new network to an open settings file of Zappa. */
export const ADD_VPC_CONFIG_REQUEST = 'vpcLens/addVpcConfig';

export interface AddVpcConfigParams {
  readonly textDocument: { readonly uri: string };
  readonly network: NewNetworkParams;
}

export interface AddVpcConfigAnswer {
  /** Of the document that was read. */
  readonly version: number;
  /** The stages without a `vpc_config`, their own or an inherited one. */
  readonly stages: readonly StageEdits[];
}

export interface StageEdits {
  readonly stage: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

// ---- The status

/** Asks what an open document is checked with; the answer is null for a document that is not checked. */
export const STATUS_REQUEST = 'vpcLens/status';

export interface StatusParams {
  readonly uri: string;
}

export interface StatusAnswer {
  readonly kind: 'template' | 'zappa' | 'inventory';
  readonly profile: string;
  /** The addresses of the files that give parameters their values. */
  readonly parameterFiles: readonly string[];
  /** Of the inventory, as "3 days old"; null where there is none, empty where its age is not known. */
  readonly inventoryAge: string | null;
}
