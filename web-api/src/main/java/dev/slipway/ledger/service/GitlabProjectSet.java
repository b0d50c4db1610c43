package dev.slipway.ledger.service;

import org.jspecify.annotations.Nullable;

/**
 * The event of a service's getting another GitLab project: whose pipelines may deliver it is evidence.
 *
 * @param service the service's name
 * @param actor who set it
 * @param before its former project; null for the first
 * @param after its project from then on
 */
record GitlabProjectSet(
        String service, String actor, @Nullable GitlabProject before, GitlabProject after) {}
