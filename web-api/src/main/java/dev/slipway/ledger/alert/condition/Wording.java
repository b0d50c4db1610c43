package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.notification.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The texts of alerts, and the pages that they link to. */
final class Wording {
    private static final String CERTIFICATES = "/certificates/";
    private static final String SERVICES = "/services/";
    private static final String NOTIFICATIONS = "/notifications/";

    private Wording() {}

    static Condition approval(String id, String service, String version, String environment, String actor) {
        return new Condition(
                Kind.APPROVAL,
                id,
                service,
                environment,
                service + " " + version + " waits for an approval to enter " + environment,
                actor + " requested it.",
                "/requests/?id=" + id);
    }

    static Condition drift(String id, String service, String environment, String worker, String archive, String kind) {
        return new Condition(
                Kind.DRIFT,
                id,
                service,
                environment,
                worker + " differs from the ledger: " + archive,
                "It is " + kind.replace('-', ' ') + ".",
                "/drift/?id=" + id);
    }

    /**
     * A certificate that needs attention.
     *
     * @param error why it could not be renewed or checked; null if that did not fail
     */
    static Condition certificate(String name, String state, @Nullable String error) {
        return Condition.ofLine(
                Kind.CERTIFICATE,
                name,
                "The certificate of " + name
                        + switch (state) {
                            case "stale" -> " is outdated: a newer one is not being served";
                            case "ending" -> " is about to expire";
                            default -> " could not be renewed, or its host does not answer over TLS";
                        },
                error == null ? "" : error,
                CERTIFICATES);
    }

    static Condition unwatchedCertificates(Instant lookedAt) {
        return Condition.ofLine(
                Kind.CERTIFICATE,
                Condition.UNWATCHED,
                "Certificates are not being monitored",
                "They were last checked " + at(lookedAt) + ". The line's program watcher does that.",
                CERTIFICATES);
    }

    /**
     * The newest backup failed, or none was proven for too long.
     *
     * @param provenAt when one was last proven; null if none ever was
     * @param error why the newest failed; null if it did not
     */
    static Condition backup(Instant takenAt, @Nullable Instant provenAt, @Nullable String error) {
        return Condition.ofLine(
                Kind.BACKUP_UNPROVEN,
                "backup",
                error == null
                        ? "No backup was proven by a restore for more than a day"
                        : "The newest backup failed, or could not be proven by a restore",
                "Last taken " + at(takenAt) + ", last proven " + (provenAt == null ? "never" : at(provenAt)) + "."
                        + (error == null ? "" : " " + error),
                NOTIFICATIONS);
    }

    static Condition noAgent(Instant lastSeen) {
        return Condition.ofLine(
                Kind.AWAY,
                "agent",
                "The agent is not responding",
                "It last polled for work " + at(lastSeen) + ". Until it is back, nothing is deployed.",
                NOTIFICATIONS);
    }

    static Condition ledgerWorker(String worker, String environment, Instant lastSeen) {
        return new Condition(
                Kind.AWAY,
                worker,
                null,
                environment,
                worker + ", a worker of the ledger, is not responding",
                "It was last seen " + at(lastSeen) + ".",
                "/drift/#workers-title");
    }

    /**
     * A service's worker that does not answer, or whose application does not.
     *
     * @param isAnswering whether only its application does not
     */
    static Condition silentWorker(
            String worker, String service, String environment, Instant lookedAt, boolean isAnswering) {
        return new Condition(
                Kind.AWAY,
                worker,
                service,
                environment,
                worker + ", a worker of " + service + (isAnswering ? ", gets no requests" : ", is not responding"),
                isAnswering
                        ? "It runs, but httpd sent it no requests " + at(lookedAt)
                                + ": its application fails the health check, or a deployment that failed left it disabled."
                                + " If it is disabled: slipway restart " + service + GroupNames.option(environment)
                        : "It did not answer " + at(lookedAt) + ".",
                SERVICES);
    }

    static Condition restartingWorker(
            String worker, String service, String environment, int count, Instant first, Instant last) {
        return new Condition(
                Kind.AWAY,
                worker + " restarts",
                service,
                environment,
                worker + ", a worker of " + service + ", crashes and restarts repeatedly",
                count + " times, first " + at(first) + " and last " + at(last)
                        + ". If its own memory ran out, its log says so: slipway logs " + service
                        + GroupNames.option(environment)
                        + ". If it just stops, the kernel may have killed it because the machine's memory ran out:"
                        + " ./slipway logs supervisord has \"terminated by SIGKILL\" then, and dmesg says so.",
                SERVICES);
    }

    private static String at(Instant time) {
        return "at " + time.truncatedTo(ChronoUnit.SECONDS);
    }
}
