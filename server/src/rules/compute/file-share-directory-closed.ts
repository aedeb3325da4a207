import { type Group, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { find } from '../../network/lookup.ts';
import { itemsOf, targetField } from '../../network/template/fieldOfValue.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** A Windows file system that cannot ask the name servers of its directory. */
export default defineRule({
  id: 'file-share-directory-closed',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Windows file system cannot reach its directory',
  why: 'FSx for Windows File Server joins the file system to its Active Directory while it creates it. It finds the domain controllers by DNS (port 53) and talks to them on a dozen other ports, among them 88, 389 and 445. Where the security groups let none of the DNS queries out, FSx cannot join the domain and the stack fails.',
  howToFix: 'Allow outbound traffic to the domain controllers on the ports that the guide of FSx lists.',
  sources: [
    'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html',
    'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/self-manage-prereqs.html',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, ['AWS::FSx::FileSystem'])) {
      const windows = property('WindowsConfiguration');
      if (windows.kind !== 'fields' || !hasDirectory(windows.fields)) continue;
      const given = itemsOf(property('SecurityGroupIds')).map(targetField);
      const groups = given.flatMap((one) => find(network.securityGroups, one) ?? []);
      if (groups.length === 0 || groups.length < given.length) continue;
      const isOpen = groups.some((group) => {
        const own: Group = { kind: 'group', group };
        const { egress, allowAllOut, mayHaveMore } = rulesOfGroup(own, network);
        const isStated = allowAllOut === 'no' && mayHaveMore.egress === undefined;
        return (
          network.exportedIds.has(group.id) ||
          !isStated ||
          egress.some((rule) => mayAllow(rule, 53, ['tcp', 'udp']))
        );
      });
      if (isOpen) continue;
      const ids = groups.map(({ id }) => id);
      yield {
        at: object.at,
        resource: object.id,
        message: `${listed(ids)} of ${object.id} ${ids.length === 1 ? 'does' : 'do'} not allow outbound port 53, so it finds no domain controller. FSx rejects the file system.`,
        related: groups.map(({ id, at }) => ({ at, message: `${id} has no such rule` })),
      };
    }
  },
});

function hasDirectory(fields: ReadonlyMap<string, unknown>): boolean {
  return fields.has('SelfManagedActiveDirectoryConfiguration') || fields.has('ActiveDirectoryId');
}
