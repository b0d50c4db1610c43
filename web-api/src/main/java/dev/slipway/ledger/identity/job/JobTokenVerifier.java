package dev.slipway.ledger.identity.job;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * Verifies the tokens of one GitLab. A token's claims go into no message and no log; jose4j's own messages contain all
 * of them.
 *
 * @param issuer the GitLab, as its tokens name it
 * @param audience the only audience that the tokens may have
 * @param keys the GitLab's keys
 * @param clock the time
 */
record JobTokenVerifier(String issuer, String audience, VerificationKeyResolver keys, Clock clock) {
    private static final int SKEW_SECONDS = 30;

    /** As long as a job may run. */
    private static final int OLDEST_SECONDS = 24 * 3600;

    /** The GitLab that a token claims to be from; nothing of it is verified yet. */
    static Optional<String> issuer(String token) {
        try {
            return Optional.ofNullable(new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(token)
                    .getIssuer());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    /**
     * The claims of a token.
     *
     * @throws ProblemException if it is not valid
     */
    JobToken verify(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(keys)
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(audience)
                    .setRequireJwtId()
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setIssuedAtRestrictions(0, OLDEST_SECONDS)
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                    .build()
                    .processToClaims(token);
            return read(claims);
        } catch (InvalidJwtException e) {
            throw refusal(e);
        } catch (MalformedClaimException | NumberFormatException e) {
            throw noJobs();
        }
    }

    private JobToken read(JwtClaims claims) throws MalformedClaimException {
        if (claims.getAudience().size() != 1) {
            throw wrongAudience();
        }
        return new JobToken(
                issuer,
                claims.getJwtId(),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plusSeconds(SKEW_SECONDS),
                Integer.parseInt(text(claims, "project_id")),
                text(claims, "sha"),
                text(claims, "ref_protected").equals("true"),
                Trigger.of(
                        issuer,
                        text(claims, "user_id"),
                        text(claims, "user_login"),
                        claims.getClaimValueAsString("user_email")));
    }

    private static String text(JwtClaims claims, String name) {
        String text = claims.getClaimValueAsString(name);
        if (text == null || text.isBlank()) {
            throw noJobs();
        }
        return text;
    }

    private ProblemException refusal(InvalidJwtException e) {
        if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .anyMatch(IOException.class::isInstance)) {
            return new ProblemException(
                    ProblemType.GITLAB_UNAVAILABLE,
                    "The keys of " + issuer + " cannot be read, and without them no job's token can be verified.");
        }
        if (e.hasExpired() || e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_PAST)) {
            return refused("has expired: send it earlier in the job, or use the token of a new job");
        }
        if (e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE) || e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return refused("is not valid yet: set the clocks of the ledger and of GitLab");
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return wrongAudience();
        }
        return refused("cannot be verified: send the token that the job gets from id_tokens");
    }

    private ProblemException wrongAudience() {
        return refused("has the wrong audience: under id_tokens, set aud to " + audience);
    }

    private static ProblemException noJobs() {
        return refused("is not an ID token of a GitLab job");
    }

    static ProblemException refused(String why) {
        return refused(why, "");
    }

    /**
     * A refusal of a token.
     *
     * @param why what is wrong with it, to be read after the header's name
     * @param way one more sentence, on what to do about it
     */
    static ProblemException refused(String why, String way) {
        return new ProblemException(
                ProblemType.JOB_TOKEN_REFUSED,
                ("The header " + JobTokenService.HEADER + " " + why + ". " + way).strip(),
                new Violation(JobTokenService.HEADER, why));
    }
}
