/** The certificates of the public names, as served, and their events. */

import { apiPath, readPages } from './api.js';
import { byId, cell, detail, element, empty, label, lead, row, rowHeading, table } from './dom.js';
import { onChange } from './feed.js';
import { growingList } from './growing.js';
import { icon } from './icons.js';
import { fill } from './region.js';
import { time } from './time.js';
import { CERTIFICATES, CERTIFICATE_EVENTS, SOURCES } from './words.js';

const PAGES = 5;
const SHORT_SERIAL = 8;

async function loadCertificates() {
  await fill(byId('certificates'), async () => {
    const { items } = await readPages(apiPath('certificates', { limit: 100 }), PAGES);
    const looks = items.map(({ lookedAt }) => lookedAt).sort();
    byId('looked').replaceChildren(...(items.length ? ['Checked over TLS ', time(looks.at(-1)), '.'] : []));
    return [items.length ? certificateTable(items) : empty('The certificates have not been checked yet', 'The line’s watcher checks them. If this stays, see on the line’s machine: ', element('code', {}, './slipway status'))];
  });
}

const events = growingList({
  region: byId('events'),
  more: byId('events-more'),
  end: byId('events-title'),
  pathOf: (limit) => apiPath('certificates/events', { limit }),
  draw: (items) => [items.length ? eventTable(items) : empty('Nothing yet', 'Every issue, renewal, failure and recovery is kept here.')],
});

function certificateTable(items) {
  const { node, body } = table('The certificates of the public names', ['Name', 'State', 'Issued by', 'Ends', 'Serial number', 'Next renewal']);
  body.append(
    ...items.map((each) =>
      row(
        rowHeading('Name', lead(each.name), detail(SOURCES[each.source] ?? each.source)),
        cell('State', mark(CERTIFICATES, each.state), ...(each.lastError ? [detail(each.lastError)] : []), detail(time(each.since))),
        cell('Issued by', each.issuer ?? '–'),
        cell('Ends', each.notAfter ? time(each.notAfter) : '–'),
        cell('Serial number', ...serials(each)),
        cell('Next renewal', each.nextRenewalAt ? time(each.nextRenewalAt) : '–'),
      ),
    ),
  );
  return node;
}

/** The serial number of the served certificate; also of the newest one, if it differs. */
function serials({ servedSerial, newestSerial }) {
  if (!servedSerial) return ['–'];
  return [serial(servedSerial), ...(newestSerial && newestSerial !== servedSerial ? [detail('the newest: ', serial(newestSerial))] : [])];
}

function serial(text) {
  return element('code', { title: text }, text.length > SHORT_SERIAL ? `…${text.slice(-SHORT_SERIAL)}` : text);
}

function eventTable(items) {
  const { node, body } = table('What happened to the certificates, newest first', ['Name', 'What', 'When', 'Certificate']);
  body.append(
    ...items.map((each) =>
      row(
        rowHeading('Name', lead(each.name)),
        cell('What', mark(CERTIFICATE_EVENTS, each.type), ...(each.detail ? [detail(each.detail)] : [])),
        cell('When', time(each.occurredAt)),
        cell('Certificate', ...certificate(each)),
      ),
    ),
  );
  return node;
}

function certificate({ serial: number, issuer, notAfter }) {
  if (!number) return ['–'];
  return [serial(number), ...(issuer ? [detail(`by ${issuer}`)] : []), ...(notAfter ? [detail('ends ', time(notAfter))] : [])];
}

function mark(words, name) {
  const { text, colour, icon: picture } = words[name] ?? { text: name, colour: 'grey', icon: 'waiting' };
  return label(text, colour, icon(picture));
}

await onChange((concerns) => {
  if (concerns(['certificate'])) Promise.all([loadCertificates(), events.load()]);
});

await Promise.all([loadCertificates(), events.load()]);
