/** Draws the icon at every size that a browser or a store asks for, from the two SVGs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

export const iconSizes = [16, 24, 32, 48, 64, 96, 128] as const;

export const renderIcons = (into: string): { absoluteSrc: string; relativeDest: string }[] =>
  ['icon', 'icon-waiting'].flatMap((name) => {
    const svg = readFileSync(join(import.meta.dirname, 'assets', `${name}.svg`), 'utf8');
    mkdirSync(join(into, 'icons'), { recursive: true });
    return iconSizes.map((size) => {
      const file = `${name}-${size}.png`;
      const absoluteSrc = join(into, 'icons', file);
      const image = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
      writeFileSync(absoluteSrc, image.asPng());
      return { absoluteSrc, relativeDest: `icon/${file}` };
    });
  });
