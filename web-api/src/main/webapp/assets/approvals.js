/** Who approved or refused, with their comments. */

import { element, label } from './dom.js';
import { fullTime } from './time.js';

/** Approvals as a list; `ignored` says which do not count, and why. */
export function approvalList(items, ignored = []) {
  if (!items.length) return [element('p', { class: 'subtle' }, 'Nobody has approved or refused.')];
  return [element('ul', { class: 'approvals' }, ...items.map((item) => approvalItem(item, ignored.find(({ approvalId }) => approvalId === item.id))))];
}

function approvalItem({ verdict, approver, comment, decidedAt }, ignored) {
  const isApproved = verdict === 'approved';
  return element(
    'li',
    {},
    label(isApproved ? 'Approved' : 'Refused', isApproved ? 'green' : 'red'),
    ...(ignored ? [label('Does not count', 'orange')] : []),
    element('span', {}, 'by ', element('strong', {}, approver), ', ', fullTime(decidedAt)),
    ...(ignored ? [element('span', {}, ignored.detail)] : []),
    ...(comment ? [element('blockquote', {}, comment)] : []),
  );
}
