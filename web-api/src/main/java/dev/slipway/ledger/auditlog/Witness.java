package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.deployment.Observation;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.worker.Content;
import dev.slipway.ledger.worker.Survey;
import dev.slipway.ledger.worker.Surveyor;
import dev.slipway.ledger.worker.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes observations of records, with what the worker's disk can add: the content that came to run, the log of a failure. */
@ApplicationScoped
class Witness {
    private static final System.Logger LOG = System.getLogger(Witness.class.getName());

    /** Times in the audit log are cut to milliseconds, and the configuration is written just before a record. */
    private static final Duration PRECISION = Duration.ofMillis(2);

    /** A configuration that is older than this belongs to records that are there. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    /** No operation takes longer; what was logged before is none of its. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    @Inject
    Surveyor surveyor;

    @Inject
    Clock clock;

    /**
     * What came of some records.
     *
     * @param observations in the order of the records
     */
    record Testimony(List<Observation> observations) {}

    /**
     * Makes observations of records.
     *
     * @param worker whose records they are
     * @param records in the order of their times
     * @param before when the record before them was written
     * @param isPatient whether to give nothing while the server may just be writing a further record
     */
    Optional<Testimony> ask(
            WorkerFiles worker, List<AuditRecord> records, Optional<Instant> before, boolean isPatient) {
        Survey survey = survey(worker);
        Instant last = records.get(records.size() - 1).at();
        boolean isCurrent = !survey.writtenAt().isAfter(last.plus(PRECISION));
        if (!isCurrent
                && isPatient
                && survey.writtenAt().isAfter(clock.instant().minus(SETTLING))) {
            return Optional.empty();
        }
        Map<String, AuditRecord> lastOnes = new HashMap<>();
        for (AuditRecord made : records) {
            if (made.isSuccess()) {
                made.actions().keySet().forEach(archive -> lastOnes.put(archive, made));
            }
        }
        List<OperationLog> logs = explain(worker, records, before);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            AuditRecord made = records.get(i);
            OperationLog log = logs.get(i);
            made.actions().forEach((archive, action) -> {
                boolean isLast = made.equals(lastOnes.get(archive));
                if (!isIdle(action, survey, archive, isLast)) {
                    observations.add(observation(
                            worker,
                            made,
                            archive,
                            action,
                            log,
                            isLast ? digest(survey, archive, action) : stored(worker, made, action)));
                }
            });
        }
        return Optional.of(new Testimony(observations));
    }

    /** Whoever makes its configuration unreadable hides what runs, and not what was done. */
    private Survey survey(WorkerFiles worker) {
        try {
            return surveyor.survey(worker);
        } catch (UncheckedIOException | IllegalStateException e) {
            if (!worker.isForeign()) {
                throw e;
            }
            return new Survey(Instant.EPOCH, List.of());
        }
    }

    private Observation observation(
            WorkerFiles worker,
            AuditRecord made,
            String archive,
            AuditRecord.Action action,
            OperationLog log,
            Optional<String> digest) {
        Optional<FailureText> failure = made.isSuccess() ? Optional.empty() : log.failure();
        String name = Legible.line(archive);
        String line = LogFile.sha256((made.at() + made.json()).getBytes(StandardCharsets.UTF_8));
        return new Observation(
                LedgerEvent.AUDIT_LOG,
                worker.name() + ":" + line + ":" + name,
                made.kept(),
                worker.name(),
                worker.group(),
                name,
                action.operation(),
                made.channel(),
                Legible.line(made.actor()),
                log.startedAt(archive),
                made.at(),
                made.isSuccess() ? Outcome.SUCCEEDED : Outcome.FAILED,
                digest.orElse(null),
                failure.flatMap(FailureText::service).map(Legible::line).orElse(null),
                failure.map(FailureText::reason).map(Legible::text).orElse(null),
                made.isSuccess() ? null : log.errors().map(Legible::text).orElse(null));
    }

    /** What runs now came from the last record on it; nothing came to run that was only taken off. */
    private static Optional<String> digest(Survey survey, String archive, AuditRecord.Action action) {
        return action.operation().leavesRunning()
                ? survey.find(archive).filter(content -> !content.isAltered()).map(Content::artifactDigest)
                : Optional.empty();
    }

    /** A content that the operation itself names may still be stored, whatever runs now. */
    private Optional<String> stored(WorkerFiles worker, AuditRecord made, AuditRecord.Action action) {
        return made.isSuccess() && action.operation().leavesRunning()
                ? action.sha1().flatMap(sha1 -> surveyor.digestOf(worker, sha1))
                : Optional.empty();
    }

    /** Files changed inside an archive that does not run: nothing that runs has changed. */
    private static boolean isIdle(AuditRecord.Action action, Survey survey, String archive, boolean isLast) {
        return isLast
                && action.operation() == Operation.REPLACE
                && survey.find(archive).filter(content -> !content.isEnabled()).isPresent();
    }

    private List<OperationLog> explain(WorkerFiles worker, List<AuditRecord> records, Optional<Instant> before) {
        List<OperationLog> logs = new ArrayList<>();
        @Nullable Instant previous = before.orElse(null);
        for (AuditRecord made : records) {
            Instant earliest = made.at().minus(LONGEST);
            logs.add(
                    new OperationLog(previous == null || previous.isBefore(earliest) ? earliest : previous, made.at()));
            previous = made.at();
        }
        try {
            new ServerLog(worker.log(), "deployments.log").explain(logs);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The log of deployments of {0} cannot be read; less is known of some: {1}",
                    worker.name(),
                    e);
        }
        return logs;
    }
}
