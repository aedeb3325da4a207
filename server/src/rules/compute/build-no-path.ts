import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../network/workload.ts';
import type { Party } from '../../reach/question.ts';
import { nearerCauseOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, INTERNET, relatedOf, workload } from '../reaching.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A build project in a VPC that has no path to its source. */
export default defineRule({
  id: 'build-no-path',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The build project cannot reach its source',
  why: 'A CodeBuild project with VpcConfig leaves through the VPC alone, so it needs a NAT gateway to download from GitHub, GitLab or Bitbucket, and a NAT gateway or an endpoint for S3 or CodeCommit. Otherwise each build times out in DOWNLOAD_SOURCE.',
  howToFix: 'Use private subnets with a route to a NAT gateway, or add the endpoint.',
  whenToIgnore: 'If the route, the NAT gateway or the endpoint is created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html',
    'https://docs.aws.amazon.com/codebuild/latest/userguide/use-vpc-endpoints-with-codebuild.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const written = new Map(
      resourcesOfTypes(file, ['AWS::CodeBuild::Project']).map((one) => [one.object.id, one.property]),
    );
    for (const project of workloadsOf(network, 'build-project')) {
      const property = written.get(project.id);
      const type = property && valueAtPath(property, 'Source.Type');
      const source = type?.kind === 'known' ? SOURCES[type.text] : undefined;
      if (type?.kind !== 'known' || !source) continue;
      const answer = blockedAnswer(network, workload(project.id), source.party, { port: 443 });
      if (!answer) continue;
      const { subnets } = placements(network).get(project.id)!;
      const isPublic = subnets.every((subnet) => classOf(subnet, network).kind === 'public');
      yield {
        at: project.at,
        resource: project.id,
        defaults: [...answer.defaults, ...type.defaults],
        message: `${project.id} cannot reach ${source.name}, where its source is. Its builds time out in DOWNLOAD_SOURCE.`,
        related: [
          { at: type.at, message: `The source is of type ${type.text}` },
          ...relatedOf(answer.blockedBy),
        ],
        fixes: fixesOfBlockers(answer.blockedBy, project.id, file),
        ...(isPublic
          ? { cause: { rule: 'codebuild-in-public-subnet', at: project.at } }
          : nearerCauseOf(answer, network)),
      };
    }
  },
});

interface Source {
  readonly name: string;
  readonly party: Party;
}

/** A self-hosted GitHub Enterprise Server or GitLab may be in the VPC. */
const SOURCES: Readonly<Record<string, Source>> = {
  GITHUB: { name: 'GitHub', party: INTERNET },
  GITLAB: { name: 'GitLab', party: INTERNET },
  BITBUCKET: { name: 'Bitbucket', party: INTERNET },
  CODECOMMIT: { name: 'CodeCommit', party: { kind: 'service', name: 'git-codecommit' } },
  S3: { name: 'S3', party: { kind: 'service', name: 's3' } },
  // CodePipeline hands over the source as an artifact in S3.
  CODEPIPELINE: { name: 'S3', party: { kind: 'service', name: 's3' } },
};
