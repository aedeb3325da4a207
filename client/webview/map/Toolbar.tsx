import { Menu, type MenuGroup } from '../shared/Menu.tsx';

interface Props {
  readonly isAsking: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly scenarios: readonly string[];
  readonly scenario: string | null;
  readonly hasUnfolded: boolean;
  readonly hasOutline: boolean;
  readonly menu: readonly MenuGroup[];
  readonly does: {
    readonly ask: () => void;
    readonly fromInternet: () => void;
    readonly clear: () => void;
    readonly choose: (scenario: string) => void;
    readonly fold: () => void;
    readonly outline: () => void;
    readonly zoom: (factor: number) => void;
    readonly fit: () => void;
  };
}

export function Toolbar(props: Props) {
  const { isAsking, from, to, scenarios, scenario, hasUnfolded, hasOutline, menu, does } = props;
  return (
    <header class="toolbar">
      <button
        type="button"
        class={isAsking ? '' : 'button-secondary'}
        aria-pressed={isAsking}
        title="Choose a source, then a destination"
        onClick={does.ask}
      >
        Check reachability
      </button>
      <button type="button" class="button-secondary" onClick={does.fromInternet}>
        From the internet
      </button>
      {from !== null && (
        <button type="button" class="button-secondary" title="End the question (Escape)" onClick={does.clear}>
          Clear
        </button>
      )}
      {isAsking && to === null && (
        <span class="quiet asking" title={from ?? undefined}>
          {from === null ? 'Choose a source' : `${from} → choose a destination`}
        </span>
      )}
      <span class="space" />
      {scenarios.length > 0 && (
        <label class="scenario">
          When
          <select
            title={scenario ?? ''}
            value={scenario ?? ''}
            onChange={(event) => does.choose(event.currentTarget.value)}
          >
            {scenarios.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      )}
      {hasUnfolded && (
        <button type="button" class="button-secondary" onClick={does.fold}>
          Fold
        </button>
      )}
      <button type="button" class="button-secondary" aria-pressed={hasOutline} onClick={does.outline}>
        Outline
      </button>
      <span class="zoom">
        <button
          type="button"
          class="icon-button"
          aria-label="Zoom out"
          title="Zoom out (-)"
          onClick={() => does.zoom(0.8)}
        >
          <span aria-hidden="true">−</span>
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Zoom in"
          title="Zoom in (+)"
          onClick={() => does.zoom(1.25)}
        >
          <span aria-hidden="true">+</span>
        </button>
        <button type="button" class="button-secondary" onClick={does.fit}>
          Fit
        </button>
        <Menu groups={menu} title="Save and copy" />
      </span>
    </header>
  );
}
