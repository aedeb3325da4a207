/** A VPC with one subnet. */
export const network = (subnet: string, vpc = '10.0.0.0/16') => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: ${vpc}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: ${subnet}
`;

/** Nothing is wrong in it. */
export const FINE = network('10.0.1.0/24');

/** One warning with a preferred fix, on line 11. */
export const HOST_BITS = network('10.0.1.5/24');

/** One error without a fix in the place where the others have theirs, on line 11. */
export const OUTSIDE = network('10.9.0.0/24');

/** Cannot be read from line 4 on. */
export const BROKEN = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
  : - {
`;
