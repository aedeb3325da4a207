import * as vscode from 'vscode';
import { EXTRAS, OFFERED_ENDPOINTS, PATTERNS, ZONE_COUNTS } from '../../../server/src/patterns/patterns.ts';
import type { NewNetworkParams } from '../../../server/src/protocol.ts';
import { askStepByStep, type Chosen } from './stepByStep.ts';

/** Shows a preview of the network, or the reason why it cannot be built. */
export type Try = (network: NewNetworkParams) => Promise<string | undefined>;

/** Asks for a network step by step; undefined if cancelled. Back returns to the step before. */
export function askForNetwork(start: NewNetworkParams, attempt: Try): Promise<NewNetworkParams | undefined> {
  return askStepByStep(
    start,
    STEPS.map((step) => (network, at) => step(network, at, attempt)),
  );
}

type NetworkStep = (network: NewNetworkParams, at: number, attempt: Try) => Promise<Chosen<NewNetworkParams>>;

const STEPS: readonly NetworkStep[] = [
  (network, at, attempt) =>
    pickOne(
      vscode.l10n.t('Pattern'),
      at,
      PATTERNS.map(({ id, title, whom }) => ({
        label: title,
        detail: whom,
        network: { ...network, pattern: id, extras: [] },
      })),
      attempt,
    ),
  (network, at, attempt) =>
    pickOne(
      vscode.l10n.t('Availability Zones'),
      at,
      ZONE_COUNTS.map((count) => ({
        label: vscode.l10n.t('{0} zones', count),
        network: { ...network, zones: String(count) },
      })),
      attempt,
    ),
  askForBlock,
  pickExtras,
  (network, at, attempt) =>
    pickOne(
      vscode.l10n.t('Language of the template'),
      at,
      (['yaml', 'json'] as const).map((format) => ({
        label: format.toUpperCase(),
        network: { ...network, format },
      })),
      attempt,
    ),
];

interface Line extends vscode.QuickPickItem {
  readonly network: NewNetworkParams;
}

/** One line of a list; the active line is previewed. */
function pickOne(
  placeholder: string,
  at: number,
  lines: readonly Line[],
  attempt: Try,
): Promise<Chosen<NewNetworkParams>> {
  const pick = stepAt(vscode.window.createQuickPick<Line>(), placeholder, at);
  pick.items = lines;
  pick.matchOnDetail = true;
  pick.onDidChangeActive(([line]) => line && void attempt(line.network));
  return showStep(pick, () => pick.selectedItems[0]?.network);
}

/** Asks for the block of the VPC; one that is too small stays in the box, with the reason below. */
function askForBlock(network: NewNetworkParams, at: number, attempt: Try): Promise<Chosen<NewNetworkParams>> {
  const box = stepAt(vscode.window.createInputBox(), vscode.l10n.t('Block of the VPC'), at);
  box.value = network.cidr;
  const check = async () => {
    const typed = { ...network, cidr: box.value.trim() };
    const refused = await attempt(typed);
    box.validationMessage = refused ?? '';
    return refused === undefined ? typed : undefined;
  };
  box.onDidChangeValue(() => void check());
  return showStep(box, check);
}

interface Extra extends vscode.QuickPickItem {
  readonly name?: string;
}

function pickExtras(network: NewNetworkParams, at: number, attempt: Try): Promise<Chosen<NewNetworkParams>> {
  const pick = stepAt(vscode.window.createQuickPick<Extra>(), vscode.l10n.t('Additions, or none'), at);
  const own = PATTERNS.find(({ id }) => id === network.pattern)?.endpoints ?? [];
  pick.canSelectMany = true;
  pick.items = [
    ...Object.entries(EXTRAS)
      // Without a public subnet there is no place for it.
      .filter(([name]) => name !== 'bastion' || network.pattern !== 'internal')
      .map(([name, label]): Extra => ({ label, name })),
    { label: vscode.l10n.t('Endpoints'), kind: vscode.QuickPickItemKind.Separator },
    ...OFFERED_ENDPOINTS.filter((name) => !own.includes(name)).map(
      (name): Extra => ({ label: vscode.l10n.t('Endpoint for {0}', name), name }),
    ),
  ];
  pick.selectedItems = pick.items.filter(({ name }) => name !== undefined && network.extras.includes(name));
  const withExtras = (items: readonly Extra[]) => ({
    ...network,
    extras: items.flatMap(({ name }) => name ?? []),
  });
  pick.onDidChangeSelection(async (items) => {
    const refused = await attempt(withExtras(items));
    pick.placeholder = refused ?? vscode.l10n.t('Additions, or none');
  });
  return showStep(pick, async () => {
    const wanted = withExtras(pick.selectedItems);
    return (await attempt(wanted)) === undefined ? wanted : undefined;
  });
}

/** The steps of the network, the file and Zappa's settings. */
export const TOTAL_STEPS = STEPS.length + 1;

export function stepAt<T extends vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>>(
  input: T,
  placeholder: string,
  at: number,
): T {
  input.title = vscode.l10n.t('New Network');
  input.placeholder = placeholder;
  input.step = at + 1;
  input.totalSteps = TOTAL_STEPS;
  // Focusing the preview must not close the input.
  input.ignoreFocusOut = true;
  if (at > 0) input.buttons = [vscode.QuickInputButtons.Back];
  return input;
}

type Shown = Pick<vscode.InputBox, 'onDidAccept' | 'onDidHide' | 'onDidTriggerButton' | 'show' | 'dispose'>;

/** Shows a step until it has an answer; `read` returns undefined for an input that is none. */
export function showStep<T>(
  input: Shown,
  read: () => T | undefined | Promise<T | undefined>,
): Promise<Chosen<T>> {
  return new Promise<Chosen<T>>((resolve, reject) => {
    input.onDidTriggerButton(() => resolve('back'));
    input.onDidAccept(() => {
      Promise.resolve(read()).then((answer) => answer !== undefined && resolve(answer), reject);
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
