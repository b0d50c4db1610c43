package dev.slipway.ledger.service;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A project of some GitLab.
 *
 * @param number its number, which stays the same when it is renamed or moved
 * @param issuer the GitLab, as its ID tokens name it
 */
@Embeddable
public record GitlabProject(
        @Column(name = "gitlab_project") int number,
        @Column(name = "gitlab_issuer") String issuer) {}
