/** Who is signed in, what they may do, and what happens when their session ends. */

import { Problem, apiPath, read } from './api.js';
import { alert, announce, button, byId, element, empty, settle } from './dom.js';

const NOBODY = { name: '', roles: [], deploys: [] };

let reader;

/** Whether the session had expired, so that somebody else may have signed in since; and whether something was not loaded therefore. */
let isInDoubt = false;
let hasGap = false;
let onKnown = () => {};
let onReturn = () => {};

/** The signed-in reader, as {name, roles, deploys}; the name is empty if signed out. If that is unknown, the next call retries. */
export function me() {
  reader ??= read(apiPath('me')).then(
    ({ body }) => {
      onKnown(body);
      return body;
    },
    (error) => {
      if (!error.needsLogin) {
        reader = undefined;
        showUnknown();
      }
      return NOBODY;
    },
  );
  return reader;
}

/** Calls `listener` with the reader once they are known. */
export function onReader(listener) {
  onKnown = listener;
}

/** What was omitted for lack of roles appears only after a reload of the page. */
function showUnknown() {
  hasGap = true;
  if (byId('notice').hidden) showNotice('Who you are could not be read', 'Actions that require a role are not shown.', 'Reload');
}

/** Whether the reader has a role. It decides what is offered; the API enforces permissions. */
export async function has(role) {
  return (await me()).roles.includes(role);
}

/** Whether the reader may deploy a service, including by its own role; without a name, whether all of them. */
export async function deploys(service) {
  const { deploys: services } = await me();
  return services.includes('*') || services.includes(service);
}

/** The names of these services that the reader may deploy. */
export async function deployable(names) {
  const may = await Promise.all(names.map(deploys));
  return new Set(names.filter((_, i) => may[i]));
}

/** The placeholder for content that requires another role. */
export function forbidden(title, { name, roles }) {
  return empty(
    title,
    element('p', {}, `You are signed in as ${name}, ${roles.length ? `with the role ${roles.join(', ')}` : 'without a role'}.`),
    element('p', {}, 'Ask an admin for the role that you need.'),
  );
}

/** Runs `work`; problems go to `onProblem`, an expired session to the top of the page; aborts are ignored. */
export async function guarded(work, onProblem) {
  try {
    return await work();
  } catch (error) {
    if (error.name === 'AbortError') return undefined;
    if (!(error instanceof Problem)) throw error;
    if (error.needsLogin) showSessionEnd();
    else onProblem(error);
    return undefined;
  }
}

/** The message in a form; `sent` is what was sent so far. Signing in on this page would reload it and lose the entered values. */
export function sessionEnd(sent = 'Nothing was sent') {
  const signIn = element(
    'a',
    { href: '/', target: '_blank', rel: 'noopener', class: 'pf-v6-c-button pf-m-secondary' },
    element('span', { class: 'pf-v6-c-button__text' }, 'Sign in in another tab'),
  );
  return alert('warning', 'Your session has ended', `${sent}, and what you have entered is still here. Sign in in another tab, then send it again.`, signIn);
}

/** Nothing behind a dialog can be reached: closes one that is still loading; one with a form shows the message itself. */
function showSessionEndIn(dialog) {
  if (dialog.querySelector('[aria-busy]:not(form)')) dialog.close();
  else dialog.querySelector('form .problem:empty')?.append(sessionEnd());
}

export function showSessionEnd() {
  const dialog = byId('dialog');
  if (dialog?.open) showSessionEndIn(dialog);
  if (!isInDoubt || byId('notice').hidden) showNotice('Your session has ended', 'What you see may be out of date. After signing in you return to this page.', 'Sign in again');
  isInDoubt = true;
  // A form that is being sent keeps its values.
  for (const region of document.querySelectorAll('[aria-busy]:not(form)')) {
    settle(region, empty('Not loaded'));
    hasGap = true;
  }
  announce('');
}

function showNotice(title, text, action) {
  const notice = byId('notice');
  notice.replaceChildren(alert('warning', title, text, button(action, () => location.reload(), 'pf-m-primary')));
  notice.hidden = false;
}

/** Calls `listener` once the reader, whose session had expired, has signed in again. */
export function onSignedIn(listener) {
  onReturn = listener;
}

/** Like `guarded`, for a button outside a form: sends nothing in the name of somebody who has signed in since. */
export function guardedSend(work, onProblem) {
  return guarded(async () => {
    await checkReader();
    return work();
  }, onProblem);
}

/**
 * Reads who is signed in now. Throws if that is somebody else than before, for instance by another tab: nothing must be
 * sent in their name. Otherwise ends what an expired session has begun.
 */
export async function checkReader() {
  const { name } = await me();
  const { body } = await read(apiPath('me'));
  if (name && body.name !== name) {
    isInDoubt = true;
    const title = `You are signed in as ${body.name} now`;
    showNotice(title, `This page was loaded for ${name}.`, 'Reload');
    throw new Problem(409, title, `Nothing was sent: this page was loaded for ${name}. Reload it to continue.`);
  }
  if (isInDoubt) endDoubt();
  return body;
}

/** Like `checkReader`, as a page is shown again: whoever had no session, as on a public page, has none that could have ended. */
export async function recheckReader() {
  if (isInDoubt || (await me()).name) await checkReader();
}

function endDoubt() {
  isInDoubt = false;
  if (!hasGap) {
    byId('notice').hidden = true;
    byId('notice').replaceChildren();
  }
  onReturn();
}
