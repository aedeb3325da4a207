import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, diagnosticsOf, findingsOf, MOST_RELATED } from '../../server/src/languageService.ts';

const TEXT = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.5/16 } }
`;

test('a finding that concerns hundreds of resources lists the first places', () => {
  const analysis = analyze('net.yaml', TEXT)!;
  const [finding] = findingsOf(analysis, {
    profile: 'recommended',
    severities: {},
    onFailure: (_, error) => assert.fail(String(error)),
  });
  const related = Array.from({ length: 100 }, (_, n) => ({ at: finding!.at, message: `Job${n} is in it` }));
  const [diagnostic] = diagnosticsOf(analysis, [{ ...finding!, related }], 'file:///net.yaml');
  assert.deepEqual(
    diagnostic!.relatedInformation!.map(({ message }) => message),
    related.slice(0, MOST_RELATED).map(({ message }) => message),
  );
});
