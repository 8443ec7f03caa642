import type { Browser } from 'playwright-core';

export function openChromium(without: string): Promise<Browser | undefined>;
