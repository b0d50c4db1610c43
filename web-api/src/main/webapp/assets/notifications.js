/** Notifications: open alerts, channels, and what was sent. */

import { apiPath, readPages, write } from './api.js';
import { addChannel } from './channelform.js';
import { ask, tell } from './dialog.js';
import { announce, button, byId, cell, detail, drawnOnce, element, empty, itemButton, label, lead, row, rowHeading, table } from './dom.js';
import { onChange } from './feed.js';
import { growingList } from './growing.js';
import { icon } from './icons.js';
import { fill } from './region.js';
import { guardedSend, has } from './session.js';
import { time } from './time.js';
import { CHANNEL_TYPES, NOTIFICATION_KINDS, NOTIFICATION_STATES, count, timesOf } from './words.js';

const PAGES = 5;
const REFRESH_MILLISECONDS = 10_000;

/** The channels whose test is under way. */
const tested = new Set();

async function loadAlerts() {
  await fill(byId('alerts'), async () => {
    const { items } = await readPages(apiPath('alerts', { state: 'open', limit: 100 }), PAGES);
    if (!items.length) return [empty('Nothing is wrong', 'Approvals that wait, drift, certificates, disks, backups, the agent and the workers are checked every ten seconds.')];
    const { node, body } = table('Alerts that are open, newest first', ['What', 'Kind', 'Where', 'Since']);
    body.append(
      ...items.map(({ title, detail: more, kind, path, service, environment, openedAt }) =>
        row(
          rowHeading('What', lead(element('a', { href: path }, title)), ...(more ? [detail(more)] : [])),
          cell('Kind', label(NOTIFICATION_KINDS[kind] ?? kind, 'orange', icon('warning'))),
          cell('Where', [service, environment].filter(Boolean).join(', ') || 'the line'),
          cell('Since', time(openedAt)),
        ),
      ),
    );
    return [node];
  });
}

async function loadChannels() {
  await fill(byId('channels'), async () => {
    const { items } = await readPages(apiPath('notification-channels'), 1);
    return drawChannels(items);
  });
}

const drawChannels = drawnOnce((items) => {
  if (!items.length) return [empty('Nobody is notified yet', 'Add a channel: mail, a webhook, Slack, Microsoft Teams or Mattermost.')];
  const { node, body } = table('Notification channels, by name', ['Name', 'To', 'What', 'When', 'State', 'Change']);
  body.append(...items.map(channelRow));
  return [node];
});

function channelRow(channel) {
  const { id, name, type, target, kinds, services } = channel;
  const named = (text, action) =>
    itemButton(text, action, { about: ` ${name}`, id: `${text.toLowerCase()}-${id}`, style: 'pf-m-link pf-m-inline' });
  return row(
    rowHeading('Name', lead(name), detail(CHANNEL_TYPES[type] ?? type)),
    cell('To', target),
    cell('What', kinds.length ? kinds.map((kind) => NOTIFICATION_KINDS[kind] ?? kind).join(', ') : 'everything', detail(services.length ? `of ${services.join(', ')}` : 'of all services and the line')),
    cell('When', ...hours(channel)),
    cell('State', ...stateOf(channel)),
    cell('Change', element('span', { class: 'changes' }, named('Test', () => test(channel)), named('Remove', () => remove(channel)))),
  );
}

function hours(channel) {
  const times = timesOf(channel);
  return times ? [times, detail(`${channel.zone}; what is urgent, at once`)] : ['at once'];
}

function stateOf({ failures, failingSince, failure, waiting, sentAt }) {
  const backlog = waiting ? [detail(`${waiting} waiting`)] : [];
  if (failures) return [label('Fails', 'red', icon('failed')), detail(failure, ' Since ', time(failingSince)), ...backlog];
  return [sentAt ? label('Works', 'green', icon('succeeded')) : label('Not used yet', 'grey'), ...(sentAt ? [detail('last sent ', time(sentAt))] : []), ...backlog];
}

async function test({ id, name }) {
  if (tested.has(id)) return;
  tested.add(id);
  announce(`Testing ${name}`);
  const answer = await guardedSend(() => write('POST', apiPath(`notification-channels/${id}/test`)), showProblem).finally(() => tested.delete(id));
  if (!answer) return;
  const { isAccepted, failure } = answer.body;
  say(isAccepted ? `${name} works` : `${name} does not work`, isAccepted ? 'The receiver accepted the message. Check that it arrived.' : failure);
}

async function remove({ id, name, waiting }) {
  const text = waiting ? `${count(waiting, 'notification')} waiting for it will not be sent.` : 'Nothing waits for it.';
  if (!(await ask(`Remove ${name}?`, `${text} Its address and key are forgotten.`, 'Remove'))) return;
  const answer = await guardedSend(() => write('DELETE', apiPath(`notification-channels/${id}`)), showProblem);
  if (!answer) return;
  announce(`${name} is removed`);
  byId('add').firstChild.focus();
  await Promise.all([loadChannels(), sent.load()]);
}

function showProblem(problem) {
  say(problem.message, problem.detail ?? '');
}

function say(title, text) {
  tell(title, element('p', {}, text));
}

const sent = growingList({
  region: byId('sent'),
  more: byId('sent-more'),
  end: byId('sent-title'),
  pathOf: (limit) => apiPath('notifications', { limit }),
  draw: drawnOnce((items) => [items.length ? sentTable(items) : empty('Nothing yet', 'What a channel was sent, or is to be sent, is kept here for 90 days.')]),
});

function sentTable(items) {
  const { node, body } = table('Notifications, the newest first', ['What', 'Channel', 'State', 'When']);
  body.append(
    ...items.map((each) =>
      row(
        rowHeading('What', lead(element('a', { href: each.path }, each.title)), detail(NOTIFICATION_KINDS[each.kind] ?? each.kind)),
        cell('Channel', each.channel),
        cell('State', sentState(each), ...(each.failure ? [detail(each.failure)] : []), ...(each.attempts > 1 ? [detail(`${each.attempts} attempts`)] : [])),
        cell('When', time(each.endedAt ?? each.createdAt), ...(each.dueAt ? [detail('next ', time(each.dueAt))] : [])),
      ),
    ),
  );
  return node;
}

function sentState({ state }) {
  const { text, colour, icon: picture } = NOTIFICATION_STATES[state] ?? { text: state, colour: 'grey', icon: 'waiting' };
  return label(text, colour, icon(picture));
}

await onChange((concerns) => {
  if (concerns(['alert'])) loadAlerts();
});

const loads = [loadAlerts()];
if (await has('admin')) {
  byId('channels-section').hidden = false;
  byId('sent-section').hidden = false;
  byId('add').replaceChildren(button('Add a channel', () => addChannel(loadChannels), 'pf-m-primary'));
  loads.push(loadChannels(), sent.load());
  setInterval(() => {
    if (document.visibilityState === 'visible') Promise.all([loadChannels(), sent.load()]);
  }, REFRESH_MILLISECONDS);
}
await Promise.all(loads);
