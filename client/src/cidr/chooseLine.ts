import * as vscode from 'vscode';

/** A line of a Quick Pick. Enter does nothing on a line without an answer. */
export interface PickLine<Answer> {
  readonly label: string;
  readonly description?: string;
  readonly separator?: boolean;
  readonly answer?: Answer;
}

interface Question<Answer> {
  /** Step 1 has no Back button. */
  readonly step: number;
  readonly placeholder: string;
  readonly value?: string;
  /** Fixed choices that typing filters, or `choicesFor`, which computes them from the typed text. */
  readonly choices?: readonly PickLine<Answer>[];
  readonly choicesFor?: (typed: string) => readonly PickLine<Answer>[];
}

/** One step of a Quick Pick: returns the answer of the chosen line, 'back', or undefined if it was closed. */
export function chooseLine<Answer>(question: Question<Answer>): Promise<Answer | 'back' | undefined> {
  const { step, placeholder, value = '', choices, choicesFor } = question;
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { answer?: Answer }>();
  pick.title = vscode.l10n.t('Calculate CIDR');
  pick.placeholder = placeholder;
  // Proposed API, ignored where it is unknown. Without it VS Code sorts the lines and hides the separators while
  // typing.
  Object.assign(pick, { sortByLabel: false });
  pick.value = value;
  pick.items = (choices ?? choicesFor?.(value) ?? []).map((choice) =>
    itemFor(choice, choicesFor !== undefined),
  );
  if (step > 1) {
    pick.step = step;
    pick.totalSteps = 3;
    pick.buttons = [vscode.QuickInputButtons.Back];
  }
  if (choicesFor) {
    let answered = value;
    pick.onDidChangeValue((typed) => {
      // VS Code reports the first value too, once the list is shown; the same lines again would lose the chosen one.
      if (typed === answered) return;
      answered = typed;
      pick.items = choicesFor(typed).map((choice) => itemFor(choice, true));
    });
  }
  return new Promise((resolve) => {
    pick.onDidTriggerButton(() => resolve('back'));
    pick.onDidAccept(() => {
      const answer = pick.selectedItems[0]?.answer;
      if (answer !== undefined) resolve(answer);
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose()) as Promise<Answer | 'back' | undefined>;
}

/** With `always` a line is not filtered, because it was computed from the typed text. */
function itemFor<Answer>(
  choice: PickLine<Answer>,
  always: boolean,
): vscode.QuickPickItem & { answer?: Answer } {
  const { label, description, separator, answer } = choice;
  return {
    label,
    alwaysShow: always,
    ...(description === undefined ? {} : { description }),
    ...(separator ? { kind: vscode.QuickPickItemKind.Separator } : {}),
    ...(answer === undefined ? {} : { answer }),
  };
}
