import { type Analysis, analyze, completion, earlierOf, findingsOf } from '../server/src/languageService.ts';
import { positionAt } from '../server/src/syntax/span.ts';
import { randomFrom } from '../test/robustness/random.ts';
import { processorTime } from './ratios.ts';
import { templateOfResources } from './templates.ts';
import { below, type Figure } from './timing.ts';

/** What a person has typed when the suggestions are asked for; `after` is the text in front of it. */
interface Kind {
  readonly what: string;
  readonly after: RegExp;
  readonly typed: string;
}

/** A place in a property of the template is emptied first: the rest of the line is another value. */
const KINDS: readonly Kind[] = [
  { what: 'types', after: /\n(?= {2}\w+:\n {4}Type: AWS::)/g, typed: '  Added:\n    Type: ' },
  { what: 'whole resources', after: /\n(?= {2}\w+:\n {4}Type: AWS::)/g, typed: '  ' },
  {
    what: 'properties',
    after: /\n {4}Type: AWS::EC2::(?:VPC|Subnet|SecurityGroup|VPCEndpoint)\n {4}Properties:\n/g,
    typed: '      ',
  },
  { what: 'blocks', after: /\n +(?:CidrBlock|CidrIp):/g, typed: ' ' },
  {
    what: 'references',
    after: /\n +(?:\w*SubnetIds?|VpcId|\w*SecurityGroupIds?|RouteTableId):/g,
    typed: ' ',
  },
  { what: 'ports and zones', after: /\n +(?:FromPort|ToPort|AvailabilityZone):/g, typed: ' ' },
  { what: 'names in Fn::Sub', after: /\n +Value: (?='|Fn|!)/g, typed: "!Sub '${" },
];

const OPTIONS = { profile: 'recommended', severities: {}, onFailure() {} } as const;

/** Suggestions in 1 MB of YAML, each kind after the keystroke that asks for it: the network is that of a text never seen before. */
export function completionFigures(): readonly Figure[] {
  const text = templateOfResources(500, 1_000_000, 'yaml');
  const random = randomFrom(7);
  let last: Analysis | undefined;
  const read = (next: string): Analysis => {
    last = analyze('net.yaml', next, {}, last && earlierOf(last));
    findingsOf(last!, OPTIONS);
    return last!;
  };
  read(text);
  return KINDS.map(({ what, after, typed }) => {
    const places = [...text.matchAll(after)].map((found) => found.index + found[0].length);
    const times = Array.from({ length: 70 }, () => {
      const at = random.pick(places);
      const isLine = text[at - 1] === '\n';
      const rest = isLine ? `\n${text.slice(at)}` : text.slice(text.indexOf('\n', at));
      last = analyze('net.yaml', text.slice(0, at) + typed + rest, {}, earlierOf(last!));
      const { lines } = last!;
      let count = 0;
      const time = processorTime(() => {
        count = completion(last!, positionAt(lines, at + typed.length), { hasSnippets: true }).length;
      });
      if (count === 0) throw new Error(`nothing is suggested: ${what}`);
      read(text);
      return time;
    });
    // The first ones find the code cold.
    return below(`suggestions after a keystroke, 1 MB of YAML: ${what}`, times.slice(20), 20);
  });
}
