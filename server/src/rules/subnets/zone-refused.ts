import { MOST_ZONES, REGIONS, regionOfZone } from '../../aws/regions.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Scalar } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import type { Known, Value } from '../../template/evaluation/value.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A zone that is no zone, or zones of two regions in one stack. */
export default defineRule({
  id: 'zone-refused',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The Availability Zone does not exist in the stack's region",
  why: 'A zone is named by its region and a letter, as in eu-central-1a. A stack is in one region, and all that it makes is in zones of that region. AWS rejects the name of a region in the place of a zone, a region that does not exist, and zones of two regions in one stack.',
  howToFix: 'Name a zone of the region of the stack, such as eu-central-1a, or use Fn::GetAZs.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html',
    'REG-02',
  ],

  *check(file) {
    yield* regionReports(file);
    const zones = [...writtenZones(file)];
    const first = zones.find(({ value }) => REGIONS.has(regionOfZone(value.text) ?? ''));
    // The default of a parameter is one mistake, however many resources use it.
    const reported = new Set<Scalar>();
    for (const zone of zones) {
      const { origin } = zone.value;
      if (origin && reported.has(origin)) continue;
      if (origin) reported.add(origin);
      const found = reportOf(zone, first);
      if (found) yield found;
    }
  },
});

/** What is wrong with a zone; undefined if nothing certainly is. `first`: the first zone of a known region in the file. */
function reportOf(zone: WrittenZone, first: WrittenZone | undefined): Report | undefined {
  const { text, defaults } = zone.value;
  const parted = /^(\S+)[-_ ]([a-z])$/.exec(text);
  if (parted && REGIONS.has(parted[1]!)) {
    const name = `${parted[1]}${parted[2]}`;
    return report(zone, `${text} is not a zone; zones are named like ${name}`, fixesOf(zone, name));
  }
  if (REGIONS.has(text)) return report(zone, `${text} is a region, not a zone`, firstZone(zone));
  if (/^[a-z]$/i.test(text))
    return report(zone, `${text} is the letter of a zone, not its name`, firstZone(zone));
  if (/^\d+(?:\.\d+){3}\/\d+$/.test(text))
    return report(zone, `${text} is a block of addresses, not a zone`, firstZone(zone));
  if (/^\d+$/.test(text)) return report(zone, `${text} is a number, not the name of a zone`, firstZone(zone));
  if (isInCapitals(text)) {
    const fixes = fixesOf(zone, text.toLowerCase());
    return {
      ...report(zone, `${text} has capitals; zone names are in lower case`, fixes),
      severity: 'warning',
    };
  }
  const region = regionOfZone(text) ?? misspelledRegion(text);
  const isOfRegion = region !== undefined && REGIONS.has(region);
  if (isOfRegion && text.at(-1)! > LAST_LETTER) {
    const fact = `${text} is not a zone: zone letters end at ${LAST_LETTER}`;
    return { ...report(zone, fact, firstZone(zone)), severity: 'warning' };
  }
  if (/^[a-z]{2,5}\d-az\d$/.test(text))
    return report(zone, `${text} is the id of a zone, and AvailabilityZone expects a zone name`, []);
  if (region === undefined) return undefined;
  if (!isOfRegion) return noRegion(zone, region);
  const stack = first && regionOfZone(first.value.text);
  if (!first || region === stack) return undefined;
  return {
    ...report(zone, `${text} is a zone of ${region}, and ${first.resource} is in ${stack}`, []),
    defaults: [...first.value.defaults, ...defaults],
    related: [{ at: first.value.at, message: `${first.resource} is in ${first.value.text}` }],
  };
}

/** No region has more than six zones. */
const LAST_LETTER = String.fromCharCode('a'.charCodeAt(0) + MOST_ZONES - 1);

function isInCapitals(text: string): boolean {
  return text !== text.toLowerCase() && REGIONS.has(regionOfZone(text.toLowerCase()) ?? '');
}

/** The region of a text that has not the form of a zone: `eu-west1a`. */
function misspelledRegion(text: string): string | undefined {
  const region = /^(\S+)[a-z]$/.exec(text)?.[1];
  return region !== undefined && !REGIONS.has(region) && misspellingsOf(region, REGIONS).length > 0
    ? region
    : undefined;
}

/** Reports a zone of no region; undefined if the region may be newer than our list. */
function noRegion(zone: WrittenZone, region: string): Report | undefined {
  // A letter is missing more often than a number.
  const near = misspellingsOf(region, REGIONS);
  const sameNumber = near.filter((one) => one.at(-1) === region.at(-1));
  const similar = sameNumber.length > 0 ? sameNumber : near;
  if (similar.length === 0) return undefined;
  const only = similar.length === 1 ? similar[0] : undefined;
  const fixes = only ? fixesOf(zone, zone.value.text.replace(region, only)) : [];
  return { ...report(zone, `There is no region ${region}`, fixes), severity: 'warning' };
}

/** Reports a region in place of a zone. */
function* regionReports(file: CheckedFile): Generator<Report> {
  for (const { object, property, resource } of existingResources(file, Object.keys(PLACES))) {
    for (const value of zonesIn(property, PLACES[resource.type]!)) {
      const fact = value.kind === 'unknown' ? factOfRegion(value.partial) : undefined;
      if (fact === undefined || !('at' in value)) continue;
      yield { at: value.at, resource: object.id, message: `${fact}. AWS rejects ${object.id}.` };
    }
  }
}

/** Local Zones and Wavelength Zones have more between the region and the letter. */
function factOfRegion(partial: string | undefined): string | undefined {
  if (partial === '${AWS::Region}') return 'AWS::Region is the name of a region, not of a zone';
  return /^\$\{AWS::Region\}[-_ ][a-z]$/.test(partial ?? '')
    ? 'The letter of a zone follows its region directly, as in eu-central-1a'
    : undefined;
}

/** The zones in a property; property-value reports a list where one zone is accepted. */
function zonesIn(property: (name: string) => Value, name: string): readonly Value[] {
  const value = property(name);
  return value.kind === 'list' && name === 'AvailabilityZone' ? [] : itemsOf(value);
}

interface WrittenZone {
  readonly resource: string;
  readonly value: Known;
}

const PLACES: Readonly<Record<string, string>> = table({
  'AWS::EC2::Subnet': 'AvailabilityZone',
  'AWS::EC2::Instance': 'AvailabilityZone',
  'AWS::EC2::Volume': 'AvailabilityZone',
  'AWS::AutoScaling::AutoScalingGroup': 'AvailabilityZones',
  'AWS::RDS::DBInstance': 'AvailabilityZone',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'AvailabilityZones',
});

/** The zones that are written by name, whatever region the stack is in. */
function* writtenZones(file: CheckedFile): Generator<WrittenZone> {
  for (const { object, property, resource } of existingResources(file, Object.keys(PLACES))) {
    for (const value of zonesIn(property, PLACES[resource.type]!))
      if (value.kind === 'known' && !value.isSupposed) yield { resource: object.id, value };
  }
}

function report({ resource, value }: WrittenZone, fact: string, fixes: readonly Fix[]): Report {
  const { at, defaults } = value;
  return { at, resource, defaults, message: `${fact}. AWS rejects ${resource}.`, fixes };
}

/** Uses Fn::Select and Fn::GetAZs: not every account has the zone `a` of each region, so no name can be guessed. */
function firstZone({ value: { at, origin } }: WrittenZone): readonly Fix[] {
  // The default of a parameter is elsewhere, and is no place for a function.
  if (origin?.start !== at.start) return [];
  const value = { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] };
  const edits = [{ op: 'replace', node: origin, value } as const];
  return [{ title: "Use the first zone of the stack's region", preferred: false, edits }];
}

function fixesOf({ value: { origin } }: WrittenZone, text: string): readonly Fix[] {
  return changeTo(origin, text, true);
}
