import { type Node, resolved } from '../../../syntax/tree.ts';
import { isTrue } from '../../../zappa/python.ts';
import { deployedStages, type Stage, settingOf, settingValue } from '../../../zappa/settings.ts';
import { textsOf } from '../../../zappa/vpcConfig.ts';
import { defineRule } from '../../defineRule.ts';

/** A private API that no request can reach. */
export default defineRule({
  id: 'zappa-private-api',
  area: 'zappa',
  // G83 rates this High.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The private API has no resource policy',
  why: 'API Gateway rejects every request to a private API until a resource policy allows it. apigateway_policy names the file with that policy. Requests must also come through an execute-api interface endpoint of a VPC.',
  howToFix: 'Write a resource policy to a JSON file and name it in apigateway_policy.',
  whenToIgnore: 'If the resource policy is attached outside Zappa.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
    'zappa/core.py:2450-2458',
    'G83',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const types = resolved(settingOf(stage, 'endpoint_configuration')?.entry.value);
      const at = textsOf(types).find(({ text }) => text === 'PRIVATE');
      if (!at || seen.has(at) || !hasRestApi(stage)) continue;
      if (settingOf(stage, 'apigateway_policy')) continue;
      seen.add(at);
      yield {
        at,
        stage: stage.name,
        message: `Stage "${stage.name}" has a private API but no apigateway_policy. API Gateway answers every request with 403.`,
      };
    }
  },
});

/** Zappa makes no HTTP API (v2) private, whatever the settings say. */
function hasRestApi(stage: Stage): boolean {
  const isOn = (name: string) => !settingOf(stage, name) || isTrue(settingValue(stage, name)) === true;
  const version = settingValue(stage, 'apigateway_version');
  const isRest = !version || (version.kind === 'scalar' && version.text === 'v1');
  return isOn('use_apigateway') && isOn('apigateway_enabled') && isRest;
}
