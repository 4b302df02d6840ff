/**
 * The average colour of a picture, from its ThumbHash: what is seen until the picture is there. The first 18 bits of the
 * hash hold it, as lightness and two differences (yellow–blue, red–green).
 */
export function tintOf(placeholder: string | null | undefined): string | undefined {
  let bytes: string;
  try {
    bytes = atob(placeholder ?? '');
  } catch {
    return undefined;
  }
  if (bytes.length < 5) return undefined;
  const head = bytes.charCodeAt(0) | (bytes.charCodeAt(1) << 8) | (bytes.charCodeAt(2) << 16);
  const light = (head & 63) / 63;
  const yellow = ((head >> 6) & 63) / 31.5 - 1;
  const red = ((head >> 12) & 63) / 31.5 - 1;
  const b = light - (2 / 3) * yellow;
  const r = (3 * light - b + red) / 2;
  const channels = [r, r - red, b].map((part) => Math.round(255 * Math.min(1, Math.max(0, part))));
  return `rgb(${channels.join(' ')})`;
}
