/** The ID tokens that GitLab gives to a pipeline's jobs, which identify who ran the pipeline. */
@NullMarked
package dev.slipway.ledger.identity.job;

import org.jspecify.annotations.NullMarked;
