package dev.slipway.ledger.auditlog.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.deployment.observation.Observation;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import dev.slipway.ledger.worker.disk.InventoryReader;
import dev.slipway.ledger.worker.disk.ReadBudget;
import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's user may write any record into its workers' logs. */
class ObservationFactoryTest {
    private static final Instant T0 = Instant.parse("2026-11-28T10:00:00Z");
    private static final Digest A = Digest.ofHex("a".repeat(64));
    private static final Digest B = Digest.ofHex("b".repeat(64));

    @TempDir
    Path folder;

    private final List<ReadBudget> budgets = new ArrayList<>();
    private final ObservationFactory factory = new ObservationFactory();
    private Inventory inventory = new Inventory(Instant.EPOCH, List.of());
    private Optional<Digest> stored = Optional.empty();

    @BeforeEach
    void make() {
        factory.clock = new HandClock(T0);
        factory.inventoryReader = new InventoryReader() {
            @Override
            public Inventory read(WorkerFiles worker) {
                return inventory;
            }

            @Override
            public Optional<Digest> digestOf(WorkerFiles worker, String sha1, ReadBudget budget) {
                budgets.add(budget);
                return stored;
            }
        };
    }

    @Test
    void readsWhatIsStoredByOneBudget() {
        observe(record(0, 3, "{}"), record(1, 3, "{}"), record(2, 3, "{}"));
        assertThat(budgets).as("of all records").hasSize(9);
        assertThat(budgets).containsOnly(budgets.get(0));
    }

    @Test
    void storesALongRecordOnce() {
        String text = "{\"user\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(observe(record(0, 100, text), record(1, 100, text)))
                .hasSize(200)
                .extracting(observation -> observation.source().payload())
                .satisfies(payloads ->
                        assertThat(payloads.stream().filter(text::equals)).hasSize(2))
                .contains("{\"characters\":100011}");
        assertThat(observe(record(0, 2, "{\"user\":\"jane\"}")))
                .extracting(observation -> observation.source().payload())
                .containsExactly("{\"user\":\"jane\"}", "{\"user\":\"jane\"}");
    }

    @Test
    void knowsByTheConfigurationWhatTheLastChangeOfAnArchiveLeft() {
        AuditRecord replaced = record(false, Operation.REPLACE);
        has(60, true);
        assertThat(digest(LaterRecords.NONE, replaced)).isEqualTo(A);
        assertThat(digest(later(true, 1), replaced)).isNull();
        assertThat(digest(later(true, 0), replaced)).isEqualTo(A);
        assertThat(digest(later(false, 0), replaced))
                .as("there may be a later one")
                .isNull();
        has(0, true);
        assertThat(digest(later(false, 0), replaced))
                .as("nothing was changed since")
                .isEqualTo(A);
    }

    @Test
    void leavesOutAChangeOfFilesOnlyIfTheArchiveDidNotRunThen() {
        AuditRecord changed = record(false, Operation.REPLACE);
        has(60, false);
        assertThat(observe(LaterRecords.NONE, changed)).isEmpty();
        assertThat(observe(later(true, 1), changed)).hasSize(1);
        assertThat(observe(later(false, 0), changed)).hasSize(1);
    }

    @Test
    void recordsOfWhatAnOverlayIsLinkedToWhatRuns() {
        AuditRecord.Action linked = new AuditRecord.Action(Operation.REDEPLOY, Optional.empty(), true);
        AuditRecord record = new AuditRecord(
                T0, true, false, "jane", Channel.CLI, Map.of("0.war", linked, "1.war", linked), "{}", "{}");
        has(0, true);
        assertThat(observe(record)).singleElement().satisfies(observation -> {
            assertThat(observation.archive()).isEqualTo("0.war");
            assertThat(observation.operation()).isEqualTo(Operation.REDEPLOY);
            assertThat(observation.artifactDigest()).isEqualTo(A);
        });
        has(0, false);
        assertThat(observe(record)).isEmpty();
        has(0, "1.war", true);
        assertThat(observe(record))
                .as("linked to its runtime name")
                .extracting(Observation::archive)
                .containsExactly("0.war");
    }

    @Test
    void believesTheRecordThatNamesItsContent() {
        stored = Optional.of(B);
        has(60, true);
        assertThat(digest(LaterRecords.NONE, record(0, 1, "{}"))).isEqualTo(B);
        assertThat(digest(later(true, 1), record(0, 1, "{}"))).isEqualTo(B);
    }

    /** Where it is told to, the server keeps what does not start, and logs it as successful. */
    @Test
    void recordsAFailureThatIsKeptAsFailed() throws IOException {
        Files.writeString(folder.resolve("deployments.log"), """
                {"timestamp":"2026-11-28T09:59:59.000Z","loggerName":"org.jboss.as","level":"ERROR","message":\
                "WFLYCTL0013: Operation failed - failure description: \\"why\\""}
                """);
        assertThat(observe(record(true, Operation.REPLACE))).singleElement().satisfies(observation -> {
            assertThat(observation.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(observation.failure().reason()).isEqualTo("why");
        });
        assertThat(observe(record(true, Operation.UNDEPLOY)))
                .extracting(Observation::outcome)
                .containsExactly(Outcome.SUCCEEDED);
        assertThat(observe(record(false, Operation.REPLACE)))
                .extracting(Observation::outcome)
                .containsExactly(Outcome.SUCCEEDED);
    }

    /** What the worker has, by a configuration that it wrote at this second. */
    private void has(int second, boolean isEnabled) {
        has(second, "0.war", isEnabled);
    }

    private void has(int second, String runtimeName, boolean isEnabled) {
        inventory = new Inventory(
                T0.plusSeconds(second), List.of(new Content("0.war", runtimeName, isEnabled, A, false, true)));
    }

    /** A later record, of so many archives. */
    private static LaterRecords later(boolean isComplete, int archives) {
        return new LaterRecords(List.of(record(30, archives, "{}")), isComplete);
    }

    private @Nullable Digest digest(LaterRecords later, AuditRecord record) {
        return observe(later, record).get(0).artifactDigest();
    }

    private List<Observation> observe(AuditRecord... records) {
        return observe(LaterRecords.NONE, records);
    }

    private List<Observation> observe(LaterRecords later, AuditRecord... records) {
        ServerFolder files = ServerFolder.own(folder);
        WorkerFiles worker = new WorkerFiles("shop-production-1", Group.of("shop", "production"), files, files, files);
        return factory.create(worker, List.of(records), later, Optional.empty(), false)
                .orElseThrow();
    }

    private static AuditRecord record(boolean keepsFailure, Operation operation) {
        Map<String, AuditRecord.Action> actions =
                Map.of("0.war", new AuditRecord.Action(operation, Optional.empty(), false));
        return new AuditRecord(T0, true, keepsFailure, "jane", Channel.CLI, actions, "{}", "{}");
    }

    private static AuditRecord record(int second, int archives, String redacted) {
        Map<String, AuditRecord.Action> actions = new LinkedHashMap<>();
        for (int i = 0; i < archives; i++) {
            actions.put(i + ".war", new AuditRecord.Action(Operation.DEPLOY, Optional.of("0".repeat(40)), false));
        }
        return new AuditRecord(T0.plusSeconds(second), true, false, "jane", Channel.CLI, actions, "{}", redacted);
    }
}
