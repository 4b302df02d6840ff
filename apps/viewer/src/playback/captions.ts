import { signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';

const SIZES = ['normal', 'large', 'largest'] as const;
const GROUNDS = ['box', 'outline'] as const;
export type CaptionSize = (typeof SIZES)[number];
export type CaptionGround = (typeof GROUNDS)[number];

/** How the viewer likes his subtitles, on this device. */
export const captionSize = signal<CaptionSize>(SIZES.find((size) => size === kept('caption-size')) ?? 'normal');
export const captionGround = signal<CaptionGround>(GROUNDS.find((on) => on === kept('caption-ground')) ?? 'box');

export function chooseCaptionSize(value: string): void {
  captionSize.value = SIZES.find((size) => size === value) ?? 'normal';
  keep('caption-size', captionSize.value);
}

export function chooseCaptionGround(value: string): void {
  captionGround.value = GROUNDS.find((ground) => ground === value) ?? 'box';
  keep('caption-ground', captionGround.value);
}
