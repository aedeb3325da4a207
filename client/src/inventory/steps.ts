import * as vscode from 'vscode';
import { type AwsTarget, regionProblem } from './words.ts';

/** Asks for the profile and for the region; undefined if the user cancels. */
export async function choosePlace(
  profiles: readonly { readonly name: string; readonly region: string | undefined }[],
): Promise<AwsTarget | undefined> {
  const ofEnvironment = {
    label: vscode.l10n.t('No profile'),
    description: vscode.l10n.t('credentials and region as the AWS CLI finds them'),
    profile: undefined,
    region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION,
  };
  const items = profiles.map(({ name, region }) => ({
    label: name,
    description: region ?? '',
    profile: name as string | undefined,
    region,
  }));
  const chosen = await vscode.window.showQuickPick([...items, ofEnvironment], {
    title: vscode.l10n.t('Read Network from AWS (1 of 2): Profile'),
    placeHolder: vscode.l10n.t('A profile of the AWS CLI'),
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const region = await vscode.window.showInputBox({
    title: vscode.l10n.t('Read Network from AWS (2 of 2): Region'),
    value: chosen.region ?? '',
    prompt: vscode.l10n.t('Region, such as eu-central-1'),
    ignoreFocusOut: true,
    validateInput: (text) => regionProblem(text, vscode.l10n.t),
  });
  return region === undefined ? undefined : { profile: chosen.profile, region: region.trim() };
}
