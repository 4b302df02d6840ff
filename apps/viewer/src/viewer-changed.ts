/** Whoever keeps something of a viewer in the memory of the page drops it when another one watches. */
const dropped: (() => void)[] = [];

export function onViewerChanged(drop: () => void): void {
  dropped.push(drop);
}

export function viewerChanged(): void {
  for (const drop of dropped) drop();
}
