const GUIDE = 'https://docs.aws.amazon.com/vpc/latest/';

/** The AWS page for each limit, by fact id. A test compares them with the sources of the facts. */
export const PAGES: Readonly<Record<string, string>> = {
  'CIDR-01': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-02': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-03': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-04': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-05': `${GUIDE}userguide/amazon-vpc-limits.html`,
  'CIDR-07': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-09': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-10': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-11': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-12': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-13': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'CIDR-14': `${GUIDE}userguide/vpc-cidr-blocks.html`,
  'PCX-01': `${GUIDE}peering/vpc-peering-basics.html`,
  'SUB-01': `${GUIDE}userguide/subnet-sizing.html`,
  'SUB-03': `${GUIDE}userguide/subnet-sizing.html`,
  'SUB-06': `${GUIDE}userguide/amazon-vpc-limits.html`,
  'X-07': `${GUIDE}userguide/vpc-cidr-blocks.html`,
};
