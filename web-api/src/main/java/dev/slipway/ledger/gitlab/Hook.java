package dev.slipway.ledger.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.text.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports on deployments from a webhook's payload, as GitLab documents its events. Missing or unexpected members are ignored,
 * since they differ between versions of GitLab.
 */
final class Hook {
    private static final Pattern NAME = Pattern.compile(Text.NAME);
    private static final Pattern LINE = Pattern.compile(Text.LINE);
    private static final Pattern COMMIT = Pattern.compile(Text.COMMIT);
    private static final Pattern WEB_ADDRESS = Pattern.compile(Text.WEB_ADDRESS);
    private static final Pattern STATUS = Pattern.compile("^[a-z_]{1,40}$");

    /** As long as {@link Text#LINE} may be; names, statuses and times are shorter. */
    private static final int LINE_LENGTH = 200;

    /** As long as {@link Text#WEB_ADDRESS} may be. */
    private static final int ADDRESS_LENGTH = 2_008;

    /** Each takes a few statements, during which no deployment is recorded. */
    private static final int MOST_JOBS = 100;

    /** {@code 2021-04-28 21:50:00 +0200}, {@code 2016-08-12 15:26:29 UTC}, or by RFC 3339. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' ']['UTC'][XXX][XX]")
            .toFormatter();

    private Hook() {}

    /**
     * Keeps only the members of a payload that reports are read from, and the first hundred deploying jobs of a
     * pipeline. Values that are too long are left out.
     */
    static ObjectNode kept(JsonNode payload) {
        ObjectNode kept = lines(payload, "status", "status_changed_at", "deployment_id", "environment", "short_sha");
        kept.setAll(addresses(payload, "deployable_url", "commit_url"));
        put(kept, "project", lines(payload.path("project"), "id"));
        put(kept, "user", lines(payload.path("user"), "username"));
        JsonNode attributes = payload.path("object_attributes");
        ObjectNode pipeline = lines(attributes, "id", "sha");
        pipeline.setAll(addresses(attributes, "url"));
        put(kept, "object_attributes", pipeline);
        ArrayNode jobs = JsonNodeFactory.instance.arrayNode();
        for (JsonNode job : payload.path("builds")) {
            if (jobs.size() < MOST_JOBS && isDeploying(job)) {
                ObjectNode part = lines(job, "status", "started_at", "finished_at");
                put(part, "environment", lines(job.path("environment"), "name", "action"));
                put(part, "user", lines(job.path("user"), "username"));
                jobs.add(part);
            }
        }
        put(kept, "builds", jobs);
        return kept;
    }

    private static ObjectNode lines(JsonNode from, String... members) {
        return members(from, LINE_LENGTH, members);
    }

    private static ObjectNode addresses(JsonNode from, String... members) {
        return members(from, ADDRESS_LENGTH, members);
    }

    private static ObjectNode members(JsonNode from, int longest, String... members) {
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        for (String member : members) {
            JsonNode value = from.path(member);
            boolean isText = value.isTextual() && value.asText().length() <= longest;
            if (isText || value.isNumber() && value.canConvertToLong()) {
                some.set(member, value);
            }
        }
        return some;
    }

    private static void put(ObjectNode kept, String member, JsonNode part) {
        if (!part.isEmpty()) {
            kept.set(member, part);
        }
    }

    /** The report of a deployment event; empty if the ledger cannot know the environment. */
    static Optional<Report> deployment(JsonNode payload, Instant received) {
        String commit = payload.path("short_sha").asText();
        String address = payload.path("commit_url").asText();
        String last = address.substring(address.lastIndexOf('/') + 1);
        return report(
                new Subject("deployment", payload, payload.path("deployment_id")),
                payload.path("environment"),
                // The address ends in the whole of it.
                !commit.isEmpty() && last.startsWith(commit) ? last : commit,
                payload.path("deployable_url"),
                payload.path("user"),
                payload.path("status"),
                time(payload.path("status_changed_at"), received));
    }

    /** The reports of a pipeline event: one for each environment to which one of its jobs deploys. */
    static List<Report> pipeline(JsonNode payload, Instant received) {
        List<Report> reports = new ArrayList<>();
        JsonNode pipeline = payload.path("object_attributes");
        for (JsonNode job : payload.path("builds")) {
            if (isDeploying(job)) {
                report(
                                new Subject("pipeline", payload, pipeline.path("id")),
                                job.path("environment").path("name"),
                                pipeline.path("sha").asText(),
                                pipeline.path("url"),
                                job.path("user").has("username") ? job.path("user") : payload.path("user"),
                                job.path("status"),
                                Stream.of("finished_at", "started_at")
                                        .map(job::path)
                                        .filter(JsonNode::isTextual)
                                        .map(at -> time(at, received))
                                        .findFirst()
                                        .orElse(received))
                        .ifPresent(reports::add);
            }
        }
        return reports;
    }

    /** Whether a job deploys to what may be an environment of the ledger's, and has begun. */
    private static boolean isDeploying(JsonNode job) {
        JsonNode environment = job.path("environment");
        return environment.path("action").asText("start").equals("start")
                && text(environment.path("name"), NAME) != null
                && !time(job.path("started_at"), Instant.MIN).equals(Instant.MIN);
    }

    private static Optional<Report> report(
            Subject subject,
            JsonNode environment,
            String commit,
            JsonNode url,
            JsonNode user,
            JsonNode status,
            Instant at) {
        String place = text(environment, NAME);
        String state = text(status, STATUS);
        if (place == null || state == null || !COMMIT.matcher(commit).matches() || !subject.isKnown()) {
            return Optional.empty();
        }
        return Optional.of(new Report(
                subject.kind,
                subject.key(place),
                subject.project().asLong(),
                place,
                commit,
                text(url, WEB_ADDRESS),
                text(user.path("username"), LINE),
                state,
                at));
    }

    private static @Nullable String text(JsonNode node, Pattern form) {
        return node.isTextual() && form.matcher(node.asText()).matches() ? node.asText() : null;
    }

    private static Instant time(JsonNode node, Instant otherwise) {
        try {
            return OffsetDateTime.parse(node.asText().replace("UTC", "+00:00"), TIME)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /** The subject of a webhook: webhooks on the same subject report its progress. */
    private record Subject(String kind, JsonNode payload, JsonNode id) {

        boolean isKnown() {
            return id.canConvertToLong() && project().canConvertToLong();
        }

        JsonNode project() {
            return payload.at("/project/id");
        }

        String key(String environment) {
            return "%s:%d:%d:%s".formatted(kind, project().asLong(), id.asLong(), environment);
        }
    }

    /**
     * GitLab's report of a deployment.
     *
     * @param kind whose view it is: a deployment's or a pipeline's
     * @param subject what it is about
     * @param project the number of its project
     * @param commit what, or the beginning of that
     * @param url where GitLab shows it, if it says so
     * @param person who started it, by their name in GitLab
     * @param status its status, in GitLab's terms
     * @param at since when
     */
    record Report(
            String kind,
            String subject,
            long project,
            String environment,
            String commit,
            @Nullable String url,
            @Nullable String person,
            String status,
            Instant at) {

        /**
         * How far along it is. What has finished does not run again, except a pipeline's job, which is then another
         * one.
         */
        int progress() {
            return switch (status) {
                case "success", "failed", "canceled", "skipped" -> 3;
                case "running", "canceling" -> 2;
                default -> 1;
            };
        }
    }
}
