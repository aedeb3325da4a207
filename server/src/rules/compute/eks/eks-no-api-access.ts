import { defaultsOf } from '../../../network/field.ts';
import { booleanField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { valueAt } from '../../../syntax/tree.ts';
import { defineRule } from '../../defineRule.ts';
import { settingFix } from '../../shared/fixes/settingFix.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A cluster whose API is neither public nor private. */
export default defineRule({
  id: 'eks-no-api-access',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The API of the cluster is neither public nor private',
  why: 'The endpoint of a cluster is public unless EndpointPublicAccess is false, and private only where EndpointPrivateAccess is true. EKS rejects a cluster with neither, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/eksctl/vpc-cluster-access.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html',
  ],

  check: eachResource(
    ['AWS::EKS::Cluster'],
    function* ({ object, property }) {
      const said = (name: string) => valueAtPath(property, `ResourcesVpcConfig.${name}`);
      const isPublic = booleanField(said('EndpointPublicAccess'));
      const isPrivate = booleanField(said('EndpointPrivateAccess'));
      if (isPublic.kind !== 'known' || isPublic.value) return;
      if (isPrivate.kind === 'unknown' || (isPrivate.kind === 'known' && isPrivate.value)) return;
      const access = valueAt(object.properties, 'ResourcesVpcConfig');
      const title = 'Make the API private: set EndpointPrivateAccess to true';
      const defaults = [...isPublic.defaults, ...defaultsOf(isPrivate)];
      yield {
        at: isPublic.at,
        resource: object.id,
        defaults,
        message: `${object.id} has no public access to its API and no private one${isPrivate.kind === 'absent' ? ' by default' : ''}. AWS rejects it.`,
        // Public access is on by default, so a template that turns it off and says nothing of private access means a
        // private API.
        fixes: settingFix(access, 'EndpointPrivateAccess', true, title).map((fix) => ({
          ...fix,
          preferred: isPrivate.kind === 'absent' && defaults.length === 0,
        })),
      };
    },
    { isWhole: true },
  ),
});
