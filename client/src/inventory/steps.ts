import * as vscode from 'vscode';
import { type AwsTarget, regionProblem } from './words.ts';

/** Asks for the profile and for the region; undefined where the person leaves. */
export async function choosePlace(
  profiles: readonly { readonly name: string; readonly region: string | undefined }[],
): Promise<AwsTarget | undefined> {
  const ofEnvironment = {
    label: 'No profile',
    description: 'credentials and region as the AWS CLI finds them',
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
    title: 'Read Network from AWS (1 of 2): Profile',
    placeHolder: 'A profile of the AWS CLI',
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const region = await vscode.window.showInputBox({
    title: 'Read Network from AWS (2 of 2): Region',
    value: chosen.region ?? '',
    prompt: 'Region, such as eu-central-1',
    ignoreFocusOut: true,
    validateInput: regionProblem,
  });
  return region === undefined ? undefined : { profile: chosen.profile, region: region.trim() };
}
