/** The names of this machine that the settings speak of, and the IPv6 one; nothing that merely resolves there. */
const NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = ({ hostname }: Pick<URL, 'hostname'>): boolean => NAMES.has(hostname);
