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
 * `error`: AWS or Zappa refuses it. `warning`: it deploys and then does not work, or is open to the world. `info`: it
 * works, but costs money or is fragile. `hint`: style.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The subject of a rule, which is also its folder and its heading in the docs. */
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
  /** Also the name of the file, the fixture folder, the page and the setting's key. */
  readonly id: string;
  readonly area: Area;
  readonly severity: Severity;
  /** `strict` rules run only in the strict profile. */
  readonly profile: 'recommended' | 'strict';
  /** The kinds of files that it checks; there must be fixtures of each. */
  readonly appliesTo: readonly ('template' | 'zappa' | 'inventory')[];
  /** What is wrong, without an instance. */
  readonly title: string;
  /** The consequence, for the rule's page. */
  readonly why: string;
  /** What to do, for the rule's page; required if there is no quick fix. */
  readonly howToFix?: string;
  /**
   * When the finding can be ignored, for the rule's page: "If …". Errors have none, since AWS or Zappa rejects the
   * file.
   */
  readonly whenToIgnore?: string;
  /** The pages and fact ids in which AWS or Zappa documents it. */
  readonly sources: readonly string[];
  /** cfn-lint's rule with the same findings; the rule is off if the user has cfn-lint in the editor. */
  readonly cfnLint?: string;
  /** Set if the JSON schema of Zappa's settings finds the same; the rule is off in editors that validate by it. */
  readonly isInSchema?: true;
  /** Reads everything through the file, so that its reports can be reused until something that it read changes. */
  readonly check: Check;
}

export interface Check {
  (file: CheckedFile): Iterable<Report>;
  /**
   * For checks that examine items one by one: the reports in a scenario, computed in steps and cached for each item.
   */
  readonly inSteps?: (scenario: Scenario) => Steps<Shared<readonly Report[]>>;
}

/** The input of a check: one file, in one scenario. */
export interface CheckedFile {
  readonly tree: SyntaxTree;
  /** True if a part of the text could not be parsed, so that something missing may be there. */
  readonly isBroken: boolean;
  readonly network: Network;
  /** The networks of all scenarios, including this one: a fix for one must not break another. */
  readonly networks: readonly Network[];
  readonly template: Template | undefined;
  /** The scenario of a template; undefined for other files. */
  readonly scenario: Scenario | undefined;
  readonly scenarios: Scenarios | undefined;
  readonly zappa: ZappaSettings | undefined;
  /** The file itself, if it is a part of an inventory. */
  readonly inventoryFile: InventoryFile | undefined;
  /** The existing networks as AWS describes them; undefined without an inventory. */
  readonly inventory: Inventory | undefined;
  /** Suppressions that suppressed no finding; known after all other rules have run. */
  readonly unusedSuppressions: readonly Suppression[];
}

/** One mistake at one place. */
export interface Report {
  readonly at: Span;
  readonly message: string;
  /** The logical id of the resource that the finding belongs to. */
  readonly resource?: string;
  /** The affected Zappa stage; if several share a setting, the stage that contains it. */
  readonly stage?: string;
  /** The names of the other affected stages. */
  readonly extendedBy?: readonly string[];
  /** The other places involved, such as the subnet that overlaps. */
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Pages that describe a remedy outside of the file. */
  readonly pages?: readonly Page[];
  /** Changes in AWS that help, if the file need not change. */
  readonly remedies?: readonly Remedy[];
  /** Set if this instance is more or less severe than the rule usually is. */
  readonly severity?: Severity;
  /** For a rule that the JSON schema covers: the schema accepts this instance. */
  readonly isBesideSchema?: boolean;
  /** Parameters whose defaults the finding depends on: the message names each once, and it is not an error. */
  readonly defaults?: readonly string[];
  /**
   * The finding of another rule that causes this one, or several that may. If one is reported, this one becomes one of its related
   * places: one cause, one finding.
   */
  readonly cause?: Cause | readonly Cause[];
}

export interface Cause {
  readonly rule: string;
  /** The place of that finding, or a part of it. */
  readonly at: Span;
}

export interface Related {
  readonly at: Span;
  readonly message: string;
}

export interface Fix {
  /** The result as an imperative: "Write 10.0.1.0/24". */
  readonly title: string;
  /** True if it is the only thing that the user can have meant. A fix that needs a choice is not preferred. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
}

export interface Page {
  /** What the page explains, as an imperative: "Read how to …". */
  readonly title: string;
  readonly url: string;
}

/** Changes of an existing network, in the order in which AWS accepts them; all of them together help. */
export interface Remedy {
  readonly changes: readonly Change[];
  /** The region of the network: `eu-central-1`. */
  readonly region: string;
}

/** Types the rule: a misspelt field does not compile. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
