import type { Property } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, type Known, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource, resourceOfTypes } from '../shared/resources/typedResources.ts';

/** The properties that name a group, and the type of the group. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  'AWS::RDS::DBInstance': {
    DBParameterGroupName: 'AWS::RDS::DBParameterGroup',
    OptionGroupName: 'AWS::RDS::OptionGroup',
  },
  'AWS::RDS::DBCluster': { DBClusterParameterGroupName: 'AWS::RDS::DBClusterParameterGroup' },
  'AWS::Neptune::DBCluster': { DBClusterParameterGroupName: 'AWS::Neptune::DBClusterParameterGroup' },
  'AWS::ElastiCache::CacheCluster': { CacheParameterGroupName: 'AWS::ElastiCache::ParameterGroup' },
  'AWS::ElastiCache::ReplicationGroup': { CacheParameterGroupName: 'AWS::ElastiCache::ParameterGroup' },
});

/** A database with a group of parameters or options that is for another engine or version. */
export default defineRule({
  id: 'db-family-other',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The parameter group is for another engine or version',
  why: 'A parameter group belongs to one family, such as postgres16, and an option group to one engine and major version. Each applies only to databases of that engine and version. RDS, Neptune and ElastiCache reject any other database, and the stack fails.',
  howToFix: 'Change the family of the group, or the engine version of the database.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBClusterParameterGroup.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateOptionGroup.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-neptune-dbclusterparametergroup.html',
  ],

  check: eachResource(Object.keys(GROUPS), function* ({ object, property, resource }, file) {
    const [written, version] = [property('Engine'), property('EngineVersion')];
    const engine = resource.type === 'AWS::Neptune::DBCluster' ? 'neptune' : textOf(written);
    if (engine === undefined) return;
    for (const [name, type] of Object.entries(GROUPS[resource.type]!)) {
      const named = property(name);
      if (named.kind !== 'reference') continue;
      const group = resourceOfTypes(file, named.resource, [type]);
      const family = group && FAMILIES[type]!(group.property);
      if (!family || isFor(family, engine, version)) continue;
      yield {
        at: named.at,
        resource: object.id,
        defaults: [written, version, ...family.from].flatMap(defaultsOfValue),
        message: `${name} of ${object.id} is ${named.resource}, which is for ${family.text}, and ${object.id} is ${engine}${version.kind === 'known' ? ` ${version.text}` : ''}. AWS rejects ${object.id}.`,
        related: [{ at: group.object.at, message: `${named.resource} is here` }],
      };
    }
  }),
});

function textOf(value: Value): string | undefined {
  return value.kind === 'known' ? value.text : undefined;
}

interface Family {
  readonly engine: string;
  /** The beginning of each version of the family. */
  readonly version: string;
  /** As written in the template. */
  readonly text: string;
  readonly from: readonly Known[];
}

const FAMILIES: Readonly<Record<string, (property: Property) => Family | undefined>> = table({
  'AWS::RDS::DBParameterGroup': (property) => familyOf(property('Family')),
  'AWS::RDS::DBClusterParameterGroup': (property) => familyOf(property('Family')),
  'AWS::Neptune::DBClusterParameterGroup': (property) => familyOf(property('Family')),
  'AWS::ElastiCache::ParameterGroup': (property) => familyOf(property('CacheParameterGroupFamily')),
  'AWS::RDS::OptionGroup': (property) => {
    const [engine, version] = [property('EngineName'), property('MajorEngineVersion')];
    if (engine.kind !== 'known' || version.kind !== 'known') return undefined;
    return {
      engine: engine.text,
      version: version.text,
      text: `${engine.text} ${version.text}`,
      from: [engine, version],
    };
  },
});

/** Families of other engines are named in other ways: oracle-se2-19. */
function familyOf(value: Value): Family | undefined {
  if (value.kind !== 'known') return undefined;
  const parts =
    /^(aurora-mysql|aurora-postgresql|mariadb|mysql|postgres|memcached|neptune|redis|valkey)(\d+(?:\.\d+)?)(?:\.x)?$/.exec(
      value.text,
    );
  return parts ? { engine: parts[1]!, version: parts[2]!, text: value.text, from: [value] } : undefined;
}

/**
 * "neptune1 for engine versions prior to 1.2.0.0, or neptune1.2 for engine version 1.2.0.0 and higher":
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-neptune-dbclusterparametergroup.html
 */
function isForNeptune(family: string, version: string): boolean {
  const [least, given] = [family, version].map((text) => Number(text.split('.')[1] ?? 0));
  return least === 0 ? given! < 2 : given! >= least!;
}

/** True unless the group is certainly for another engine or version. */
function isFor({ engine, version }: Family, text: string, written: Value): boolean {
  if (engine !== text.toLowerCase()) return false;
  if (written.kind !== 'known' || !/^\d/.test(written.text)) return true;
  if (engine === 'neptune') return isForNeptune(version, written.text);
  const [wanted, given] = [version.split('.'), written.text.split('.')];
  return given.length < wanted.length || wanted.every((part, index) => part === given[index]);
}
