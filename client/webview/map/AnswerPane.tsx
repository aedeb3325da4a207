import type { ReachVerdict, Trace, TraceAnswer } from '../../../server/src/protocol.ts';

interface Props {
  readonly from: string;
  readonly to: string;
  /** In which of several networks; null where the file has one. */
  readonly scenario: string | null;
  readonly trace: Trace;
  readonly go: (line: number) => void;
  readonly fix: (answer: number, fix: number) => void;
}

const VERDICTS: Readonly<Record<ReachVerdict, string>> = {
  reachable: 'Reachable',
  partial: 'Sometimes reachable',
  blocked: 'Not reachable',
  unknown: 'Unknown',
};

/** The answer to a question: the blockers, the fixes, and the path. */
export function AnswerPane({ from, to, scenario, trace, go, fix }: Props) {
  return (
    <section class="answer" aria-label="Answer">
      <h2>
        {from} → {to}
      </h2>
      {scenario !== null && <p class="quiet">When {scenario}</p>}
      {trace.answers.length === 0 && <p>{trace.sentence}</p>}
      {trace.answers.map((answer, number) => (
        <One key={answer.title} answer={answer} go={go} fix={(which) => fix(number, which)} />
      ))}
    </section>
  );
}

interface OneProps {
  readonly answer: TraceAnswer;
  readonly go: (line: number) => void;
  readonly fix: (fix: number) => void;
}

function One({ answer, go, fix }: OneProps) {
  const { verdict, traffic, summary, blockers, fixes, hops, assumptions } = answer;
  return (
    <div class="one">
      <p>
        <strong class={`verdict verdict-${verdict}`}>{VERDICTS[verdict]}</strong>{' '}
        <span class="quiet">{traffic}</span>
      </p>
      <p>{summary}.</p>
      {blockers.length > 0 && (
        <>
          <h3>Blocked by</h3>
          <ul>
            {blockers.map(({ label, message, range }) => (
              <li key={label + message}>
                <Place label={label} line={range?.start.line} go={go} /> {withoutSubject(message, label)}
              </li>
            ))}
          </ul>
        </>
      )}
      {fixes.map((one, number) =>
        one.edit ? (
          <button key={one.title} type="button" class="fix" onClick={() => fix(number)}>
            {one.title}
          </button>
        ) : (
          <p key={one.title} class="quiet">
            {one.title} (by hand)
          </p>
        ),
      )}
      {hops.length > 0 && (
        <>
          <h3>Path</h3>
          <ol class="hops">
            {hops.map(({ label, text, allows, isUnknown, range }) => (
              <li key={label + text} class={allows ? 'hop-allows' : isUnknown ? 'hop-unknown' : 'hop-blocks'}>
                <span aria-hidden="true">{allows ? '✓' : isUnknown ? '?' : '✗'}</span>
                <span class="sr-only">{allows ? 'allows: ' : isUnknown ? 'unknown: ' : 'blocks: '}</span>{' '}
                <Place label={label} line={range?.start.line} go={go} /> {text}
              </li>
            ))}
          </ol>
        </>
      )}
      {assumptions.length > 0 && (
        <>
          <h3>{verdict === 'unknown' ? 'Unknown' : 'Assumptions'}</h3>
          <ul>
            {assumptions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface PlaceProps {
  readonly label: string;
  readonly line: number | undefined;
  readonly go: (line: number) => void;
}

/** A name that opens its line, if it has one. */
function Place({ label, line, go }: PlaceProps) {
  if (line === undefined) return <strong>{label}</strong>;
  return (
    <button type="button" class="link" onClick={() => go(line)}>
      {label}
    </button>
  );
}

function withoutSubject(sentence: string, subject: string): string {
  return sentence.startsWith(`${subject} `) ? sentence.slice(subject.length + 1) : sentence;
}
