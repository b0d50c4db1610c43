package dev.slipway.ledger.identity.job;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Verifies the ID tokens of pipelines' jobs from the GitLabs of {@code SLIPWAY_GITLAB_ISSUERS}, each of which is
 * accepted once.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class JobTokenService {
    /** The header that carries a token. */
    public static final String HEADER = "X-Job-Token";

    /** The form of a token. */
    public static final String FORM = "^[A-Za-z0-9_-]{1,8000}\\.[A-Za-z0-9_-]{1,8000}\\.[A-Za-z0-9_-]{1,8000}$";

    /** Explains {@link #FORM}. */
    public static final String FORM_RULE = "must be an ID token of a GitLab job";

    @Inject
    LedgerConfig config;

    @Inject
    JobTokenRepository tokens;

    @Inject
    Clock clock;

    private final Map<String, JobTokenVerifier> verifiers = new ConcurrentHashMap<>();

    /**
     * The claims of the token that came with a request, if any did. May request keys from GitLab, so no transaction may
     * wait for it.
     *
     * @param isLookedAt evaluated only if a token came; false if the service names no GitLab project: the job's project
     *     could not be checked, and GitLab gives its jobs tokens whether or not the line uses them
     * @throws ProblemException if the token is not valid
     */
    @Transactional(Transactional.TxType.NEVER)
    public Optional<JobToken> read(JobTokenParameter sent, BooleanSupplier isLookedAt) {
        return Optional.ofNullable(sent.token)
                .filter(token -> isLookedAt.getAsBoolean())
                .map(this::verify);
    }

    private JobToken verify(String token) {
        List<String> trusted = config.gitlabIssuers();
        if (trusted.isEmpty()) {
            throw JobTokenVerifier.refused(
                    "cannot be used: this line trusts no GitLab",
                    "Set SLIPWAY_GITLAB_ISSUERS, or leave the header out.");
        }
        String issuer = JobTokenVerifier.issuer(token)
                .filter(trusted::contains)
                .orElseThrow(() -> JobTokenVerifier.refused(
                        "is from a GitLab that this line does not trust",
                        "SLIPWAY_GITLAB_ISSUERS names the trusted ones."));
        return verifiers
                .computeIfAbsent(
                        issuer,
                        name -> new JobTokenVerifier(name, config.ledgerUrl().toString(), new IssuerKeys(name), clock))
                .verify(token);
    }

    /**
     * Uses up a token in the transaction of what it is for: if that fails, the token can be used again.
     *
     * @throws ProblemException if it was used before
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void use(JobToken token) {
        tokens.removeBefore(clock.instant());
        if (!tokens.add(token)) {
            throw JobTokenVerifier.refused("was used before: every request needs its own token");
        }
    }
}
