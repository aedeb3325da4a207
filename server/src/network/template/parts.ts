import type { Field } from '../field.ts';
import { find } from '../lookup.ts';
import type { ListeningPort, PlainWorkload, Workload } from '../workload.ts';
import { fieldOf, fieldWithin, integerField, itemsOf, targetField, valueAtPath } from './fieldOfValue.ts';
import type { Draft, ResourceReader } from './readResource.ts';
import { policyReferencesIn } from './references.ts';

/** Ports and interfaces that the parts of a service or cluster get from each other. */

export function readTaskDefinition({ object, property, typeOf }: ResourceReader, draft: Draft): void {
  const containers = itemsOf(property('ContainerDefinitions'));
  const mappings = containers.flatMap((container) => {
    if (container.kind !== 'fields') return [container];
    return itemsOf(container.fields.get('PortMappings') ?? { kind: 'absent' });
  });
  draft.taskDefinitions.set(object.id, {
    ...object,
    mentions: policyReferencesIn(valueAtPath(property, 'ContainerDefinitions.*.Environment'), typeOf),
    role: targetField(property('TaskRoleArn')),
    networkMode: fieldOf(property('NetworkMode'), (text) => text),
    ports: mappings.map((mapping) => {
      const own = (name: string) => fieldWithin(mapping, name);
      const protocol = fieldOf(own('Protocol'), (text) => text);
      return {
        protocol: protocol.kind === 'known' && protocol.value === 'udp' ? 'udp' : 'tcp',
        port: integerField(own('ContainerPort')),
      };
    }),
  });
}

/** Adds the ports of a service's tasks to those that its load balancers forward to. */
export function addTaskPorts({ object }: ResourceReader, draft: Draft): void {
  const service = plain(draft.workloads.get(object.id));
  if (!service) return;
  const tasks = service.taskDefinitions.flatMap((task) => find(draft.taskDefinitions, task)?.ports ?? []);
  const isNew = ({ port }: ListeningPort) =>
    port.kind !== 'known' ||
    !service.listeningPorts.some((own) => own.port.kind === 'known' && own.port.value === port.value);
  draft.workloads.set(object.id, {
    ...service,
    listeningPorts: [...service.listeningPorts, ...tasks.filter(isNew)],
  });
}

/** "The port number is managed by the cluster": https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html */
export function takeClusterPort({ object }: ResourceReader, draft: Draft): void {
  const instance = plain(draft.workloads.get(object.id));
  if (!instance || instance.cluster.kind === 'absent') return;
  const cluster = find(draft.workloads, instance.cluster);
  const port: Field<number> = {
    kind: 'unknown',
    why: 'its cluster is not in this file',
    at: instance.cluster.at,
  };
  draft.workloads.set(object.id, {
    ...instance,
    listeningPorts: cluster?.listeningPorts ?? [{ protocol: 'tcp', port }],
  });
}

/** An endpoint of an RDS proxy listens on the proxy's port. */
export function takeProxyPort({ object, property }: ResourceReader, draft: Draft): void {
  const endpoint = plain(draft.workloads.get(object.id));
  const proxy = find(draft.workloads, targetField(property('DBProxyName')));
  if (endpoint && proxy)
    draft.workloads.set(object.id, { ...endpoint, listeningPorts: proxy.listeningPorts });
}

function plain(workload: Workload | undefined): PlainWorkload | undefined {
  return workload && 'taskDefinitions' in workload ? workload : undefined;
}

export function readAttachment({ object, property }: ResourceReader, draft: Draft): void {
  draft.networkInterfaceAttachments.push({
    ...object,
    instance: targetField(property('InstanceId')),
    networkInterface: targetField(property('NetworkInterfaceId')),
    deviceIndex: integerField(property('DeviceIndex')),
  });
}

/** Separate network interfaces that an instance refers to. */
export function addInterfaces({ object, property }: ResourceReader, draft: Draft): void {
  const { id, at } = object;
  for (const card of itemsOf(property('NetworkInterfaces'))) {
    const own = (name: string) => fieldWithin(card, name);
    const written = own('NetworkInterfaceId');
    if (written.kind === 'absent') continue;
    draft.networkInterfaceAttachments.push({
      ...object,
      instance: { kind: 'known', value: { kind: 'resource', id }, at, defaults: [] },
      networkInterface: targetField(written),
      deviceIndex: integerField(own('DeviceIndex')),
    });
  }
}
