import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from './icon-button.tsx';
import styles from './sheet.module.css';

type Props = {
  open: boolean;
  title: string;
  /** The word for the close button: `ui` has no words of its own. */
  closeLabel: string;
  onClose: () => void;
  children: ComponentChildren;
};

/**
 * A modal sheet from the bottom edge, a panel on wide screens. Esc, the Back gesture, a tap beside it and the button
 * close it: the first two come from `<dialog>` itself.
 */
export function Sheet({ open, title, closeLabel, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);

  /** At once: a browser tells of a dialog that has closed a moment later, when the viewer may have opened it again. */
  function leave(event: Event) {
    event.preventDefault();
    onClose();
  }

  function noteClosed() {
    if (!dialog.current?.open) onClose();
  }

  function closeIfBeside(event: MouseEvent) {
    // The dialog has no padding of its own, so what hits the element itself hit the backdrop.
    if (event.target === dialog.current) onClose();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a modal dialog by itself
    <dialog
      ref={dialog}
      class={styles.sheet}
      aria-labelledby={titleId}
      onCancel={leave}
      onClose={noteClosed}
      onClick={closeIfBeside}
    >
      <div class={styles.body}>
        <header class={styles.head}>
          <h2 id={titleId} class={styles.title}>
            {title}
          </h2>
          <IconButton icon="close" label={closeLabel} onClick={onClose} />
        </header>
        {open && children}
      </div>
    </dialog>
  );
}
