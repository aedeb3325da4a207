import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { type Format, type Node, valueAt } from '../../server/src/syntax/tree.ts';
import { evaluate } from '../../server/src/template/evaluation/evaluate.ts';
import { callOf } from '../../server/src/template/evaluation/intrinsic.ts';
import type { Value } from '../../server/src/template/evaluation/value.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';

/** What every expression below can refer to. */
const HEAD = `
Parameters:
  Block: { Type: String, Default: 10.0.0.0/16 }
  Only: { Type: String, AllowedValues: [one] }
  Open: { Type: String }
  Blocks: { Type: CommaDelimitedList, Default: '10.0.0.0/24, 10.0.1.0/24' }
  Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b }
  Group: { Type: 'AWS::EC2::SecurityGroup::Id', Default: '' }
  Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: '' }
  Ports: { Type: 'List<Number>', Default: '22,80' }
  Images: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /a/b }
  Zone: { Type: 'AWS::EC2::AvailabilityZone::Name' }
  Index: { Type: Number, Default: 1 }
Mappings:
  Sizes: { dev: { block: 10.1.0.0/16 }, prod: { block: 10.2.0.0/16, list: [a, b] } }
Conditions:
  Never: !Equals [a, b]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }
  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://example.com/x.yaml } }
  Sloppy: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.7/16 } }
  Placed:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: !Ref Block, AvailabilityZone: !Select [1, !GetAZs ''] }
  Elsewhere: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Open, AvailabilityZone: !Ref Zone } }
  SecurityGroup: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !GetAtt Placed.VpcId } }
  Queue: { Type: AWS::SQS::Queue }
  Own: { Type: 'Custom::Ids' }
  X: { Type: 'AWS::Test', Properties: { Value: `;

function valueIn(text: string, format: Format): Value {
  const tree = parse(text, format);
  assert.deepEqual(tree.problems, []);
  const template = readTemplate(tree);
  assert.ok(template);
  const [scenario] = scenariosOf(template).all;
  return evaluate(valueAt(template.resources.get('X')?.properties, 'Value'), scenario!);
}

const yaml = (expression: string) => `${HEAD}${expression} } }\n`;

/** The same in JSON, where every function has its long form. */
function json(expression: string): string {
  return JSON.stringify(plain(parse(yaml(expression), 'yaml').root), null, 2);
}

function plain(node: Node | undefined): unknown {
  const call = node?.tag === undefined ? undefined : callOf(node);
  if (call && node) {
    const { tag: _, ...argument } = node;
    // Only the short form takes a text with a dot.
    if (call.name === 'Fn::GetAtt' && argument.kind === 'scalar') {
      const [resource, ...attribute] = argument.text.split('.');
      return { 'Fn::GetAtt': [resource, attribute.join('.')] };
    }
    return { [call.name]: argument.kind === 'scalar' ? argument.text : plain(argument) };
  }
  switch (node?.kind) {
    case 'sequence':
      return node.items.map(plain);
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
    case 'scalar':
      return node.value;
    default:
      return undefined;
  }
}

/** A value in a word or two: lists in brackets, references with an arrow, the reason of what is not known. */
function show(value: Value): string {
  switch (value.kind) {
    case 'known':
      return value.text + (value.defaults.length > 0 ? ` (default of ${value.defaults.join(', ')})` : '');
    case 'list':
      return `[${value.items.map(show).join(', ')}]`;
    case 'fields':
      return `{${[...value.fields].map(([key, field]) => `${key}: ${show(field)}`).join(', ')}}`;
    case 'reference':
      return `→ ${value.resource}${value.attribute === undefined ? '' : `.${value.attribute}`}`;
    case 'zone':
      return `zone ${value.index} of ${value.region}${value.defaults.length > 0 ? ` (default of ${value.defaults.join(', ')})` : ''}`;
    case 'zones':
      return `zones of ${value.region}`;
    case 'unknown':
      return `? ${value.refusal ? 'refused: ' : ''}${value.why}${value.partial === undefined ? '' : ` [${value.partial}]`}${value.defaults ? ` (default of ${value.defaults.join(', ')})` : ''}`;
    case 'absent':
      return 'absent';
  }
}

const table: Record<string, [expression: string, value: string][]> = {
  'plain values': [
    ['text', 'text'],
    ['22', '22'],
    ['010', '010'],
    ['yes', 'true'],
    ['"yes"', 'yes'],
    ['~', 'absent'],
    ['[a, !Ref AWS::NoValue, b]', '[a, b]'],
    ['"{{resolve:ssm:/a/b}}"', '? it is resolved when the stack is deployed [${resolve:ssm:/a/b}]'],
    ['"${Outside}"', '? it is filled in before CloudFormation reads it'],
  ],
  Ref: [
    ['!Ref Block', '10.0.0.0/16 (default of Block)'],
    ['{ Ref: Block }', '10.0.0.0/16 (default of Block)'],
    ['!Ref Only', 'one'],
    ['!Ref Open', '? the parameter Open has no default [${Open}]'],
    ['!Ref Blocks', '[10.0.0.0/24 (default of Blocks), 10.0.1.0/24 (default of Blocks)]'],
    ['!Ref Image', '? Image is looked up when the stack is deployed [${Image}]'],
    ['!Ref Group', '? the parameter Group is empty by default [${Group}]'],
    ['!Ref Vpc', '→ Vpc'],
    ['!Ref AWS::Region', '? AWS::Region is known only after deployment [${AWS::Region}]'],
    ['!Ref AWS::NoValue', 'absent'],
    ['!Ref AWS::AccountId', '? AWS::AccountId is known only after deployment [${AWS::AccountId}]'],
    ['!Ref Subnets', '? the parameter Subnets is empty by default'],
    ['!Ref Ports', '[22 (default of Ports), 80 (default of Ports)]'],
    ['!Ref Images', '? Images is looked up when the stack is deployed [${Images}]'],
    ['!Ref Zone', '? the parameter Zone has no default [${Zone}]'],
    ['!Ref Nobody', '? Nobody is neither a parameter nor a resource of this template'],
    // The name may be a call: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html
    ['{ Ref: !Select [0, [Block, Open]] }', '10.0.0.0/16 (default of Block)'],
    ['{ Ref: !Sub "V${Only}" }', '? Vone is neither a parameter nor a resource of this template'],
    ['{ Ref: !Ref Open }', '? Ref needs a name'],
    ['{ Ref: [Block] }', '? Ref needs a name'],
  ],
  'Fn::GetAtt': [
    ['!GetAtt Subnet.AvailabilityZone', '→ Subnet.AvailabilityZone'],
    ['{ "Fn::GetAtt": [Subnet, AvailabilityZone] }', '→ Subnet.AvailabilityZone'],
    ['!GetAtt [Nested, Outputs.VpcId]', '? there is no resource Nested in this template'],
    ['!GetAtt Vpc.CidrBlock', '10.9.0.0/16'],
    ['{ "Fn::GetAtt": [Vpc, !Select [0, [CidrBlock]]] }', '10.9.0.0/16'],
    ['{ "Fn::GetAtt": [!Ref Open, CidrBlock] }', '? Fn::GetAtt needs a resource and an attribute'],
    ['{ "Fn::GetAtt": [Vpc, ""] }', '? Fn::GetAtt needs a resource and an attribute'],
    ['{ "Fn::GetAtt": [Queue, "", Arn] }', '? Fn::GetAtt needs a resource and an attribute'],
    ['{ "Fn::GetAtt": [Queue, Made, Arn] }', '→ Queue.Made.Arn'],
    ['{ "Fn::GetAtt": "Vpc.CidrBlock" }', '10.9.0.0/16'],
    // AWS stores the block without host bits: fact CIDR-06.
    ['!GetAtt Sloppy.CidrBlock', '10.9.0.0/16'],
    ['!GetAtt Placed.CidrBlock', '10.0.0.0/16 (default of Block)'],
    ['!GetAtt Placed.AvailabilityZone', 'zone 1 of AWS::Region'],
    ['!GetAtt Elsewhere.AvailabilityZone', '? the parameter Zone has no default [${Zone}]'],
    ['!GetAtt Placed.VpcId', '→ Vpc'],
    ['!GetAtt Elsewhere.VpcId', '? the parameter Open has no default [${Open}]'],
    ['!GetAtt Placed.SubnetId', '→ Placed'],
    ['!GetAtt SecurityGroup.GroupId', '→ SecurityGroup'],
    ['!GetAtt SecurityGroup.VpcId', '→ Vpc'],
    ['!GetAtt Vpc.VpcId', '→ Vpc'],
    ['!GetAtt Vpc.DefaultSecurityGroup', '→ Vpc.DefaultSecurityGroup'],
    ['!GetAtt Vpc.Ipv6CidrBlocks', '→ Vpc.Ipv6CidrBlocks'],
    ['!GetAtt Queue.QueueUrl', '→ Queue'],
    ['!GetAtt Queue.Arn', '→ Queue.Arn'],
    ['!GetAtt X', '? Fn::GetAtt needs a resource and an attribute'],
  ],
  'Fn::Sub': [
    ['!Sub plain', 'plain'],
    ['!Sub "${Block}"', '10.0.0.0/16 (default of Block)'],
    ['!Sub "${Vpc}"', '→ Vpc'],
    ['!Sub "${Vpc.CidrBlock}"', '10.9.0.0/16'],
    ['!Sub "a-${Only}-${!Kept}"', 'a-one-${Kept}'],
    ['!Sub ["${n}.0.0.0/16", { n: 10 }]', '10.0.0.0/16'],
    ['{ "Fn::Sub": "${ Only }" }', 'one'],
    // A name of the list comes before a parameter of that name.
    ['!Sub ["${Only}-${Block}", { Only: two }]', 'two-10.0.0.0/16 (default of Block)'],
    ['!Sub ["${a}", { a: !Select [0, [x, y]] }]', 'x'],
    ['!Sub "${!Block}"', '${Block}'],
    [
      '!Sub "${Vpc}-${Subnet.AvailabilityZone}"',
      '? Vpc is known only after deployment [${Vpc}-${Subnet.AvailabilityZone}]',
    ],
    ['!Sub "a ${Blocks}"', '? Blocks is no text [a ${Blocks}]'],
    [
      '!Sub "{{resolve:ssm:/a/${Only}}}"',
      '? it is resolved when the stack is deployed [${resolve:ssm:/a/one}]',
    ],
    ['!Sub ["${Only}"]', 'one'],
    ['!Sub [!Ref Open]', '? Fn::Sub needs a text'],
    ['{ "Fn::Sub": !Ref Open }', '? Fn::Sub needs a text'],
    ['!Sub [[a]]', '? Fn::Sub needs a text'],
    ['!Sub "${a{b}}"', '? Fn::Sub accepts only names without braces'],
    ['!Sub ["${ a }-", { a: x }]', 'x-'],
    ['!Sub ["${a}-", { a: !Ref AWS::NoValue }]', '? a is left out [${?}-]'],
    ['!Sub ""', ''],
    ['!Sub ["${a}${a}", { a: !Ref Block }]', '10.0.0.0/1610.0.0.0/16 (default of Block)'],
    ['!Sub "${Zone}-${Block}"', '? the parameter Zone has no default [${Zone}-10.0.0.0/16]'],
    ['!Sub ["${a}", { a: b }, c]', '? refused: Fn::Sub needs 1 or 2 arguments, not 3'],
    [
      '!Sub "com.amazonaws.${AWS::Region}.s3"',
      '? AWS::Region is known only after deployment [com.amazonaws.${AWS::Region}.s3]',
    ],
  ],
  'Fn::Join and Fn::Split': [
    ['!Join [".", [10, 0, 0, 0/16]]', '10.0.0.0/16'],
    ['!Join ["", [a, !Ref Open]]', '? the parameter Open has no default [a${Open}]'],
    ['!Join ["-", []]', ''],
    ['!Join [",", !Ref Blocks]', '10.0.0.0/24,10.0.1.0/24 (default of Blocks)'],
    ['!Join ["-", [a, !Ref AWS::NoValue, b]]', 'a-b'],
    ['!Join ["", ["arn:", !GetAtt Queue.Arn]]', '? Queue is known only after deployment [arn:${Queue.Arn}]'],
    ['!Join ["", !GetAZs ""]', '? zone names differ between accounts'],
    ['!Join [",", !Split ["|", "a|b"]]', 'a,b'],
    ['!Join [",", text]', '? refused: Fn::Join needs a list, not a string'],
    ['!Join ["-", a, b]', '? refused: Fn::Join needs 2 arguments, not 3'],
    ['!Join [!Ref Open, [a]]', '? the parameter Open has no default'],
    ['!Join ["", [a, [b]]]', '? the arguments of Fn::Join do not fit [a${?}]'],
    ['!Join ["-", [!Ref Vpc, b]]', '? Vpc is known only after deployment [${Vpc}-b]'],
    ['!Join ["-", [!Select [0, !GetAZs ""], b]]', '? zone names differ between accounts [${?}-b]'],
    ['!Join [!Ref Block, [a, b]]', 'a10.0.0.0/16b (default of Block)'],
    ['!Split [!Ref Open, "a"]', '? the parameter Open has no default'],
    ['!Split [",", !Ref Open]', '? the parameter Open has no default'],
    ['!Split [!Ref Only, "aoneb"]', '[a, b]'],
    ['!Join text', '? refused: Fn::Join needs a list of 2 arguments'],
    ['!Split [",", "a,b"]', '[a, b]'],
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html
    ['!Split ["|", "a||c|"]', '[a, , c, ]'],
    ['!Split [", ", "a, b,c"]', '[a, b,c]'],
    ['!Split ["/", none]', '[none]'],
    ['!Split ["", abc]', '? the delimiter of Fn::Split is empty'],
    ['!Split [",", [a]]', '? refused: Fn::Split needs a string, not a list'],
    ['!Split [",", !ImportValue ids]', '? it is imported from another stack'],
    ['!Select [1, !Split ["/", 10.0.0.0/16]]', '16'],
    // The ids that Ref returns have no comma.
    ['!Split [",", !Join [",", [!Ref Subnet, !Ref Placed]]]', '[→ Subnet, → Placed]'],
    ['!Split [", ", !Sub "${Subnet}, ${SecurityGroup.GroupId}"]', '[→ Subnet, → SecurityGroup]'],
    ['!Select [1, !Split [",", !Sub "${Subnet},${Placed}"]]', '→ Placed'],
    ['!Split ["|", !Join ["|", [!Ref Subnet, !Ref Placed]]]', '[→ Subnet, → Placed]'],
    [
      '!Split [" ", !Join [" ", [!Ref Subnet, !Ref SecurityGroup]]]',
      '? Subnet is known only after deployment',
    ],
    ['!Split ["-", !Join ["-", [!Ref Subnet, !Ref Placed]]]', '? Subnet is known only after deployment'],
    ['!Split [",", !Join [",", [!Ref Subnet, !Ref Open]]]', '? Subnet is known only after deployment'],
    ['!Split [",", !Join [",", [!Ref Subnet, !Ref Block]]]', '? Subnet is known only after deployment'],
    ['!Split [",", !Join [",", [!Ref Subnet, !Ref Own]]]', '? Subnet is known only after deployment'],
    [
      '!Split [",", !Join [",", [!Ref Subnet, !GetAtt Queue.Arn]]]',
      '? Subnet is known only after deployment',
    ],
    ['!Split [",", !Sub "${Subnet},${Stack.Outputs.Ids}"]', '? Subnet is known only after deployment'],
    ['!Split [",", !Sub ["${One},${One}", { One: !Ref Subnet }]]', '? Subnet is known only after deployment'],
  ],
  'Fn::Select': [
    ['!Select [0, [a, b]]', 'a'],
    ['!Select ["1", !Ref Blocks]', '10.0.1.0/24 (default of Blocks)'],
    [
      '!Select [2, [a, b]]',
      '? refused: Fn::Select asks for item 2 (counted from 0), but the list has 2 items',
    ],
    [
      '!Select [2, !Ref Blocks]',
      '? refused: Fn::Select asks for item 2 (counted from 0), but the list has 2 items (default of Blocks)',
    ],
    ['!Select [!Ref Index, [a, b]]', 'b (default of Index)'],
    [
      '!Select [!Ref Index, [a]]',
      '? refused: Fn::Select asks for item 1 (counted from 0), but the list has one item (default of Index)',
    ],
    ['!Select [-1, [a]]', '? refused: the index of Fn::Select must be a whole number from 0, not -1'],
    ['!Select [first, [a]]', '? refused: the index of Fn::Select must be a whole number from 0, not first'],
    ['!Select [0, "a,b"]', '? refused: Fn::Select needs a list, not a string'],
    ['!Select [0]', '? refused: Fn::Select needs 2 arguments, not 1'],
    ['!Select [!Ref Open, [a]]', '? the parameter Open has no default'],
    ['!Select [0, !Ref Open]', '? refused: Fn::Select needs a list, and Open is a string'],
    // How AWS reads such a number is written nowhere.
    ['!Select ["01", [a, b]]', '? the arguments of Fn::Select do not fit'],
    ['!Select [1, !GetAtt Stack.Outputs.Subnets]', '? it is an output of the nested stack Stack'],
    ['!Select [!Ref Index, !Ref Blocks]', '10.0.1.0/24 (default of Blocks, Index)'],
    ['!Select [0, { "Fn::GetAZs": !Ref AWS::NoValue }]', 'zone 0 of AWS::Region'],
    ['!Select [0, { "Fn::GetAZs": !Ref Vpc }]', '? Vpc is known only after deployment'],
    ['!Select [0, [!Ref AWS::NoValue, b]]', '? the list has an item that AWS removes'],
    ['!Select [0, [!Ref Open, b]]', '? the parameter Open has no default [${Open}]'],
    ['!Select [1, [!Ref Open, b]]', 'b'],
    [
      '!Select [0, [!Select [1, [a]]]]',
      '? Fn::Select asks for item 1 (counted from 0), but the list has one item',
    ],
    ['!Select [1, !If [Never, [a, b], [c, d]]]', 'd'],
    ['!Select [1, !FindInMap [Sizes, prod, list]]', 'b'],
    ['!Select [0, !Ref Images]', '? Images is looked up when the stack is deployed'],
    ['!Select [1, !GetAZs ""]', 'zone 1 of AWS::Region'],
    ['!Select [!Ref Index, !GetAZs ""]', 'zone 1 of AWS::Region (default of Index)'],
    ['!Select [0, !GetAZs { Ref: AWS::Region }]', 'zone 0 of AWS::Region'],
    ['!Select [0, !GetAZs eu-west-1]', 'zone 0 of eu-west-1'],
    ['!Select [0, { "Fn::GetAZs": !Ref AWS::Region }]', 'zone 0 of AWS::Region'],
    ['!Select [0, { "Fn::GetAZs": !Sub "${AWS::Region}" }]', 'zone 0 of AWS::Region'],
    ['!Select [0, { "Fn::GetAZs": "" }]', 'zone 0 of AWS::Region'],
    ['!Select [0, { "Fn::GetAZs": !Ref Open }]', '? the parameter Open has no default'],
  ],
  // The page's own example: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
  'Fn::Cidr': [
    [
      '!Cidr [192.168.0.0/24, 6, 5]',
      '[192.168.0.0/27, 192.168.0.32/27, 192.168.0.64/27, 192.168.0.96/27, 192.168.0.128/27, 192.168.0.160/27]',
    ],
    ['!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]', '10.9.1.0/24'],
    ['!Select [0, !Cidr ["2001:db8::/56", 2, 64]]', '2001:db8::/64'],
    [
      '!Cidr [10.0.0.0/24, 4, 7]',
      '? refused: Fn::Cidr asks for 4 blocks of 7 host bits (/25), but 10.0.0.0/24 has only 2',
    ],
    ['!Cidr [10.0.0.0/24, 257, 0]', '? refused: Fn::Cidr returns 1 to 256 blocks, not 257'],
    [
      '!Cidr [10.0.0.0/24, 1, 9]',
      '? refused: Fn::Cidr cannot split 10.0.0.0/24 into blocks of 9 host bits (/23)',
    ],
    ['!Cidr [!Ref Open, 2, 8]', '? the parameter Open has no default'],
    ['!Cidr [10.0.0.0/16, !Ref Open, 8]', '? the parameter Open has no default'],
    ['!Cidr [10.0.0.0/16, 2, !Ref Open]', '? the parameter Open has no default'],
    ['!Cidr [10.0.0.0/16, 2, x]', '? refused: Fn::Cidr needs a number of host bits, not x'],
    ['!Cidr [10.0.0.0/16, 2, -8]', '? refused: Fn::Cidr needs a number of host bits, not -8'],
    ['!Cidr [10.0.0.0/16, 2, "08"]', '? Fn::Cidr needs a block, a count and a number of host bits'],
    ['!Cidr [10.0.0.0/16, "02", 8]', '? Fn::Cidr needs a block, a count and a number of host bits'],
    ['!Cidr [10.0.0.0/16, 2, !Ref AWS::NoValue]', '? Fn::Cidr has no number of host bits'],
    ['!Cidr [10.0.0.0/16, !Ref Index, 8]', '[10.0.0.0/24 (default of Index)]'],
    ['!Cidr [0.0.0.0/0, 2, 31]', '[0.0.0.0/1, 128.0.0.0/1]'],
    // What AWS makes of it without host bits is written nowhere: fact FN-04.
    ['!Cidr [10.0.0.0/16, 2]', '? Fn::Cidr has no number of host bits'],
    ['!Cidr [10.0.0.0/16, 0, 8]', '? refused: Fn::Cidr returns 1 to 256 blocks, not 0'],
    ['!Cidr [10.0.0.0/16, many, 8]', '? refused: Fn::Cidr returns 1 to 256 blocks, not many'],
    ['!Cidr [10.0.0.0/16]', '? refused: Fn::Cidr needs 2 or 3 arguments, not 1'],
    ['!Select [255, !Cidr [10.0.0.0/16, 256, 8]]', '10.0.255.0/24'],
    [
      '!Select [256, !Cidr [10.0.0.0/16, 256, 8]]',
      '? refused: Fn::Select asks for item 256 (counted from 0), but the list has 256 items',
    ],
    ['!Cidr [10.0.0.0/24, 1, 8]', '[10.0.0.0/24]'],
    [
      '!Cidr [10.0.0.0/30, 4, 1]',
      '? refused: Fn::Cidr asks for 4 blocks of 1 host bits (/31), but 10.0.0.0/30 has only 2',
    ],
    [
      '!Cidr [10.0.0.0/16, 1, 33]',
      '? refused: Fn::Cidr cannot split 10.0.0.0/16 into blocks of 33 host bits',
    ],
    ['!Cidr [10.0.0.0/24, 2, 0]', '? Fn::Cidr needs a block, a count and a number of host bits'],
    ['!Cidr [!Ref Block, 257, 8]', '? refused: Fn::Cidr returns 1 to 256 blocks, not 257'],
    [
      '!Cidr [!Ref Block, 2, 20]',
      '? refused: Fn::Cidr cannot split 10.0.0.0/16 into blocks of 20 host bits (/12) (default of Block)',
    ],
    ['!Select [1, !Cidr [!Ref Block, 2, 8]]', '10.0.1.0/24 (default of Block)'],
    [
      '!Cidr ["2001:db8::/62", 4, 64]',
      '[2001:db8::/64, 2001:db8:0:1::/64, 2001:db8:0:2::/64, 2001:db8:0:3::/64]',
    ],
    [
      '!Cidr ["2001:db8::/63", 4, 64]',
      '? refused: Fn::Cidr asks for 4 blocks of 64 host bits (/64), but 2001:db8::/63 has only 2',
    ],
    ['!Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 1, 64]', '? Vpc is known only after deployment'],
    ['!Cidr [nonsense, 1, 8]', '? Fn::Cidr needs a block, a count and a number of host bits'],
  ],
  'Fn::FindInMap': [
    ['!FindInMap [Sizes, prod, block]', '10.2.0.0/16'],
    ['!FindInMap [Sizes, prod, list]', '[a, b]'],
    ['!FindInMap [Sizes, test, block]', '? refused: the mapping Sizes has no test › block'],
    ['!FindInMap [Colours, test, block]', '? the template has no mapping Colours'],
    ['!FindInMap [Sizes, !Ref Block, block]', '? the mapping Sizes has no 10.0.0.0/16 › block'],
    ['!FindInMap [Sizes, !Ref AWS::Region, block]', '? AWS::Region is known only after deployment'],
    // Whatever the region is, no entry has such a key.
    [
      '!FindInMap [Sizes, !Ref AWS::Region, colour]',
      '? refused: no entry of the mapping Sizes has a key colour',
    ],
    ['!FindInMap [Sizes, !Ref Open, " "]', "? refused: no entry of the mapping Sizes has a key ' '"],
    ['!FindInMap [Sizes, !Ref Open, list]', '? the parameter Open has no default'],
    ['!FindInMap [Sizes, !Ref Open, !Ref Open]', '? the parameter Open has no default'],
    ['!FindInMap [Colours, !Ref Open, block]', '? the parameter Open has no default'],
    ['!FindInMap [Sizes, !Ref Open, colour, { DefaultValue: none }]', '? the parameter Open has no default'],
    ['!FindInMap [Sizes, " ", block]', "? refused: the mapping Sizes has no ' ' › block"],
    [
      '!FindInMap [Sizes, !Select [1, [dev, prod]], !Sub "bl${O}ck"]',
      '? O is neither a parameter nor a resource of this template',
    ],
    ['!FindInMap [!Join ["", [Si, zes]], !Select [1, [dev, prod]], block]', '10.2.0.0/16'],
    ['!FindInMap [Sizes, test, block, { DefaultValue: !Ref Block }]', '10.0.0.0/16 (default of Block)'],
    ['!FindInMap [Sizes, test, block, { DefaultValue: [a, b] }]', '[a, b]'],
    [
      '!FindInMap [Sizes, test, block, { DefaultValue: !Ref Open }]',
      '? the parameter Open has no default [${Open}]',
    ],
    ['!FindInMap [Sizes, dev, block, { DefaultValue: none }]', '10.1.0.0/16'],
    ['!FindInMap [Sizes, test]', '? refused: Fn::FindInMap needs 3 or 4 arguments, not 2'],
    ['!FindInMap [Sizes, test, block, { DefaultValue: none }]', 'none'],
  ],
  'Fn::If': [
    ['!If [Never, a, b]', 'b'],
    ['!If [Never, a, !Ref AWS::NoValue]', 'absent'],
    ['!If [Never, a, !If [Never, b, [c, !If [Never, d, !Ref AWS::NoValue], e]]]', '[c, e]'],
    ['[a, !If [Never, b, !Ref AWS::NoValue]]', '[a]'],
    ['{ a: !If [Never, b, !Ref AWS::NoValue], c: d }', '{a: absent, c: d}'],
    ['!If [Never, a]', '? refused: Fn::If needs 3 arguments, not 2'],
    ['!If [Nobody, a, b]', '? the condition Nobody cannot be decided'],
  ],
  'language extensions': [
    ['{ "Fn::Length": [a, b] }', '2'],
    ['{ "Fn::Length": !Ref Blocks }', '2 (default of Blocks)'],
    ['{ "Fn::Length": !Split [",", "a,b,c"] }', '3'],
    ['{ "Fn::Length": [a, !Ref Open] }', '2'],
    ['{ "Fn::Length": [] }', '0'],
    ['{ "Fn::Length": !GetAZs "" }', '? zone names differ between accounts'],
    ['{ "Fn::Length": [a, !Ref AWS::NoValue] }', '? the list has an item that AWS removes'],
    [
      '{ "Fn::ToJsonString": { a: !Ref Only, b: !Ref Blocks } }',
      '{"a":"one","b":["10.0.0.0/24","10.0.1.0/24"]} (default of Blocks)',
    ],
    // Whether AWS keeps a number is written nowhere.
    ['{ "Fn::ToJsonString": { a: 1 } }', '? the arguments of Fn::ToJsonString do not fit'],
    ['{ "Fn::ToJsonString": { a: !Ref Vpc } }', '? Vpc is known only after deployment'],
    ['{ "Fn::ToJsonString": { a: [b] } }', '{"a":["b"]}'],
    ['{ "Fn::ToJsonString": { a: [!Ref AWS::NoValue] } }', '? the arguments of Fn::ToJsonString do not fit'],
    [
      '{ "Fn::ToJsonString": { a: !Ref AWS::NoValue, b: c } }',
      '? the arguments of Fn::ToJsonString do not fit',
    ],
    ['{ "Fn::ToJsonString": { a: !Ref Only, b: !Ref Open } }', '? the parameter Open has no default'],
    ['{ "Fn::Length": text }', '? the arguments of Fn::Length do not fit'],
    ['{ "Fn::Length": !Ref Open }', '? the parameter Open has no default'],
  ],
  'what only the deployment knows': [
    ['!ImportValue shared-vpc', '? it is imported from another stack [${ImportValue shared-vpc}]'],
    [
      '!ImportValue { "Fn::Sub": "${Only}-vpc" }',
      '? it is imported from another stack [${ImportValue one-vpc}]',
    ],
    [
      '!ImportValue { "Fn::Sub": "${Open}-vpc" }',
      '? it is imported from another stack [${ImportValue ${Open}-vpc}]',
    ],
    [
      '!ImportValue { "Fn::Sub": "${Block}-vpc" }',
      '? it is imported from another stack [${ImportValue 10.0.0.0/16-vpc with Block by default}]',
    ],
    [
      '!ImportValue { Ref: Vpc }',
      '? refused: the name of an import cannot depend on a resource, and Vpc is one',
    ],
    [
      '!Sub "{{resolve:ssm:/${Open}/vpc}}"',
      '? the parameter Open has no default [${resolve:ssm:/${Open}/vpc}]',
    ],
    [
      '!Sub ["{{resolve:ssm:/${X}/vpc}}", { X: !Ref Vpc }]',
      '? Vpc is known only after deployment [${resolve:ssm:/${?}/vpc}]',
    ],
    ['!GetAtt Stack.Outputs.Vpc', '? it is an output of the nested stack Stack [${Stack.Outputs.Vpc}]'],
    ['{ "Fn::Transform": { Name: Mine } }', '? Fn::Transform is evaluated when the stack is deployed'],
  ],
  'Fn::Base64': [
    ['!Base64 text', 'dGV4dA=='],
    ['{ "Fn::Base64": text }', 'dGV4dA=='],
    ['!Base64 { "Fn::Sub": "${Only}" }', 'b25l'],
    ['!Base64 Grüße', 'R3LDvMOfZQ=='],
    ['{ "Fn::Base64": !Ref Block }', 'MTAuMC4wLjAvMTY= (default of Block)'],
    ['{ "Fn::Base64": !Ref Open }', '? the parameter Open has no default'],
    ['{ "Fn::Base64": [a] }', '? the arguments of Fn::Base64 do not fit'],
  ],
};

for (const [title, cases] of Object.entries(table)) {
  for (const [expression, value] of cases) {
    test(`${title}: ${expression}`, () => {
      assert.equal(show(valueIn(yaml(expression), 'yaml')), value);
      // What YAML makes of a plain word is its own affair.
      if (title !== 'plain values') assert.equal(show(valueIn(json(expression), 'json')), value, 'in JSON');
    });
  }
}

test('an alias that contains itself ends', () => {
  const tree = parse(
    'Resources:\n  A: &a\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: *a }\n',
    'yaml',
  );
  const template = readTemplate(tree);
  assert.ok(template);
  const [scenario] = scenariosOf(template).all;
  assert.equal(
    evaluate(valueAt(template.resources.get('A')?.properties, 'CidrBlock'), scenario!).kind,
    'absent',
  );
});

test('Fn::ForEach is written out, and what a loop made has no literal to change', () => {
  const tree = parse(
    `Resources:
  Fn::ForEach::Subnets:
    - Zone
    - [a, b-c]
    - Subnet&{Zone}:
        Type: AWS::EC2::Subnet
        Properties: { AvailabilityZone: !Ref Zone, CidrBlock: 10.0.0.0/24, Name: !Sub 'in-\${Zone}' }
`,
    'yaml',
  );
  const template = readTemplate(tree);
  assert.ok(template);
  assert.deepEqual([...template.resources.keys()], ['Subneta', 'Subnetbc']);
  const [scenario] = scenariosOf(template).all;
  const value = evaluate(template.resources.get('Subnetbc')?.properties, scenario!);
  assert.equal(show(value), '{AvailabilityZone: b-c, CidrBlock: 10.0.0.0/24, Name: in-b-c}');
  assert.equal(value.kind, 'fields');
  const origins = [...(value.kind === 'fields' ? value.fields : [])].map(([key, field]) => {
    return [key, field.kind === 'known' && field.origin !== undefined];
  });
  assert.deepEqual(origins, [
    ['AvailabilityZone', false],
    ['CidrBlock', true],
    ['Name', false],
  ]);
});

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html */
const OF_SAM: readonly (readonly [name: string, value: string])[] = [
  ['App.Version', '→ App.Version'],
  ['App.Alias', '→ App.Alias'],
  ['App.Other', '? App.Other is not written in this template; SAM may make it'],
  ['App.Versions', '? App.Versions is not written in this template; SAM may make it'],
  ['Topic.Version', '? Topic.Version is not written in this template; SAM may make it'],
  ['AppRole', '? AppRole is not written in this template; SAM may make it'],
];

for (const [name, value] of OF_SAM)
  test(`!Ref ${name} with SAM is ${value}`, () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  App: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
  Topic: { Type: AWS::SNS::Topic }
  X: { Type: 'AWS::Test', Properties: { Value: !Ref ${name} } }
`;
    assert.equal(show(valueIn(text, 'yaml')), value);
  });
