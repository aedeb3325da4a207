import * as vscode from 'vscode';
import type { ReachName } from '../../../server/src/protocol.ts';

interface Question {
  readonly title: string;
  /** Step 1 has no Back button. */
  readonly step: number;
  readonly placeholder: string;
  readonly names: readonly ReachName[];
  /** The text that was typed when the step was left. */
  readonly value: string;
  /** Why a name cannot be used, as a sentence; undefined if it can. */
  readonly refusal: (name: string) => Promise<string | undefined>;
}

function inSections(names: readonly ReachName[]): vscode.QuickPickItem[] {
  return names.flatMap(({ name, what, section }, i) => [
    ...(section === names[i - 1]?.section ? [] : [separator(section)]),
    { label: name, description: what },
  ]);
}

const SEPARATOR = vscode.QuickPickItemKind.Separator;

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: SEPARATOR };
}

/** Asks for a name from the list or any other. A refusal is shown in the list, and the typed text stays. */
export function chooseParty(question: Question): Promise<string | 'back' | undefined> {
  const { title, step, placeholder, names, value, refusal } = question;
  const pick = vscode.window.createQuickPick();
  // VS Code knows lines by their numbers, so a list that changes while somebody types must not change its beginning: the
  // typed text comes last, and a name that is typed in full becomes the active line where it is.
  const listed = inSections(names);
  const show = (typed: string) => {
    const exact = listed.find(({ label, kind }) => label === typed && kind !== SEPARATOR);
    pick.items =
      typed === '' || exact
        ? listed
        : [...listed, separator(vscode.l10n.t('As typed')), { label: typed, alwaysShow: true }];
    if (exact) pick.activeItems = [exact];
  };
  pick.title = title;
  pick.step = step;
  pick.totalSteps = 3;
  pick.placeholder = placeholder;
  // Proposed API, ignored where it is unknown. Without it VS Code sorts the lines while typing.
  Object.assign(pick, { sortByLabel: false });
  if (step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  pick.value = value;
  show(value);
  pick.onDidChangeValue((typed) => {
    show(typed.trim());
  });
  const accept = async (name: string) => {
    pick.busy = true;
    const sentence = await refusal(name);
    pick.busy = false;
    if (sentence === undefined) return name;
    pick.items = [{ label: sentence, iconPath: new vscode.ThemeIcon('error'), alwaysShow: true }];
    return undefined;
  };
  return new Promise<string | 'back' | undefined>((resolve, reject) => {
    pick.onDidTriggerButton(() => resolve('back'));
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      // A refusal has an icon, and Enter on it does nothing. A fast typist may press Enter before the list is updated.
      const isName = item && item.kind !== SEPARATOR;
      const name = item?.iconPath ? '' : isName ? item.label : pick.value.trim();
      if (name !== '') accept(name).then((one) => one !== undefined && resolve(one), reject);
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}
