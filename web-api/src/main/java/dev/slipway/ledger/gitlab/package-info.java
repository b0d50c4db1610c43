/**
 * What GitLab says of the deployments that its pipelines make. Its hooks confirm and complete what a pipeline recorded, and
 * never make a deployment of their own: GitLab knows its jobs, and not what they put onto a server.
 */
@NullMarked
package dev.slipway.ledger.gitlab;

import org.jspecify.annotations.NullMarked;
