package dev.slipway.ledger.auditlog.entry;

import dev.slipway.ledger.deployment.FailureCause;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.deployment.Period;
import dev.slipway.ledger.deployment.observation.Observation;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.StorableText;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import dev.slipway.ledger.worker.disk.InventoryReader;
import dev.slipway.ledger.worker.disk.ReadBudget;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes observations from audit records, enriched from the worker's disk with the deployed content's digest and the log
 * of a failure.
 */
@ApplicationScoped
public class ObservationFactory {
    private static final System.Logger LOG = System.getLogger(ObservationFactory.class.getName());

    /** Audit log times are truncated to milliseconds, and the configuration is written just before the record. */
    private static final Duration PRECISION = Duration.ofMillis(2);

    /** After this time the record that belongs to a configuration change is in the log. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    /** No operation takes longer; earlier log lines do not belong to it. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** The longest record that is stored with each of its archives, in characters; a longer one only once. */
    private static final int LONGEST_REPEATED = 4 << 10;

    @Inject
    InventoryReader inventoryReader;

    @Inject
    Clock clock;

    /**
     * Makes observations from records.
     *
     * @param worker whose records they are
     * @param records in chronological order, at least one
     * @param later what the log has after them
     * @param before when the record before them was written; empty if there was none
     * @param mayWait whether to return empty while the server may still be writing another record
     */
    public Optional<List<Observation>> create(
            WorkerFiles worker,
            List<AuditRecord> records,
            LaterRecords later,
            Optional<Instant> before,
            boolean mayWait) {
        Inventory inventory = inventory(worker);
        List<AuditRecord> all =
                Stream.concat(records.stream(), later.records().stream()).toList();
        if (mayWait
                && later.isComplete()
                && isNewer(inventory, all.get(all.size() - 1))
                && inventory.writtenAt().isAfter(clock.instant().minus(SETTLING))) {
            return Optional.empty();
        }
        Map<String, AuditRecord> lastOnes = new HashMap<>();
        for (AuditRecord record : all) {
            if (record.isSuccess()) {
                actions(record, inventory).keySet().forEach(archive -> lastOnes.put(archive, record));
            }
        }
        List<OperationLog> logs = explain(worker, records, before);
        List<Observation> observations = new ArrayList<>();
        ReadBudget budget = new ReadBudget();
        for (int i = 0; i < records.size(); i++) {
            AuditRecord record = records.get(i);
            OperationLog log = logs.get(i);
            int first = observations.size();
            actions(record, inventory).forEach((archive, action) -> {
                boolean isShown =
                        record.equals(lastOnes.get(archive)) && (later.isComplete() || !isNewer(inventory, record));
                Optional<Content> left = isShown ? inventory.find(archive) : Optional.empty();
                if (!isIdle(action, left)) {
                    observations.add(observation(
                            worker,
                            record,
                            archive,
                            action,
                            payload(record, observations.size() == first),
                            log,
                            digest(worker, record, action, left, budget)));
                }
            });
        }
        return Optional.of(observations);
    }

    /** What a record did, by archive. An overlay is linked to a runtime name, which may be none of what runs: then it changed nothing. */
    private static Map<String, AuditRecord.Action> actions(AuditRecord record, Inventory inventory) {
        Map<String, AuditRecord.Action> actions = new LinkedHashMap<>(record.actions());
        actions.values().removeIf(AuditRecord.Action::isByOverlay);
        record.actions().forEach((name, action) -> {
            if (action.isByOverlay()) {
                inventory.running(name).ifPresent(content -> actions.putIfAbsent(content.archive(), action));
            }
        });
        return actions;
    }

    /** Whether the configuration may have changed after this record. */
    private static boolean isNewer(Inventory inventory, AuditRecord record) {
        return inventory.writtenAt().isAfter(record.at().plus(PRECISION));
    }

    /** A foreign worker with an unreadable configuration hides what runs, but its operations are still recorded. */
    private Inventory inventory(WorkerFiles worker) {
        try {
            return inventoryReader.read(worker);
        } catch (UncheckedIOException | IllegalStateException e) {
            if (!worker.isForeign()) {
                throw e;
            }
            return new Inventory(Instant.EPOCH, List.of());
        }
    }

    private Observation observation(
            WorkerFiles worker,
            AuditRecord record,
            String archive,
            AuditRecord.Action action,
            String payload,
            OperationLog log,
            Optional<Digest> digest) {
        boolean isSuccess = isSuccess(record, action, log);
        String name = StorableText.line(archive);
        return new Observation(
                new Observation.Source(
                        LedgerEvent.AUDIT_LOG, worker.name() + ":" + record.digest() + ":" + name, payload),
                worker.name(),
                worker.group(),
                name,
                action.operation(),
                record.channel(),
                StorableText.line(record.actor()),
                new Period(log.startedAt(archive, action.operation()), record.at()),
                isSuccess ? Outcome.SUCCEEDED : Outcome.FAILED,
                digest.orElse(null),
                isSuccess ? FailureCause.NONE : failure(log));
    }

    /** Of an operation that the server keeps although something did not start, only its log tells that it failed. */
    private static boolean isSuccess(AuditRecord record, AuditRecord.Action action, OperationLog log) {
        boolean isKeptFailure = record.keepsFailure()
                && action.operation().leavesRunning()
                && log.failure().isPresent();
        return record.isSuccess() && !isKeptFailure;
    }

    /** A record may name a hundred archives, and be long: with each of them, it would fill the disk. */
    private static String payload(AuditRecord record, boolean isFirst) {
        return isFirst ? record.redacted() : StorableText.json(record.redacted(), LONGEST_REPEATED);
    }

    private static FailureCause failure(OperationLog log) {
        Optional<FailureText> failure = log.failure();
        return new FailureCause(
                failure.flatMap(FailureText::service).map(StorableText::line).orElse(null),
                failure.map(FailureText::reason).map(StorableText::text).orElse(null),
                log.errors().map(StorableText::text).orElse(null));
    }

    /**
     * The digest of what a successful record left running. Content that the record names may still be in the content
     * store, whatever runs now; else it is what the worker has, if that is what the record left.
     */
    private Optional<Digest> digest(
            WorkerFiles worker,
            AuditRecord record,
            AuditRecord.Action action,
            Optional<Content> left,
            ReadBudget budget) {
        if (!record.isSuccess() || !action.operation().leavesRunning()) {
            return Optional.empty();
        }
        return action.sha1().isPresent()
                ? inventoryReader.digestOf(worker, action.sha1().get(), budget)
                : left.filter(content -> !content.isAltered()).map(Content::artifactDigest);
    }

    /** Whether files changed inside an archive that does not run: then nothing that runs has changed. */
    private static boolean isIdle(AuditRecord.Action action, Optional<Content> left) {
        return action.operation() == Operation.REPLACE
                && left.filter(content -> !content.isEnabled()).isPresent();
    }

    private List<OperationLog> explain(WorkerFiles worker, List<AuditRecord> records, Optional<Instant> before) {
        List<OperationLog> logs = new ArrayList<>();
        @Nullable Instant previous = before.orElse(null);
        for (AuditRecord record : records) {
            Instant earliest = record.at().minus(LONGEST);
            logs.add(new OperationLog(
                    previous == null || previous.isBefore(earliest) ? earliest : previous, record.at()));
            previous = record.at();
        }
        try {
            new ServerLog(worker.log(), "deployments.log").explain(logs);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The deployment log of {0} cannot be read, so start times and causes of failures may be missing: {1}",
                    worker.name(),
                    e);
        }
        return logs;
    }
}
