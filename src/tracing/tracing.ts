import type { TraceParent } from '../door/correlation.ts';

/** A span of a trace. Names and attributes come from this software's own lists: routes, stages, status codes. */
export interface Span {
  readonly child: (name: string) => Span;
  readonly end: (outcome?: SpanOutcome) => void;
}

export interface SpanOutcome {
  /** Instead of the first one, once the route is known. */
  readonly name?: string;
  readonly failed?: boolean;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Where the spans of requests go. */
export interface Tracing {
  readonly startRequest: (name: string, parent: TraceParent | undefined) => Span;
  /** Sends what waits; at most for the time that the exporter has. Never throws. */
  readonly stop: () => Promise<void>;
}

const NO_SPAN: Span = { child: () => NO_SPAN, end: () => undefined };

/** Tracing that is off. */
export const NO_TRACING: Tracing = { startRequest: () => NO_SPAN, stop: () => Promise.resolve() };

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the standard variables of OpenTelemetry name a collector. */
export function isTracingWanted(environment: Environment): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = environment;
  const off = environment['OTEL_SDK_DISABLED'] === 'true' || environment['OTEL_TRACES_EXPORTER'] === 'none';
  return Boolean(all || traces) && !off;
}

/**
 * Tracing as the environment wants it. Off, nothing of OpenTelemetry's SDK is loaded; on, it is loaded beside the start, and
 * requests before that have no spans. `onFailure` hears when it can't be loaded or set up: advice goes on without.
 */
export function openTracing(environment: Environment, onFailure: () => void): Tracing {
  if (!isTracingWanted(environment)) return NO_TRACING;
  let current = NO_TRACING;
  const loading = import('./otlp.ts').then(({ otlpTracing }) => (current = otlpTracing())).catch(onFailure);
  return {
    startRequest: (name, parent) => current.startRequest(name, parent),
    stop: async () => {
      await loading;
      await current.stop();
    },
  };
}
