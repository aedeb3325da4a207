import type { Thing } from '../../../server/src/diagram/scene.ts';
import type { MapFinding } from './messages.ts';

interface Props {
  readonly things: readonly Thing[];
  readonly findings: ReadonlyMap<string, readonly MapFinding[]>;
  readonly selected: string | null;
  readonly press: (key: string) => void;
}

/** The content of the picture as a list, for everybody who would rather read than look. */
export function Outline(props: Props) {
  return (
    <nav class="outline" aria-label="Outline of the map">
      <h2>Outline</h2>
      <List {...props} inside={null} />
    </nav>
  );
}

function List({ inside, ...props }: Props & { readonly inside: string | null }) {
  const own = props.things.filter((thing) => thing.inside === inside);
  if (own.length === 0) return null;
  return (
    <ul>
      {own.map((thing) => (
        <li key={thing.key}>
          <button
            type="button"
            class="link outline-item"
            aria-current={thing.key === props.selected ? 'true' : undefined}
            onClick={() => props.press(thing.key)}
          >
            {thing.title}
          </button>
          <span class="quiet"> {thing.accessibleName}</span>
          {(props.findings.get(thing.key) ?? []).map(({ message, severity }) => (
            <span key={message} class={`outline-finding finding-${severity}`}>
              {message}
            </span>
          ))}
          <List {...props} inside={thing.key} />
        </li>
      ))}
    </ul>
  );
}

/** The same as Markdown, for a file. */
export function outlineText(things: readonly Thing[], inside: string | null = null, depth = 0): string {
  return things
    .filter((thing) => thing.inside === inside)
    .map((thing) => {
      const line = `${'  '.repeat(depth)}- **${escaped(thing.title)}** ${escaped(thing.accessibleName)}\n`;
      return line + outlineText(things, thing.key, depth + 1);
    })
    .join('');
}

/** What means something to Markdown or HTML, as a character's number. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|&~$]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
