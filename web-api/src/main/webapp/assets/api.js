/** Reading the ledger's API: JSON in, problems out, pages by their Link header. */

/** What the API answered instead of data, or why there was no answer. `status` is 0 when there was none. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(title);
    this.status = status;
    this.detail = detail;
  }

  /** All of it in one line. */
  get text() {
    return [this.message, this.detail].filter(Boolean).join('. ');
  }

  /** The session is over: only a new login helps. */
  get needsLogin() {
    return this.status === 401;
  }
}

const TIMEOUT_MILLISECONDS = 20_000;
const SILENCE = 'The ledger may be starting, or the network may be down.';

/** The path and query of an API resource; empty parameters are left out. */
export function apiPath(resource, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length ? `/api/v1/${resource}?${new URLSearchParams(given)}` : `/api/v1/${resource}`;
}

/** One answer: its body, and the path of the next page or null. */
export async function read(path, signal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  let response;
  let body;
  try {
    response = await fetch(path, {
      headers: { Accept: 'application/json, application/problem+json' },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.type === 'opaqueredirect') throw new Problem(401, 'Your session has ended');
    body = await response.json().catch((error) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
  } catch (error) {
    if (signal?.aborted || error instanceof Problem) throw error;
    throw new Problem(0, 'The ledger does not answer', SILENCE);
  }
  if (!response.ok) throw problemOf(response.status, body);
  if (!body) throw new Problem(response.status, 'The ledger sent something else than JSON');
  return { body, next: nextPage(response.headers.get('Link')) };
}

/** The items of as many pages as `maximum` allows, and the path of the first page left out or null. */
export async function readPages(path, maximum, signal) {
  const items = [];
  let next = path;
  for (let page = 0; next && page < maximum; page++) {
    const answer = await read(next, signal);
    items.push(...answer.body.items);
    next = answer.next;
  }
  return { items, next };
}

function problemOf(status, body) {
  const detail = [body?.detail ?? SILENCE, body?.instance].filter(Boolean).join(' ');
  return new Problem(status, body?.title ?? `The ledger answered ${status}`, detail);
}

function nextPage(header) {
  const target = header?.match(/<([^>]*)>\s*;\s*rel="?next"?/)?.[1];
  if (!target) return null;
  const url = new URL(target, location.href);
  return url.pathname + url.search;
}
