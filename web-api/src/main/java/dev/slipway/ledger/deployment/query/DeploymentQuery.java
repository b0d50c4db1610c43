package dev.slipway.ledger.deployment.query;

import static java.util.Objects.requireNonNull;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Moment;
import dev.slipway.ledger.platform.text.Moments;
import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters for deployments; each field is named like its parameter, since violations name the field. */
public class DeploymentQuery {
    @QueryParam("service")
    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
    @Nullable
    String service;

    @QueryParam("environment")
    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
    @Nullable
    String environment;

    @QueryParam("channel")
    @Pattern(regexp = Channel.FORM, message = Channel.FORM_RULE)
    @Parameter(schema = @Schema(implementation = Channel.class))
    @Nullable
    String channel;

    @QueryParam("actor")
    @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
    @Nullable
    String actor;

    @QueryParam("outcome")
    @OneOf(Outcome.class)
    @Parameter(schema = @Schema(implementation = Outcome.class))
    @Nullable
    String outcome;

    @QueryParam("operation")
    @OneOf(Operation.class)
    @Parameter(schema = @Schema(implementation = Operation.class))
    @Nullable
    String operation;

    @QueryParam("version")
    @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
    @Nullable
    String version;

    @QueryParam("artifactDigest")
    @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE)
    @Nullable
    String artifactDigest;

    @QueryParam("releaseId")
    @Pattern(regexp = Text.ID, message = Text.ID_RULE)
    @Parameter(schema = @Schema(implementation = UUID.class))
    @Nullable
    String releaseId;

    @QueryParam("from")
    @Moment
    @Parameter(description = "Only those that began then or later.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String from;

    @QueryParam("until")
    @Moment
    @Parameter(description = "Only those that began before then.", schema = @Schema(implementation = Instant.class))
    @Nullable
    String until;

    @QueryParam("search")
    @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
    @Parameter(
            description =
                    "Text in the service's name, the version, the actor or the archive's name, ignoring case; or the"
                            + " beginning of the commit or of the digest. A search that would take the database more than eight"
                            + " seconds is refused as `query-too-broad`: with fewer than three characters, limit the time.")
    @Nullable
    String search;

    public Optional<String> service() {
        return Optional.ofNullable(service);
    }

    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** Its first day, by the offset of its {@code from}, if it has one. */
    public Optional<LocalDate> fromDay() {
        return Optional.ofNullable(from).map(OffsetDateTime::parse).map(OffsetDateTime::toLocalDate);
    }

    /** Its last day, by the offset of its {@code until}, if it has one; of one that is midnight, the day that ends then. */
    public Optional<LocalDate> untilDay() {
        return Optional.ofNullable(until)
                .map(OffsetDateTime::parse)
                .map(end -> end.truncatedTo(ChronoUnit.MICROS).minus(1, ChronoUnit.MICROS))
                .map(OffsetDateTime::toLocalDate);
    }

    DeploymentFilter filter() {
        Instant start = from == null ? null : Moments.parse(requireNonNull(from));
        Instant end = until == null ? null : Moments.parse(requireNonNull(until));
        if (start != null && end != null && !start.isBefore(end)) {
            throw ProblemException.invalid(List.of(new Violation("until", "must be later than from")));
        }
        return new DeploymentFilter(
                service,
                environment,
                Channel.of(channel),
                actor,
                Outcome.of(outcome),
                Operation.of(operation),
                version,
                artifactDigest,
                releaseId == null ? null : UUID.fromString(requireNonNull(releaseId)),
                start,
                end,
                search == null ? null : new Search(requireNonNull(search)));
    }
}
