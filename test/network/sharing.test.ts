import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/languageService.ts';
import { networkOfTemplate } from '../../server/src/network/fromTemplate.ts';

test('a scenario has one network, another version of the text another', () => {
  const text = 'Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n';
  const networksOf = (source: string) => {
    const content = analyze('net.yaml', source)?.content;
    assert.equal(content?.kind, 'template');
    return content.scenarios.all.map((scenario) => {
      assert.equal(networkOfTemplate(scenario), networkOfTemplate(scenario));
      return networkOfTemplate(scenario);
    });
  };
  const [before] = networksOf(text);
  const [after] = networksOf(text.replace('Vpc:', 'Other:'));
  assert.deepEqual([...before!.vpcs.keys()], ['Vpc']);
  assert.deepEqual([...after!.vpcs.keys()], ['Other']);
});
