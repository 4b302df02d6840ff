/** What some browsers tell of the connection; others tell nothing. */
export type Connection = Partial<Pick<NetworkInformation, 'saveData' | 'effectiveType' | 'metered' | 'downlink'>>;

const SLOW = new Set(['slow-2g', '2g', '3g']);

/** Whether bytes are dear here: the device says so, or the network is of an old kind. */
export function isDear({ saveData, effectiveType, metered }: Connection): boolean {
  return saveData === true || metered === true || SLOW.has(effectiveType ?? '');
}
