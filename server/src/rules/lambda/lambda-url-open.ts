import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { functionProperty } from '../shared/resources/functionProperty.ts';

/** A function URL without authentication. */
export default defineRule({
  id: 'lambda-url-open',
  area: 'lambda',
  severity: 'hint',
  // A public web page is public by intent.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'Anyone can call the function by its URL',
  why: 'With AuthType NONE the URL of a function answers everybody on the internet, whatever VPC the function is in. No security group filters it.',
  howToFix: 'Use AuthType AWS_IAM.',
  whenToIgnore: 'If the URL is meant for everybody, or the function checks who calls.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html',
  ],

  *check(file) {
    const types = ['AWS::Lambda::Url', 'AWS::Serverless::Function'];
    for (const reader of existingResources(file, types)) {
      const { object, resource } = reader;
      const path = resource.type === 'AWS::Lambda::Url' ? 'AuthType' : 'FunctionUrlConfig.AuthType';
      const auth = functionProperty(reader, path);
      if (!hasText(auth, 'NONE')) continue;
      yield {
        at: auth.at,
        resource: object.id,
        defaults: auth.defaults,
        message: `${object.id} has AuthType NONE, so anyone on the internet can call it by its URL.`,
      };
    }
  },
});
