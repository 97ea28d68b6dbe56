import type { Span } from './tracing/tracing.ts';

/** The stages of a request. `map` is the walk over the chart; facts are read when a page asks, and count as `evaluate`. */
export type Stage = 'authenticate' | 'parse' | 'fetch' | 'map' | 'evaluate' | 'render';

/** Runs a stage of a request; its time is noted, whether it ends well or not. */
export type RunStage = <T>(stage: Stage, run: () => T) => T;

/** For callers that nobody watches. */
export const UNWATCHED: RunStage = (_stage, run) => run();

/** Notes each stage in the metrics and as a span of the request. */
export function watchedStages(observe: (stage: Stage, seconds: number) => void, request: Span): RunStage {
  return <T>(stage: Stage, run: () => T): T => {
    const started = performance.now();
    const span = request.child(stage);
    const end = (failed: boolean): void => {
      observe(stage, (performance.now() - started) / 1000);
      span.end({ failed });
    };
    try {
      const result = run();
      if (!(result instanceof Promise)) {
        end(false);
        return result;
      }
      result.then(
        () => end(false),
        () => end(true),
      );
      return result;
    } catch (error) {
      end(true);
      throw error;
    }
  };
}
