import type { PlacedVpc, UpdatedSubnet, WantedSubnet, WrittenSubnet } from '../../../server/src/protocol.ts';
import type { ExportFormat } from '../../../server/src/subnetPlan/formats/exports.ts';
import { isJson, isListOf, isNotice, isText, isTextOrNull } from '../shared/messages.ts';

// Messages between the page and the extension. Both sides validate them, since the other may be of another version.

/** A template as the page knows it. */
export interface BoundTemplate {
  readonly uri: string;
  /** The display name: the file name. */
  readonly name: string;
  readonly version: number;
  readonly vpcs: readonly PlacedVpc[];
}

export interface SubnetsToWrite {
  /** The version of the template. */
  readonly version: number;
  readonly vpc: string;
  readonly subnets: readonly WantedSubnet[];
  readonly updates: readonly UpdatedSubnet[];
  readonly form: 'literal' | 'select';
}

/** What would be written into the template, or why nothing would. */
export type Preview =
  | { readonly text: string; readonly subnets: readonly WrittenSubnet[] }
  | { readonly refused: string };

export type CalculatorPageMessage =
  /** The page is ready to receive messages. */
  | { readonly type: 'ready' }
  /** Show the subnet or VPC of the template, and go there if `focus`. */
  | { readonly type: 'reveal'; readonly id: string; readonly focus: boolean }
  | ({ readonly type: 'write' } & SubnetsToWrite)
  /** Show the text that the same request would write. */
  | ({ readonly type: 'preview' } & SubnetsToWrite)
  /** The plan is another one; the text is that of its file. `isPlanned` where it has blocks that nothing else holds. */
  | { readonly type: 'changed'; readonly text: string; readonly isPlanned: boolean }
  /** Save the plan in its file; `as` asks for another one. */
  | { readonly type: 'save'; readonly text: string; readonly as: boolean }
  /** Undo or redo in the document that the page edits. */
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'export'; readonly format: ExportFormat; readonly text: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Ask for a file with a plan. */
  | { readonly type: 'open' }
  /** Ask for a template of the workspace to plan in. */
  | { readonly type: 'pickTemplate' };

export type CalculatorHostMessage =
  /** The answer to `ready`: the initial content, unless the page remembers a plan. */
  | {
      readonly type: 'begin';
      readonly vpc: string | null;
      readonly template: BoundTemplate | null;
      /** The first block. */
      readonly block: string | null;
      /** The text of a plan that was closed without being saved. */
      readonly plan: string | null;
    }
  /** The template as it is now. */
  | { readonly type: 'template'; readonly template: BoundTemplate; readonly vpc: string | null }
  /** The cursor is in that subnet or VPC of the template. */
  | { readonly type: 'select'; readonly id: string }
  /** The text of the document that the page edits: at first, and whenever something else changed it. */
  | { readonly type: 'document'; readonly text: string; readonly name: string }
  /** The answer to `preview`. */
  | { readonly type: 'preview'; readonly preview: Preview }
  /** Something to tell. */
  | { readonly type: 'notice'; readonly text: string; readonly failed: boolean };

const isZone = (value: unknown): boolean => value === null || Number.isInteger(value);

/** Whether a value is a message from the page. */
export function isCalculatorPageMessage(value: unknown): value is CalculatorPageMessage {
  if (!isJson(value)) return false;
  switch (value.type) {
    case 'ready':
    case 'open':
    case 'undo':
    case 'redo':
    case 'pickTemplate':
      return true;
    case 'reveal':
      return isText(value.id) && typeof value.focus === 'boolean';
    case 'save':
      return isText(value.text) && typeof value.as === 'boolean';
    case 'export':
      return isText(value.text) && isText(value.format);
    case 'copy':
      return isText(value.text);
    case 'changed':
      return isText(value.text) && typeof value.isPlanned === 'boolean';
    case 'write':
    case 'preview':
      return (
        Number.isInteger(value.version) &&
        isText(value.vpc) &&
        (value.form === 'literal' || value.form === 'select') &&
        isListOf(value.subnets, isWanted) &&
        isListOf(value.updates, isUpdated)
      );
    default:
      return false;
  }
}

function isWanted(value: unknown): boolean {
  if (!isJson(value)) return false;
  return (
    isText(value.name) &&
    isText(value.cidr) &&
    isText(value.tier) &&
    isZone(value.zone) &&
    isZone(value.ipv6) &&
    (value.routeTable === undefined || isTextOrNull(value.routeTable))
  );
}

function isUpdated(value: unknown): boolean {
  if (!isJson(value) || !isText(value.id)) return false;
  return (
    (value.cidr === undefined || isText(value.cidr)) &&
    (value.zone === undefined || Number.isInteger(value.zone))
  );
}

/** Whether a value is a message from the extension. */
export function isCalculatorHostMessage(value: unknown): value is CalculatorHostMessage {
  if (!isJson(value)) return false;
  switch (value.type) {
    case 'begin':
      return (
        isTextOrNull(value.vpc) &&
        isTextOrNull(value.block) &&
        isTextOrNull(value.plan) &&
        (value.template === null || isTemplate(value.template))
      );
    case 'template':
      return isTextOrNull(value.vpc) && isTemplate(value.template);
    case 'select':
      return isText(value.id);
    case 'document':
      return isText(value.text) && isText(value.name);
    case 'preview':
      return isPreview(value.preview);
    case 'notice':
      return isNotice(value);
    default:
      return false;
  }
}

function isPreview(value: unknown): boolean {
  if (!isJson(value)) return false;
  if (value.refused !== undefined) return isText(value.refused);
  const isWritten = (one: unknown) => isJson(one) && isText(one.id) && isTextOrNull(one.routeTable);
  return isText(value.text) && isListOf(value.subnets, isWritten);
}

function isTemplate(value: unknown): boolean {
  if (!isJson(value)) return false;
  return (
    isText(value.uri) && isText(value.name) && Number.isInteger(value.version) && isListOf(value.vpcs, isVpc)
  );
}

function isVpc(value: unknown): boolean {
  if (!isJson(value)) return false;
  return (
    isText(value.id) &&
    isTextOrNull(value.ipv6) &&
    isListOf(value.blocks, isText) &&
    isListOf(value.notes, isText) &&
    isListOf(value.routeTables, isText) &&
    isListOf(value.subnets, isSubnetOfTemplate)
  );
}

function isSubnetOfTemplate(value: unknown): boolean {
  return isJson(value) && isText(value.id) && isText(value.cidr) && isText(value.tier) && isZone(value.zone);
}
