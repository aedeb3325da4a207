import { Component } from 'preact';
import { ICONS } from '../../../../server/src/diagram/icons.ts';
import { letteringOf } from '../../../../server/src/diagram/lettering.ts';
import type { Box, Thing } from '../../../../server/src/diagram/scene.ts';
import type { ReachVerdict } from '../../../../server/src/protocol.ts';
import { lookOfTier } from '../../../../server/src/subnetPlan/tierLook.ts';
import type { MapFinding } from '../messages.ts';

interface Props {
  readonly thing: Thing;
  /** Whether the source reaches it; undefined where that was not asked. */
  readonly verdict: ReachVerdict | undefined;
  readonly findings: readonly MapFinding[];
  /** True if Tab moves to it. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** Which end of the question it is. */
  readonly end: 'from' | 'to' | undefined;
  readonly label: string;
}

/**
 * A thing with its boxes, icon, texts and findings, as one button; drawn again only where something of it has changed. Not `memo` of preact/compat: with that every element of the page is
 * prepared for React's ways, which is a tenth of the time until the first paint.
 */
export class ThingShape extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return !isSame(this.props, next);
  }

  override render({ thing, verdict, findings, isActive, isSelected, end, label }: Props) {
    const { key, shape, boxes } = thing;
    const classes = [
      'thing',
      `thing-${shape}`,
      ...(verdict ? [`is-${verdict}`] : []),
      ...(isSelected ? ['is-selected'] : []),
      ...(end ? [`is-${end}`] : []),
    ];
    return (
      <g class={classes.join(' ')} data-key={key}>
        {/* The texts are beside the button and not in it: its name says more than they do. SVG knows tabindex in lower case alone. */}
        <g role="button" tabindex={isActive ? 0 : -1} aria-label={label} aria-pressed={end !== undefined}>
          {boxes.map((box) => (
            <rect
              key={`${box.x} ${box.y}`}
              class="box"
              data-ground={shape === 'frame' ? true : undefined}
              x={box.x}
              y={box.y}
              width={box.width}
              height={box.height}
              rx={shape === 'chip' ? 5 : 6}
              {...(shape === 'area' && { color: lookOfTier(thing.tier).colour })}
            />
          ))}
        </g>
        {boxes.map((box) => (
          <Letters key={`${box.x} ${box.y}`} thing={thing} box={box} />
        ))}
        {findings.length > 0 && <Badge box={boxes[0]} findings={findings} />}
      </g>
    );
  }
}

function isSame(before: Props, after: Props): boolean {
  return (Object.keys(before) as (keyof Props)[]).every(
    (name) => before[name] === after[name] || (name === 'thing' && isSameThing(before.thing, after.thing)),
  );
}

/** A thing of the next version of a picture is another object, even where nothing of it has changed. */
function isSameThing(before: Thing, after: Thing): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function Letters({ thing, box }: { readonly thing: Thing; readonly box: Box }) {
  const { icon, texts } = letteringOf(thing, box);
  return (
    <>
      <path class="glyph" transform={`translate(${icon.x} ${icon.y})`} d={ICONS[thing.icon]} />
      {texts.map(({ at, text, look }) => (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: text of SVG takes no focus, and the button's name says it
        <text
          key={`${look} ${at.y} ${text}`}
          aria-hidden={true}
          class={look === 'title' ? 'title-text' : 'quiet-text'}
          x={at.x}
          y={at.y}
        >
          {text}
        </text>
      ))}
    </>
  );
}

function Badge({ box, findings }: { readonly box: Box; readonly findings: readonly MapFinding[] }) {
  const [worst] = findings;
  const x = box.x + box.width - 2;
  const y = box.y + 2;
  return (
    <g class={`badge badge-${worst!.severity}`}>
      <title>{findings.map(({ message }) => message).join('\n')}</title>
      <circle cx={x} cy={y} r={9} />
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: as the texts of the button */}
      <text x={x} y={y + 4} text-anchor="middle" aria-hidden={true}>
        {findings.length > 9 ? '9+' : findings.length}
      </text>
    </g>
  );
}
