/** Client of the ledger's API: JSON requests and responses, problems (RFC 9457), paging by the Link header. */

/**
 * An error response of the API, or its absence. `status` is 0 without a response; `errors` names each rejected field,
 * as {field, detail}.
 */
export class Problem extends Error {
  constructor(status, title, detail, { type = '', errors = [] } = {}) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.type = type;
    this.errors = errors;
  }

  /** The whole problem in one line. */
  get text() {
    return [this.message, this.detail].filter(Boolean).join('. ');
  }

  /** The session has expired: only signing in again helps. */
  get needsLogin() {
    return this.status === 401;
  }

  /** May be temporary: no response, rate-limited, or the ledger could not respond. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Nothing here for this reader: no such resource, or not for their role. */
  get isNothing() {
    return this.status === 404 || this.status === 403;
  }
}

const TIMEOUT_MILLISECONDS = 20_000;

/** Timeout of an upload by its size: httpd waits as long while data keeps arriving. */
const UPLOAD_TIMEOUT_MILLISECONDS = 120_000;
const SLOWEST_BYTES_PER_MILLISECOND = 10;

const UNAVAILABLE = 503;
const PAUSE_MILLISECONDS = 1_000;

/** How far the ledger's clock is ahead of this browser's, in milliseconds, to a second; by the last answer. */
let aheadMilliseconds = 0;

const ACCEPT = 'application/json, application/problem+json';
const SILENCE = 'The ledger may be starting, or the network may be down.';

/** The time by the ledger's clock, in milliseconds since 1970: compare its times with this one, as this browser's clock may be wrong. */
export function ledgerNow() {
  return Date.now() + aheadMilliseconds;
}

/** The path and query of an API resource; empty parameters are omitted. */
export function apiPath(resource, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length ? `/api/v1/${resource}?${new URLSearchParams(given)}` : `/api/v1/${resource}`;
}

/** One response: its body, its entity tag or null, and the path of the next page or null. */
export async function read(path, signal) {
  const answer = await exchange(path, { headers: { Accept: ACCEPT } }, TIMEOUT_MILLISECONDS, signal);
  if (!answer.body) throw new Problem(answer.status, 'The ledger sent something else than JSON');
  return answer;
}

/** Like `read`, but null if there is nothing for this reader. */
export function readIfAny(path, signal) {
  return ifAny(read(path, signal));
}

/** Like `readPages`, but null if there is nothing for this reader. */
export function readPagesIfAny(path, maximum, signal) {
  return ifAny(readPages(path, maximum, signal));
}

async function ifAny(reading) {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Problem && error.isNothing) return null;
    throw error;
  }
}

/** Whether a text can be an id in the ledger. */
export function isId(text) {
  return /^[0-9a-f-]{36}$/.test(text);
}

/** The resource that the page's address names; `noun` names it in the problem if the address has no id. */
export async function readOne(resource, noun, id) {
  if (!isId(id)) throw new Problem(404, 'Not found', `The address names no ${noun}.`);
  return (await read(apiPath(`${resource}/${id}`))).body;
}

/** The items of at most `maximum` pages, and the path of the first page left out or null. */
export async function readPages(path, maximum, signal) {
  const items = [];
  let next = path;
  for (let page = 0; next && page < maximum; page++) {
    const answer = await read(next, signal);
    items.push(...answer.body.items);
    ({ next } = answer);
  }
  return { items, next };
}

/**
 * Sends an object as JSON by POST or PUT. `key` is the Idempotency-Key: the same for each retry of one action. `match`
 * is the entity tag of the version to be replaced.
 */
export function write(method, path, body, { key, match, signal } = {}) {
  const headers = { Accept: ACCEPT, 'Content-Type': 'application/json' };
  if (key) headers['Idempotency-Key'] = key;
  if (match) headers['If-Match'] = match;
  return exchange(path, { method, headers, body: JSON.stringify(body) }, TIMEOUT_MILLISECONDS, signal);
}

/** Sends a file unchanged. */
export function upload(path, file, signal) {
  const headers = { Accept: ACCEPT, 'Content-Type': 'application/octet-stream' };
  return exchange(path, { method: 'POST', headers, body: file }, UPLOAD_TIMEOUT_MILLISECONDS + file.size / SLOWEST_BYTES_PER_MILLISECOND, signal);
}

/**
 * A connection that closes as the request is sent or before the whole response has arrived, for instance during a reload
 * of httpd, is no response: an idempotent request is retried once. A read that gets 503 is retried after a pause, too: by
 * then a restarting worker is up or out of the balancer.
 */
async function ask(path, request) {
  try {
    const answer = await receive(path, request);
    if (answer.response.status !== UNAVAILABLE || request.method) return answer;
    await pause(request.signal);
  } catch (error) {
    const isRepeatable = !request.method || 'Idempotency-Key' in request.headers;
    if (!isRepeatable || request.signal.aborted || error instanceof Problem) throw error;
  }
  return receive(path, request);
}

/** A response and its body, which is undefined if it is not JSON: for Safari, that is a DOMException. */
async function receive(path, request) {
  const response = await fetch(path, request);
  if (response.type === 'opaqueredirect') throw new Problem(401, 'Your session has ended');
  readClock(response);
  const body = await response.json().catch((error) => {
    if (error.name === 'SyntaxError') return undefined;
    throw error;
  });
  return { response, body };
}

/** Ends early if the signal aborts; nothing more is fetched then. */
function pause(signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MILLISECONDS);
    signal.addEventListener('abort', resolve, { once: true });
  });
}

async function exchange(path, request, timeoutMilliseconds, signal) {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  let response;
  let body;
  try {
    ({ response, body } = await ask(path, {
      ...request,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    }));
  } catch (error) {
    if (signal?.aborted || error instanceof Problem) throw error;
    throw new Problem(0, 'The ledger does not answer', SILENCE);
  }
  if (!response.ok) throw problemOf(response.status, body);
  return {
    status: response.status,
    body,
    etag: response.headers.get('ETag'),
    next: nextPage(response.headers.get('Link')),
  };
}

function readClock(response) {
  const now = Date.parse(response.headers.get('Date') ?? '');
  if (Number.isFinite(now)) aheadMilliseconds = now - Date.now();
}

function problemOf(status, body) {
  const detail = [body?.detail ?? SILENCE, body?.instance].filter(Boolean).join(' ');
  const type = body?.type?.split('#')[1];
  return new Problem(status, body?.title ?? `The ledger answered ${status}`, detail, { type, errors: body?.errors });
}

function nextPage(header) {
  const target = header?.match(/<([^>]*)>\s*;\s*rel="?next"?/)?.[1];
  if (!target) return null;
  const url = new URL(target, location.href);
  return url.pathname + url.search;
}
