import { mistakesIn } from './mistake.ts';

/** Mistakes in `bases/six.yaml`. */
export const IN_SIX = mistakesIn('six', [
  ['Public', '    DependsOn: Six\n => ', 'ipv6-block-no-dependson'],
  ['PublicRouteSix', 'DestinationIpv6CidrBlock: ::/0 => DestinationCidrBlock: ::/0', 'cidr-malformed'],
  ['PublicRouteSix', 'DestinationIpv6CidrBlock: ::/0 => DestinationIpv6CidrBlock: :::/0', 'cidr-malformed'],
  ['PublicRouteSix', '    DependsOn: GatewayAttachment\n => ', 'route-missing-dependson'],
  ['PrivateRouteSix', 'DestinationIpv6CidrBlock: ::/0 => DestinationCidrBlock: 0.0.0.0/0', 'route-ip-family'],
  [
    'PrivateRouteSix',
    'EgressOnlyInternetGatewayId: !Ref Outwards => GatewayId: !Ref Outwards',
    'route-target-wrong-kind',
  ],
  [
    'PrivateRouteSix',
    'EgressOnlyInternetGatewayId: !Ref Outwards => EgressOnlyInternetGatewayId: !Ref Gateway',
    'route-target-wrong-kind',
  ],
  [
    'Public',
    '      Ipv6CidrBlock: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 8, 64]]\n => ',
    'subnet-ipv6-without-block',
  ],
  [
    'WebGroup',
    'FromPort: 443, ToPort: 443, CidrIpv6: "::/0" => FromPort: 22, ToPort: 22, CidrIpv6: "::/0"',
    'sg-ingress-world-ssh',
  ],
  [
    'WebGroup',
    'FromPort: 443, ToPort: 443, CidrIpv6: "::/0" => FromPort: 443, ToPort: 443, CidrIp: "::/0"',
    'cidr-malformed',
  ],
  ['GatewayAttachment', 'VpcId: !Ref Vpc => VpcId: !Ref Six', 'property-wrong-kind'],
  ['Outwards', '      VpcId: !Ref Vpc\n =>       Vpc: !Ref Vpc\n', 'property-unknown'],
]);
