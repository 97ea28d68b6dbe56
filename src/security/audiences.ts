const FEEDBACK = '/feedback';

/**
 * What a token for an address may name as its audience: paths below `publicUrl`, made from the route that was matched,
 * never from the host or the spelling of the request. Feedback takes its own address and the service's (F-9).
 */
export function audiencesOf(route: string, params: Readonly<Record<string, unknown>>): readonly string[] {
  const path = route.replace(/:(\w+)/g, (_, name: string) => String(params[name]));
  return route.endsWith(FEEDBACK) ? [path, path.slice(0, -FEEDBACK.length)] : [path];
}
