/**
 * GitLab's webhooks about the deployments of its pipelines. They confirm and complete what a pipeline recorded, and never create a
 * deployment: GitLab knows its jobs, but not what they deployed.
 */
@NullMarked
package dev.slipway.ledger.gitlab;

import org.jspecify.annotations.NullMarked;
