import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { Network } from '../../network/model.ts';
import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Party } from '../../reach/question.ts';
import { valueAt } from '../../syntax/tree.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { nearerCauseOf } from '../causes.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { failingAnswer, failingSubnets, INTERNET, relatedOf, workload } from '../reaching.ts';
import { fargateTasks } from '../shared/fargateTasks.ts';

/** A service or a schedule on Fargate whose tasks have no path to the registry that their image comes from. */
export default defineRule({
  id: 'ecs-no-path-to-image',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The tasks cannot pull their image',
  why: 'A Fargate task pulls its image through its own network interface: from Amazon ECR through ecr.api, ecr.dkr and S3, from any other registry over the internet. In a public subnet the task needs a public address; in other subnets it needs a NAT gateway or, for ECR, VPC endpoints. Otherwise every task stops with "CannotPullContainerError" or "ResourceInitializationError", and a service never stabilizes.',
  howToFix:
    'Give the tasks public addresses in a public subnet, add a NAT gateway, or add endpoints for ecr.api, ecr.dkr and S3.',
  whenToIgnore: 'If the route, the NAT gateway or the endpoints are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://repost.aws/knowledge-center/ecs-fargate-docker-timeout-error',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { owner: service, reader: own, task } of fargateTasks(file)) {
      const pulled = imagesOf(task.property('ContainerDefinitions')).flatMap((image) =>
        partiesOf(image.text).map((party) => ({ image, party })),
      );
      const blocked = pulled.flatMap(({ image, party }) => {
        const answer = failingAnswer(network, workload(service.id), party, { port: 443 });
        return answer ? [{ image, party, answer }] : [];
      });
      const [first] = blocked;
      if (!first) continue;
      const { answer } = first;
      const alike = blocked.filter((one) => one.answer.verdict === answer.verdict);
      const names = [...new Set(alike.map(({ party }) => nameOf(party)))];
      const some = answer.verdict === 'partial' ? ` (not from ${listed(failingSubnets(answer))})` : '';
      yield {
        at: service.at,
        resource: service.id,
        defaults: answer.defaults,
        message:
          answer.verdict === 'partial'
            ? `The tasks of ${service.id} cannot reach ${listed(names)} from every subnet${some}, so some of them cannot pull ${first.image.text}.`
            : `The tasks of ${service.id} have no route to ${listed(names)}, so they cannot pull ${first.image.text}.`,
        related: [
          { at: first.image.at, message: `${task.object.id} names the image here` },
          ...relatedOf(answer.blockedBy),
        ],
        fixes: fixesFor(own.object.properties, service.id, network),
        ...nearerCauseOf(answer, network),
      };
    }
  },
});

interface Image {
  readonly text: string;
  readonly at: { readonly start: number; readonly end: number };
}

/**
 * The images that the template states in full, or joins from the name of a registry and values known only at
 * deployment.
 */
function imagesOf(containers: Value): readonly Image[] {
  return itemsOf(containers).flatMap((container) => {
    const image = fieldIn(container, 'Image');
    if (image.kind === 'known') return [{ text: image.text, at: image.at }];
    if (image.kind === 'unknown' && image.partial?.includes('.dkr.ecr.'))
      return [{ text: image.partial, at: image.at }];
    return [];
  });
}

/** The name of a private registry does not tell where it is, so only public registries are checked. */
function partiesOf(image: string): readonly Party[] {
  if (/\.dkr\.ecr(-fips)?\./.test(image))
    return ['ecr.api', 'ecr.dkr', 's3'].map((name): Party => ({ kind: 'service', name }));
  // The text before the first slash is a registry if it can be a host, as Docker reads it:
  // https://docs.docker.com/reference/cli/docker/image/tag/#description
  const [first = '', ...path] = image.split('/');
  const isHost = path.length > 0 && (first === 'localhost' || /[.:]/.test(first));
  return PUBLIC.has(isHost ? first : 'docker.io') ? [INTERNET] : [];
}

const PUBLIC: ReadonlySet<string> = new Set([
  'docker.io',
  'registry-1.docker.io',
  'public.ecr.aws',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  'mcr.microsoft.com',
]);

function nameOf(party: Party): string {
  return party.kind === 'service' ? party.name : 'the internet';
}

/** If all subnets are public, only a public address is missing. */
function fixesFor(properties: Parameters<typeof valueAt>[0], id: string, network: Network): readonly Fix[] {
  const placement = placements(network).get(id);
  const config = valueAt(properties, 'NetworkConfiguration', 'AwsvpcConfiguration');
  if (!placement || placement.otherSubnets !== undefined || config?.kind !== 'mapping') return [];
  if (!placement.subnets.every((subnet) => classOf(subnet, network).kind === 'public')) return [];
  const node = valueAt(config, 'AssignPublicIp');
  if (node && (node.kind !== 'scalar' || node.tag !== undefined)) return [];
  return [
    {
      title: 'Give the tasks public addresses',
      preferred: false,
      edits: [{ op: 'set-entry', in: config, key: 'AssignPublicIp', value: 'ENABLED' }],
    },
  ];
}
