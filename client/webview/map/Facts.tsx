import type { Thing } from '../../../server/src/diagram/scene.ts';
import type { MapFinding } from './messages.ts';

interface Props {
  readonly thing: Thing;
  /** The first line of its resource, from 0. */
  readonly line: number | undefined;
  readonly findings: readonly MapFinding[];
  readonly go: (line: number) => void;
  readonly quickFix: (line: number) => void;
  readonly ask: (name: string) => void;
  readonly plan: (vpc: string) => void;
}

/** What is known of the thing that was chosen, its findings, and what can be done with it. */
export function Facts({ thing, line, findings, go, quickFix, ask, plan }: Props) {
  const { id, title, accessibleName, members, noun } = thing;
  // A long id is cut in the picture; the id of an object with a name is shown here.
  const isNamed = id !== null && accessibleName.startsWith(`${id}, `);
  return (
    <section class="chosen" aria-label="Chosen thing">
      <h2>{id === null || isNamed ? title : id}</h2>
      <p class="quiet">{accessibleName}</p>
      {members.length > 0 && <p>{members.join(', ')}</p>}
      <p class="fact-actions">
        {line !== undefined && (
          <button type="button" class="button-secondary" onClick={() => go(line)}>
            Go to line {line + 1}
          </button>
        )}
        {id !== null && (
          <button type="button" class="button-secondary" onClick={() => ask(id)}>
            What does it reach?
          </button>
        )}
        {id !== null && noun === 'VPC' && line !== undefined && (
          <button type="button" class="button-secondary" onClick={() => plan(id)}>
            Plan subnets…
          </button>
        )}
      </p>
      {findings.length > 0 && (
        <ul class="findings">
          {findings.map((finding) => (
            <li key={finding.message + finding.line} class={`finding finding-${finding.severity}`}>
              {finding.message}{' '}
              <button type="button" class="link" onClick={() => quickFix(finding.line)}>
                Quick fix…
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
