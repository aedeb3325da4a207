import { entriesOf, type Node, type Scalar } from '../syntax/tree.ts';

/** Hover texts of the keys that touch the network: what it does, its default, its trap. Sources: zappa/core.py, zappa/cli.py. */
const TOP_LEVEL: Record<string, string> = {
  vpc_config:
    'Attaches the function to a VPC: `SubnetIds` and `SecurityGroupIds`, both lists.\n\nWithout it the function has the internet and no VPC. With it all its calls go through the VPC alone (LAM-01), so the subnets need a route to a NAT gateway or endpoints; a public subnet gives it no internet (LAM-02).\n\nA stage that extends another and has a `vpc_config` of its own replaces the whole of it.',
  extends:
    'Takes over the settings of another stage.\n\nKeys of this stage replace those of the other one by one; below the top level nothing is merged.',
};

const IN_VPC_CONFIG: Record<string, string> = {
  SubnetIds:
    'The subnets that the function runs in: a list of at most 16 ids (LAM-08), all of one VPC.\n\nLambda picks one for each call, so each needs the same routes: private subnets with a route to a NAT gateway, or with endpoints for what the function calls. Two zones keep it running when one fails (LAM-15).\n\nWithout `SecurityGroupIds` Lambda refuses it.',
  SecurityGroupIds:
    "The function's security groups: a list of at most 5 ids (LAM-08), of the subnets' VPC.\n\nNothing comes in to a function, so only their outbound rules matter here. The database's group has to let one of these groups in on its port.\n\nWithout `SubnetIds` Lambda refuses it.",
  Ipv6AllowedForDualStack:
    'Lets the function call out over IPv6: true or false, false by default (LAM-09).\n\nEvery one of the subnets has to be dual-stack. IPv6 leaves through an egress-only internet gateway.',
};

/** The text for a key; undefined for any other place. */
export function describeZappaKey(path: readonly Node[], key: Scalar): string | undefined {
  const parent = path.at(-2);
  if (!entriesOf(parent).some((entry) => entry.key === key)) return undefined;
  const isInVpcConfig = entriesOf(path.at(-3)).some(
    (entry) => entry.value === parent && entry.key.text === 'vpc_config',
  );
  const text = isInVpcConfig ? IN_VPC_CONFIG[key.text] : TOP_LEVEL[key.text];
  return text && `**${key.text}** — ${text}`;
}
