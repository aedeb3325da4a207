/** Mistakes that no rule reports yet, by base, resource and edit, and what is missing. */
export const NOT_REPORTED: Readonly<Record<string, string>> = {
  'shop MountA SecurityGroups: [!Ref FilesGroup] => SecurityGroups: [!Ref SecretsGroup]':
    'lambda-efs-2049-blocked asks whether every mount target is out of reach, not whether that of one zone is.',
  'shop Bastion SubnetId: !Ref PublicA => SubnetId: !Ref AppA':
    'No rule compares the Elastic IP of an instance with the route table of its subnet.',
  'services WebTargets VpcId: !Ref Vpc =>':
    "AWS's schema does not say that a target group of addresses needs a VPC.",
};
