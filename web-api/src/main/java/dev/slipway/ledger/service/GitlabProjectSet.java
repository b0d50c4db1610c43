package dev.slipway.ledger.service;

import org.jspecify.annotations.Nullable;

/**
 * The event that a service's GitLab project was set: which pipelines may deliver it is evidence.
 *
 * @param actor who set it
 * @param before its former project; null for the first
 * @param after its new project
 */
record GitlabProjectSet(
        String service, String actor, @Nullable GitlabProject before, GitlabProject after) {}
