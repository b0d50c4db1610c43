/** The dialog that adds a notification channel, and shows the signing key of a webhook once. */

import { apiPath, readPages, write } from './api.js';
import { copyable } from './copy.js';
import { openDialog, openLoading, tell } from './dialog.js';
import { alert, button, element } from './dom.js';
import { check, field, form, input, select, submit } from './forms.js';
import { CHANNEL_TYPES, NOTIFICATION_KINDS, count } from './words.js';

const PAGES_OF_SERVICES = 10;

const TARGETS = {
  mail: ['Addresses', 'Separated by commas.'],
  webhook: ['Address', 'An https address. It is never shown again.'],
  slack: ['Address', 'Of an incoming webhook: https://hooks.slack.com/services/… It is never shown again.'],
  teams: ['Address', 'Of a workflow that posts to a channel when a webhook request is received. It is never shown again.'],
  mattermost: ['Address', 'Of an incoming webhook: https://chat.example.org/hooks/… It is never shown again.'],
};

/** Opens the dialog; `onAdded` is called after a channel was created. */
export function addChannel(onAdded) {
  return openLoading(
    'Add a channel',
    () => readPages(apiPath('services', { limit: 100 }), PAGES_OF_SERVICES),
    ({ items, next }, close) => [channelForm(items, next ? `The first ${count(items.length, 'service')} are listed.` : '', onAdded, close)],
  );
}

function channelForm(services, more, onAdded, close) {
  const type = select('type', Object.entries(CHANNEL_TYPES), 'mail');
  const target = field('Addresses', input('target', { maxlength: 2008, required: true, spellcheck: 'false', autocapitalize: 'none' }), TARGETS.mail[1]);
  const digest = field('Daily at', input('digestAt', { type: 'time' }), 'What is not urgent, in one message.');
  type.addEventListener('change', () => {
    const [title, hint] = TARGETS[type.value];
    target.querySelector('label').textContent = title;
    target.querySelector('.hint').textContent = hint;
    digest.hidden = type.value === 'webhook';
    if (digest.hidden) digest.querySelector('input').value = '';
  });
  return form({
    name: 'Channel',
    fields: [
      element('div', { class: 'pair' }, field('Name', input('name', { maxlength: 63, required: true, spellcheck: 'false', autocapitalize: 'none' }), 'a-z, 0-9 and -'), field('By', type)),
      target,
      boxes('Which kinds', 'None for all', 'kinds', Object.entries(NOTIFICATION_KINDS).filter(([kind]) => !['test', 'unknown'].includes(kind))),
      ...(services.length ? [boxes('Which services', 'None for all, and for the line itself', 'services', services.map(({ name, title }) => [name, title]), more)] : []),
      element('div', { class: 'pair' }, field('Quiet from', input('quietFrom', { type: 'time' }), 'Only what is urgent is sent then.'), field('Until', input('quietUntil', { type: 'time' }), 'Then the rest is sent.')),
      element('div', { class: 'pair' }, digest, field('Time zone', input('zone', { value: Intl.DateTimeFormat().resolvedOptions().timeZone, maxlength: 63, spellcheck: 'false' }), 'The time zone of these times.')),
    ],
    buttons: [submit('Add')],
    onCancel: () => close(),
    send: async (values, { all, key }) => {
      const given = Object.fromEntries(['name', 'type', 'target', 'quietFrom', 'quietUntil', 'digestAt', 'zone'].map((each) => [each, values[each] || undefined]));
      const { body } = await write('POST', apiPath('notification-channels'), { ...given, kinds: all('kinds'), services: all('services') }, { key });
      if (body.signingKey) showKey(body, onAdded, close);
      else if (values.type === 'webhook') showLostKey(body, onAdded, close);
      else {
        close();
        onAdded();
      }
    },
  });
}

function boxes(title, hint, name, pairs, more = '') {
  return element(
    'fieldset',
    { class: 'group tight' },
    element('legend', {}, `${title} (${hint.toLowerCase()})`),
    ...pairs.map(([value, text]) => check(name, value, false, text, '')),
    ...(more ? [element('p', { class: 'hint' }, more)] : []),
  );
}

/** The response to a retry with the same key no longer has the signing key. */
function showLostKey({ name }, onAdded, after) {
  tell(`${name} is added`, alert('warning', 'Its signing key got lost on its way here', 'Nobody has seen it. Remove the channel, and add it again.'), { onClose: onAdded, after });
}

function showKey({ name, signingKey }, onAdded, after) {
  const close = openDialog(
    `${name} is added`,
    [
      alert('warning', 'This key is shown once', 'The receiver uses it to verify signatures (Standard Webhooks).'),
      element('p', {}, copyable(signingKey, 'signing key')),
      element('div', { class: 'actions' }, button('I have kept it', () => close(), 'pf-m-primary')),
    ],
    { isHeld: true, onClose: onAdded, after },
  );
}
