import { formatCidr } from '../../cidr/format.ts';
import type { Route } from '../../network/model.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { writeEveryAddress } from '../shared/fixes/everyAddress.ts';

/** One half of all IPv4 addresses, without the other. */
export default defineRule({
  id: 'half-block',
  area: 'addresses',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The block is one half of all addresses, and the other half is missing',
  why: '0.0.0.0/1 and 128.0.0.0/1 together are all IPv4 addresses, which is sometimes written so on purpose. One of them alone covers half of the internet: what is sent to the other half, or comes from there, is dropped.',
  whenToIgnore: 'If the other half is covered outside this template.',
  sources: ['https://www.rfc-editor.org/rfc/rfc4632', 'RT-01'],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const halves = network.statedCidrs.flatMap((block) => {
      const { parsed, property } = block;
      if (parsed.kind !== 'cidr' || parsed.family !== 4 || parsed.prefix !== 1) return [];
      // sg-split-world reports groups that allow half of the internet.
      return /(?:^|\.)(?:Destination)?CidrBlock$/.test(property) ? [{ block, text: formatCidr(parsed) }] : [];
    });
    if (halves.length > 0 && network.routes.some(mayGoAnywhere)) return;
    for (const { block, text } of halves) {
      if (halves.some((other) => other.text !== text)) continue;
      const { at, resource, defaults } = block;
      yield {
        at,
        resource,
        defaults,
        message: `${text} of ${resource} is half of all IPv4 addresses, and the template has no ${OTHER[text]}. What is for the other half is dropped.`,
        fixes: writeEveryAddress(block),
      };
    }
  },
});

/** Whether the block of a route is unknown, so that it may be the other half. */
function mayGoAnywhere({ destination }: Route): boolean {
  return destination.kind === 'cidr' && destination.cidr.kind === 'unknown';
}

const OTHER: Readonly<Record<string, string>> = table({
  '0.0.0.0/1': '128.0.0.0/1',
  '128.0.0.0/1': '0.0.0.0/1',
});
