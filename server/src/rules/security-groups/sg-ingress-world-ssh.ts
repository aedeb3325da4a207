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
  why: 'Addresses that answer on this port are found within minutes and tried day and night. Session Manager and EC2 Instance Connect Endpoint need no open port at all; a bastion is opened to known addresses only.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'ADM-01',
    'ADM-02',
    'ADM-03',
  ],

  check: worldOpenRules(SSH),
});
