package dev.slipway.ledger.approval;

import org.jspecify.annotations.Nullable;

/**
 * A filter of approvals; null matches any.
 *
 * @param service only of this service
 * @param version only of this version
 * @param environment only for this environment
 * @param approver only by this approver
 */
record ApprovalFilter(
        @Nullable String service,
        @Nullable String version,
        @Nullable String environment,
        @Nullable String approver) {}
