/** Who approved or refused, and with which words. */

import { element, label } from './dom.js';
import { time } from './time.js';

/** Approvals as a list, the newest first. */
export function approvalList(items) {
  if (!items.length) return [element('p', { class: 'subtle' }, 'Nobody has approved or refused.')];
  return [element('ul', { class: 'approvals' }, ...items.map(approvalItem))];
}

function approvalItem({ verdict, approver, comment, decidedAt }) {
  const isApproved = verdict === 'approved';
  return element(
    'li',
    {},
    label(isApproved ? 'Approved' : 'Refused', isApproved ? 'green' : 'red'),
    element('span', {}, 'by ', element('strong', {}, approver), ', ', time(decidedAt)),
    ...(comment ? [element('blockquote', {}, comment)] : []),
  );
}
