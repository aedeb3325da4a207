import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

const BLOCK = 'AWS::EC2::IPAMPoolCidr';

/** Something that asks an IPAM pool for a block and may be made before the pool has any. */
export default defineRule({
  id: 'pool-block-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'What asks an IPAM pool for a block does not depend on the blocks of the pool',
  why: 'A pool has nothing to give until a block is provisioned to it, which AWS::EC2::IPAMPoolCidr does. A VPC refers to the pool alone, so CloudFormation creates it at the same time as the block. Where it is first, EC2 rejects it, and the stack fails.',
  whenToIgnore: 'If the pool has a block already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/ipam/prov-cidr-ipam.html',
    'https://docs.aws.amazon.com/vpc/latest/ipam/create-vpc-ipam.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-ipampoolcidr.html',
  ],

  *check(file) {
    for (const { pool, blocks } of filledLater(file)) {
      const users = existingResources(file, Object.keys(POOLS)).flatMap((reader) =>
        asks(reader, pool.object.id, file) ? [reader.object] : [],
      );
      const early = notAfter(users, blocks, file);
      const [block] = blocks;
      if (early.length === 0 || !block) continue;
      yield unordered(
        early,
        block,
        {
          message: `${doNotDepend(early)} on ${block.id}, which gives ${pool.object.id} its block. EC2 rejects what asks an empty pool for a block.`,
          related: `${block.id} provisions the block`,
        },
        file,
      );
    }
  },
});

/** The property with the pool, of each type that requests addresses from one. */
const POOLS: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::VPC': ['Ipv4IpamPoolId'],
  'AWS::EC2::VPCCidrBlock': ['Ipv4IpamPoolId', 'Ipv6IpamPoolId'],
  'AWS::EC2::Subnet': ['Ipv4IpamPoolId', 'Ipv6IpamPoolId'],
  'AWS::EC2::IPAMAllocation': ['IpamPoolId'],
  [BLOCK]: ['IpamPoolId'],
});

/** A pool of the template without its own block, which gets one from another resource. */
function filledLater(file: CheckedFile) {
  const blocks = existingResources(file, [BLOCK]);
  return existingResources(file, ['AWS::EC2::IPAMPool']).flatMap((pool) => {
    if (pool.property('ProvisionedCidrs').kind !== 'absent') return [];
    const own = blocks.filter(({ property }) => names(property, ['IpamPoolId'], pool.object.id));
    return own.length > 0 ? [{ pool, blocks: own.map(({ object }) => object) }] : [];
  });
}

/** A block requests addresses from its pool's source pool. */
function asks({ resource, property }: ResourceReader, pool: string, file: CheckedFile): boolean {
  const paths = POOLS[resource.type]!;
  if (resource.type !== BLOCK) return names(property, paths, pool);
  const own = property('IpamPoolId');
  return existingResources(file, ['AWS::EC2::IPAMPool']).some(
    (child) =>
      own.kind === 'reference' &&
      own.resource === child.object.id &&
      names(child.property, ['SourceIpamPoolId'], pool),
  );
}

function names(property: ResourceReader['property'], paths: readonly string[], id: string): boolean {
  return paths.some((path) => {
    const value = property(path);
    return value.kind === 'reference' && value.resource === id;
  });
}
