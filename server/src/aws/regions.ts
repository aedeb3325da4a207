import { table } from '../table.ts';

/** The codes of AWS's regions: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const REGIONS: ReadonlySet<string> = new Set(
  `af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1
  ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1
  cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-isoe-west-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1
  eu-west-2 eu-west-3 eusc-de-east-1 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2
  us-gov-east-1 us-gov-west-1 us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isob-west-1 us-isof-east-1
  us-isof-south-1 us-west-1 us-west-2`.split(/\s+/),
);

/**
 * How many Availability Zones a region has where that is not three:
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const ZONES: Readonly<Record<string, number>> = table({
  'ap-northeast-1': 4,
  'ap-northeast-2': 4,
  'us-east-1': 6,
  'us-west-2': 4,
});

/** Regions of which an account sees a part of the zones: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html */
const SEEN: Readonly<Record<string, number>> = table({ 'us-west-1': 2, 'ap-northeast-1': 3 });

/** The zones that an account may count on in a region. */
export function zonesSeenIn(region: string): number {
  return SEEN[region] ?? ZONES[region] ?? 3;
}

/** No region has more. */
export const MOST_ZONES = 6;

/** The region of a zone such as eu-central-1a; undefined for Local Zones and other names. */
export function regionOfZone(zone: string): string | undefined {
  return /^([a-z]{2,}(?:-[a-z]+)+-\d)[a-z]$/.exec(zone)?.[1];
}
