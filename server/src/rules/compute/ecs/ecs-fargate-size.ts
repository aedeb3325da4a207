import { itemsOf } from '../../../network/template/fieldOfValue.ts';
import { hasText, type Value } from '../../../template/evaluation/value.ts';
import { defineRule } from '../../defineRule.ts';
import { changeTo, literalInPlace } from '../../shared/fixes/settingFix.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** A task for Fargate with CPU and memory that do not go together. */
export default defineRule({
  id: 'ecs-fargate-size',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Fargate has no such pair of CPU and memory',
  why: 'Fargate runs tasks of fixed sizes: 256 CPU units have 512, 1024 or 2048 MiB of memory, 512 units 1024 to 4096, and so on. ECS rejects any other pair with "No Fargate configuration exists for given values", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html',
  ],
  cfnLint: 'E3047',

  check: eachResource(['AWS::ECS::TaskDefinition'], function* ({ object, property }) {
    const needed = itemsOf(property('RequiresCompatibilities'));
    const isOnFargate = needed.some((one) => hasText(one, 'FARGATE'));
    const [cpu, memory] = [property('Cpu'), property('Memory')];
    const [units, mebibytes] = [unitsOf(cpu, CPU_UNITS), unitsOf(memory, MEMORY_UNITS)];
    const sizes = SIZES.find((one) => one.cpu === units);
    if (!isOnFargate || cpu.kind !== 'known' || memory.kind !== 'known') return;
    if (!sizes && units !== undefined && units < MOST_UNITS)
      yield {
        at: cpu.at,
        resource: object.id,
        defaults: cpu.defaults,
        message: `${object.id} has Cpu ${cpu.text}. Fargate has ${SIZES.map((one) => one.cpu).join(', ')} units, and ECS rejects ${object.id}.`,
      };
    if (!sizes || mebibytes === undefined) return;
    const { least, most, step } = sizes;
    const isStep = (mebibytes - least) % step === 0 && !(units === 256 && mebibytes === 1536);
    if (mebibytes >= least && mebibytes <= most && isStep) return;
    const near = mebibytes < least ? least : mebibytes > most ? most : undefined;
    yield {
      at: memory.at,
      resource: object.id,
      defaults: [...cpu.defaults, ...memory.defaults],
      message: `${object.id} has Cpu ${cpu.text} and Memory ${memory.text}. With that CPU, Fargate has ${units === 256 ? '512, 1024 and 2048 MiB' : `${least} to ${most} MiB in steps of ${step}`}, and ECS rejects ${object.id}.`,
      related: [{ at: cpu.at, message: `Cpu is ${cpu.text}` }],
      fixes: near === undefined ? [] : changeTo(literalInPlace(memory), String(near), false),
    };
  }),
});

/** Memory in MiB for each number of CPU units; 256 units have 512, 1024 and 2048. */
const SIZES: readonly { cpu: number; least: number; most: number; step: number }[] = [
  { cpu: 256, least: 512, most: 2048, step: 512 },
  { cpu: 512, least: 1024, most: 4096, step: 1024 },
  { cpu: 1024, least: 2048, most: 8192, step: 1024 },
  { cpu: 2048, least: 4096, most: 16_384, step: 1024 },
  { cpu: 4096, least: 8192, most: 30_720, step: 1024 },
  { cpu: 8192, least: 16_384, most: 61_440, step: 4096 },
  { cpu: 16_384, least: 32_768, most: 122_880, step: 8192 },
];

/** AWS has always added larger sizes, so a larger one may be new. */
const MOST_UNITS = Math.max(...SIZES.map(({ cpu }) => cpu));

const CPU_UNITS = /^(\d+(?:\.\d+)?)\s*(vcpu)?$/i;
const MEMORY_UNITS = /^(\d+(?:\.\d+)?)\s*(gb)?$/i;

/** CPU units or MiB of a number, or of a number of vCPU or GB. */
function unitsOf(value: Value, pattern: RegExp): number | undefined {
  const parts = value.kind === 'known' ? pattern.exec(value.text.trim()) : undefined;
  return parts ? Number(parts[1]) * (parts[2] === undefined ? 1 : 1024) : undefined;
}
