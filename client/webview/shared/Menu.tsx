import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';

/** One item of a menu. */
export interface MenuItem {
  readonly title: string;
  readonly act: () => void;
  /** For items that are on or off. */
  readonly isChecked?: boolean;
}

export interface MenuGroup {
  readonly title: string;
  readonly items: readonly MenuItem[];
}

interface Props {
  readonly groups: readonly MenuGroup[];
  /** What is in it, for the tooltip. */
  readonly title: string;
}

/** The menu button pattern: https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/. */
export function Menu({ groups, title }: Props) {
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isOpen) list.current!.querySelector<HTMLElement>('button')?.focus();
  }, [isOpen]);
  const close = (withFocus: boolean) => {
    setOpen(false);
    if (withFocus) button.current!.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entries = [...list.current!.querySelectorAll<HTMLElement>('button')];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const go = (index: number) => entries.at(index % entries.length)?.focus();
    if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') return close(false);
    else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="menu"
      onFocusOut={(event) => {
        if (isOpen && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node))
          setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label="More"
        title={title}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div ref={list} class="menu-list" role="menu" aria-label="More" tabIndex={-1} onKeyDown={onKeyDown}>
          {groups.map(({ title: heading, items }) => (
            <div key={heading} class="menu-group" role="group" aria-label={heading}>
              <div class="menu-title quiet" aria-hidden="true">
                {heading}
              </div>
              {items.map((item) => (
                <button
                  key={item.title}
                  type="button"
                  role={item.isChecked === undefined ? 'menuitem' : 'menuitemcheckbox'}
                  aria-checked={item.isChecked}
                  tabIndex={-1}
                  onClick={() => {
                    close(true);
                    item.act();
                  }}
                >
                  <span class="check">{item.isChecked ? '✓' : ''}</span>
                  {item.title}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
