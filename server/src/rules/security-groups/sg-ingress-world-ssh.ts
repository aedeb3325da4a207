import { defineRule } from '../defineRule.ts';
import { SSH, worldOpenRules } from './worldOpenPort.ts';

/** TCP 22 from 0.0.0.0/0 or ::/0: inline or standalone, by number, by range or by protocol -1. */
export default defineRule({
  id: 'sg-ingress-world-ssh',
  area: 'security-groups',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'SSH is open to the whole internet',
  why: 'Bots find an open login port within minutes and try passwords continuously. AWS Systems Manager Session Manager and EC2 Instance Connect Endpoint need no open port; a bastion host only needs to allow known addresses.',
  howToFix:
    'Remove the rule and use Session Manager or an EC2 Instance Connect Endpoint. If the port is needed, allow only your own address, for example through a parameter, or the security group of a bastion host.',
  whenToIgnore: 'If the port has to be public, for example for a Git server or an SFTP server.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'ADM-01',
    'ADM-02',
    'ADM-03',
  ],

  check: worldOpenRules(SSH),
});
