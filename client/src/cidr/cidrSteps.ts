import * as vscode from 'vscode';
import type { Cidr } from '../../../server/src/cidr/cidr.ts';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import { chooseLine, type PickLine } from './chooseLine.ts';
import { type CidrLine, describeText, linesOfParts, splitLines } from './cidrLines.ts';

/**
 * First step: facts about a block. Optional second and third steps split it. Escape ends; Back returns to the previous
 * step.
 */
export async function calculate(start: string): Promise<void> {
  let typed = start;
  for (;;) {
    const chosen = await chooseLine<CidrLine | Cidr | Planned>({
      step: 1,
      placeholder: vscode.l10n.t('A block such as 10.0.0.0/16; Enter copies the selected line'),
      value: typed,
      choicesFor: (value) => {
        typed = value;
        return choicesForText(value);
      },
    });
    if (!chosen || chosen === 'back') return;
    if ('block' in chosen) {
      await vscode.commands.executeCommand('vpcLens.subnetCalculator', formatCidr(chosen.block));
      return;
    }
    if (!('family' in chosen)) return copy(chosen);
    if ((await splitBlock(chosen)) === 'done') return;
  }
}

async function splitBlock(cidr: Cidr): Promise<'done' | 'back'> {
  for (;;) {
    const size = await chooseLine({
      step: 2,
      placeholder: vscode.l10n.t('Split {0} into equal blocks of which size?', formatCidr(cidr)),
      choices: splitLines(cidr).map((line) => ({ ...choiceFor(line), answer: line.prefix })),
    });
    if (size === 'back') return 'back';
    if (size === undefined) return 'done';
    const parts = linesOfParts(cidr, size);
    const all: CidrLine = {
      value: vscode.l10n.t('Copy all {0}', parts.length),
      meaning: vscode.l10n.t('one per line'),
      copy: parts.map(({ value }) => value).join('\n'),
    };
    const part = await chooseLine({
      step: 3,
      placeholder: vscode.l10n.t(
        '{0} in blocks of /{1}; Enter copies the selected line',
        formatCidr(cidr),
        size,
      ),
      choices: [all, ...parts].map(choiceFor),
    });
    if (part === 'back') continue;
    if (part) await copy(part);
    return 'done';
  }
}

/** The choice to plan in a block, which opens the calculator. */
interface Planned {
  readonly block: Cidr;
}

function choicesForText(typed: string): PickLine<CidrLine | Cidr | Planned>[] {
  const answer = describeText(typed);
  if (answer.kind === 'blank')
    return [{ label: vscode.l10n.t('Type a block such as 10.0.0.0/16 or 2001:db8::/56.') }];
  if (answer.kind === 'sentence') return [{ label: answer.text }];
  const choices = answer.sections.flatMap(({ title, lines }): PickLine<CidrLine | Cidr | Planned>[] => [
    { label: title, separator: true },
    ...lines.map(choiceFor),
  ]);
  if (splitLines(answer.cidr).length > 0) {
    choices.push(
      { label: vscode.l10n.t('Split'), separator: true },
      {
        label: vscode.l10n.t('Plan subnets in it…'),
        description: vscode.l10n.t('in the calculator'),
        answer: { block: answer.cidr },
      },
      { label: vscode.l10n.t('Split into smaller blocks…'), answer: answer.cidr },
    );
  }
  return choices;
}

function choiceFor(line: CidrLine): PickLine<CidrLine> {
  return { label: line.value, description: line.meaning, answer: line };
}

async function copy({ value, copy = value }: CidrLine): Promise<void> {
  await vscode.env.clipboard.writeText(copy);
  const shown = copy.includes('\n') ? `${copy.split('\n').length} blocks` : copy;
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', shown), 4000);
}
