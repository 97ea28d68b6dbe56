import type { ChartIndex } from './chart-index.ts';

/** Something that several readers of a chart rest on: made when first asked for, and kept with the chart's index. */
export function perChart<T extends object>(make: (index: ChartIndex) => T): (index: ChartIndex) => T {
  return (index) => {
    // Under the key `make` nothing but what it made is ever kept.
    const before = index.kept.get(make) as T | undefined;
    if (before) return before;
    const made = make(index);
    index.kept.set(make, made);
    return made;
  };
}
