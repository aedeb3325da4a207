import { zoneLetter } from '../subnetPlan/allocate/tiers.ts';
import { applyTextEdits, type Data, type Edit, textEditsOf } from '../syntax/edit.ts';
import { parse } from '../syntax/parse.ts';
import type { Format } from '../syntax/tree.ts';
import type { NetworkRequest } from './request.ts';

/**
 * The `vpc_config` of a stage that runs in the network. AWS gives the ids when the stack is deployed; until then those of
 * the subnets end in the zone's letter over and over, as no real id does. Undefined where a function does not belong.
 */
export function vpcConfigOf({ pattern, zones }: NetworkRequest): Readonly<Record<string, Data>> | undefined {
  if (pattern.appTier === 'public') return undefined;
  const letters = Array.from({ length: zones }, (_, zone) => zoneLetter(zone));
  return {
    SubnetIds: letters.map((letter) => `subnet-0${letter.repeat(16)}`),
    SecurityGroupIds: [`sg-0${'f'.repeat(16)}`],
  };
}

/** A stage before the network is added. `zappa init` asks for the other settings. */
const STAGE: Readonly<Record<Format, string>> = {
  json: '{\n  "dev": {\n    "app_function": "app.app"\n  }\n}\n',
  yaml: 'dev:\n  app_function: app.app\n',
  toml: '[dev]\napp_function = "app.app"\n',
};

/** A settings file of Zappa with one stage in the network. */
export function zappaSettings(request: NetworkRequest, format: Format): string {
  const text = STAGE[format];
  const tree = parse(text, format);
  const stage = tree.root?.kind === 'mapping' ? tree.root.entries[0]?.value : undefined;
  if (stage?.kind !== 'mapping') return text;
  const vpcConfig = vpcConfigOf(request);
  const settings: Readonly<Record<string, Data>> = {
    runtime: 'python3.13',
    s3_bucket: 'shop-zappa-code',
    ...(vpcConfig && { vpc_config: vpcConfig }),
  };
  const edits = Object.entries(settings).map(
    ([key, value]): Edit => ({ op: 'set-entry', in: stage, key, value }),
  );
  const written = textEditsOf(tree, edits);
  return 'refused' in written ? text : applyTextEdits(text, written);
}
