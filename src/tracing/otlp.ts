import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { GUIDELINE } from '../hooks/guideline.ts';
import type { TraceParent } from '../door/correlation.ts';
import type { Span, SpanOutcome, Tracing } from './tracing.ts';

/**
 * Spans to an OTLP collector over HTTP, in batches beside the requests. Endpoint, headers, time limit, sampler, batch
 * sizes and resource are read by OpenTelemetry itself from its standard environment variables (`OTEL_…`).
 */
export function otlpTracing(): Tracing {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': GUIDELINE.software }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer(GUIDELINE.software);
  return {
    startRequest: (name, parent) => spanOf(tracer, { name, kind: SpanKind.SERVER, within: contextOf(parent) }),
    stop: async () => {
      try {
        await provider.shutdown();
      } catch {
        // The collector is out of reach: what waited is lost, and was nobody's advice.
      }
    },
  };
}

/** The caller's span as the parent of ours; a trace of our own without one. */
function contextOf(parent: TraceParent | undefined): Context {
  if (!parent) return ROOT_CONTEXT;
  const { traceId, spanId, sampled } = parent;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

interface Start {
  readonly name: string;
  readonly kind: SpanKind;
  readonly within: Context;
}

function spanOf(tracer: Tracer, { name, kind, within }: Start): Span {
  const span = tracer.startSpan(name, { kind }, within);
  return {
    child: (childName) =>
      spanOf(tracer, { name: childName, kind: SpanKind.INTERNAL, within: trace.setSpan(within, span) }),
    end: ({ name: finalName, failed = false, attributes = {} }: SpanOutcome = {}) => {
      if (finalName !== undefined) span.updateName(finalName);
      // No message: that of an error may quote data.
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttributes(attributes).end();
    },
  };
}
