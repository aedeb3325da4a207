import type { Change } from '../changes/change.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { InventoryFile } from '../inventory/inventoryFile.ts';
import type { Network } from '../network/model.ts';
import type { Edit } from '../syntax/edit.ts';
import type { Span } from '../syntax/span.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Shared } from '../template/evaluation/reads.ts';
import type { Scenario } from '../template/evaluation/scenario.ts';
import type { Scenarios } from '../template/scenarios/scenarios.ts';
import type { Template } from '../template/template.ts';
import type { ZappaSettings } from '../zappa/settings.ts';
import type { Steps } from './engine/steps.ts';
import type { Suppression } from './engine/suppressions.ts';

/**
 * `error`: AWS or Zappa refuses it. `warning`: it deploys and then does not work, or is open to the world.
 * `info`: it works and costs or is fragile. `hint`: style.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** A rule's subject, which is also its folder and its heading in the docs. */
export type Area =
  | 'addresses'
  | 'subnets'
  | 'routing'
  | 'endpoints'
  | 'network-acls'
  | 'security-groups'
  | 'load-balancers'
  | 'listeners'
  | 'compute'
  | 'databases'
  | 'lambda'
  | 'zappa'
  | 'functions'
  | 'names'
  | 'ordering'
  | 'properties'
  | 'files';

export interface Rule {
  /** The file's name, the fixture folder's, the page's and the setting's key. */
  readonly id: string;
  readonly area: Area;
  readonly severity: Severity;
  /** `strict` rules run only in the strict profile. */
  readonly profile: 'recommended' | 'strict';
  /** The files it looks at; fixtures must show it in each. */
  readonly appliesTo: readonly ('template' | 'zappa' | 'inventory')[];
  /** What is wrong, without an instance. */
  readonly title: string;
  /** What follows from it, for the rule's page. */
  readonly why: string;
  /** What to do, for the rule's page; needed where no quick fix says so. */
  readonly howToFix?: string;
  /** When the finding is no mistake, for the rule's page: "If …". Errors have none, since AWS or Zappa rejects the file. */
  readonly whenToIgnore?: string;
  /** Where AWS or Zappa says so: pages and fact ids. */
  readonly sources: readonly string[];
  /** cfn-lint's rule that finds the same; left to it where the user has it in the editor too. */
  readonly cfnLint?: string;
  /** The JSON schema of Zappa's settings finds the same; left to editors that check the file by it. */
  readonly isInSchema?: true;
  /** Reads what it needs through the file: as long as all that it read stays the same, its reports are kept. */
  readonly check: Check;
}

export interface Check {
  (file: CheckedFile): Iterable<Report>;
  /** Where findings are kept for each thing: what the check finds in a scenario, in small steps. */
  readonly inSteps?: (scenario: Scenario) => Steps<Shared<readonly Report[]>>;
}

/** What a rule looks at: one file, in one scenario. */
export interface CheckedFile {
  readonly tree: SyntaxTree;
  /** Some of the text could not be read; what is missing may stand there. */
  readonly isBroken: boolean;
  readonly network: Network;
  /** The network in every scenario, this one among them: a fix for one must not break another. */
  readonly networks: readonly Network[];
  readonly template: Template | undefined;
  /** What is decided in the template here; undefined for other files. */
  readonly scenario: Scenario | undefined;
  readonly scenarios: Scenarios | undefined;
  readonly zappa: ZappaSettings | undefined;
  /** The file itself, where it is a part of an inventory. */
  readonly inventoryFile: InventoryFile | undefined;
  /** The existing networks as AWS describes them; undefined without an inventory. */
  readonly inventory: Inventory | undefined;
  /** Suppressions that none of the other rules' findings needed; known once those have run. */
  readonly unusedSuppressions: readonly Suppression[];
}

/** One thing that is wrong, at one place. */
export interface Report {
  readonly at: Span;
  readonly message: string;
  /** The logical id of the resource that the finding belongs to. */
  readonly resource?: string;
  /** The Zappa stage that suffers; of several with one setting, the one that the setting is written in. */
  readonly stage?: string;
  /** The names of the other stages of which the same is true. */
  readonly heirs?: readonly string[];
  /** The other party, such as the subnet that overlaps. */
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Pages that describe a remedy that is no edit of the file. */
  readonly pages?: readonly Page[];
  /** What would help in AWS, where the file has nothing to change. */
  readonly remedies?: readonly Remedy[];
  /** Only where this instance is less (or more) grave than the rule usually is. */
  readonly severity?: Severity;
  /** Of a rule that is in the schema: the schema lets this instance pass. */
  readonly isBesideSchema?: boolean;
  /** Parameters whose defaults the finding rests on: it says so, and is no error. */
  readonly defaults?: readonly string[];
  /**
   * The finding of another rule that this one follows from. Where that one is reported, this becomes a related place
   * of it: one cause, one finding.
   */
  readonly cause?: { readonly rule: string; readonly at: Span };
}

export interface Related {
  readonly at: Span;
  readonly message: string;
}

export interface Fix {
  /** Says what will stand there, as an order: "Write 10.0.1.0/24". */
  readonly title: string;
  /** The one thing that the user can have meant. A fix that needs a choice is not preferred. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
}

export interface Page {
  /** What is there, as an order: "Read how to …". */
  readonly title: string;
  readonly url: string;
}

/** Changes to a network that exists, in the order in which AWS takes them; all of them together help. */
export interface Remedy {
  readonly changes: readonly Change[];
  /** Where the network is: `eu-central-1`. */
  readonly region: string;
}

/** Gives the rule its type; a misspelt field does not compile. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
