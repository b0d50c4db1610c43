package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.NativeManagement;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the management user for emergencies changes is an alarm until somebody explains it. */
class BreakGlassIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final NativeManagement BREAK_GLASS =
            NativeManagement.user("break-glass", Line.running().secret("break-glass-password"));

    @TempDir
    Path folder;

    @Test
    void raisesAnAlarmForTheConfigurationEachTimeItIsChanged() {
        List<JsonNode> before = alarms("slipway");
        JsonNode alarm = alarm("slipway", change(Realm.name()), before);
        assertThat(alarm.path("archive").asText()).isEqualTo("standalone.xml");
        assertThat(alarm.path("worker").asText()).isEqualTo("worker-1");
        explain(alarm);
        explain(alarm("slipway", change(Realm.name()), alarms("slipway")));
    }

    /** It may be somebody else's, who would stay unseen behind the first. */
    @Test
    void raisesAnotherAlarmForALaterUseThoughTheFirstIsOpen() {
        String property = Realm.name();
        List<JsonNode> before = alarms("slipway");
        JsonNode first = alarm("slipway", change(property), before);
        execute(change(property));
        await().atMost(Probe.PATIENCE).until(() -> uses(property).size() == 2);
        assertThat(alarms("slipway"))
                .as("soon after the first, it is of the same")
                .hasSize(before.size() + 1);

        Database.update(
                "update drift set detected_at = detected_at - interval '11 minutes' where id = ?::uuid", id(first));
        JsonNode later = alarm("slipway", change(property), alarms("slipway"));
        explain(first);
        assertThat(alarms("slipway")).extracting(BreakGlassIT::id).contains(id(later));
        explain(later);

        assertThat(uses(property))
                .hasSize(3)
                .allSatisfy(use -> assertThat(use)
                        .contains("\"worker-1\"", "\"add\"", "\"remove\"")
                        .doesNotContain("s3cret"));
    }

    @Test
    void raisesAnAlarmForAnArchiveAndNamesTheUser() {
        Probe probe = Probe.running(folder, SCRATCH.name(), "one");
        Management.deploy(probe.archive(), probe.file()).expect(200);
        try {
            probe.deployment(1);
            JsonNode alarm = alarm(
                    probe.service(),
                    "{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"%s\"}]}".formatted(probe.archive()),
                    List.of());
            assertThat(alarm.path("archive").asText()).isEqualTo(probe.archive());
            assertThat(probe.deployment(2).path("actor").asText()).isEqualTo("break-glass");
            explain(alarm);
        } finally {
            Management.remove(probe.archive());
        }
    }

    /** A change that leaves everything as it was. */
    private static String change(String property) {
        return """
                {"operation":"composite","address":[],"steps":[
                  {"operation":"add","address":[{"system-property":"%1$s"}],"value":"s3cret"},
                  {"operation":"remove","address":[{"system-property":"%1$s"}]}]}""".formatted(property);
    }

    /** The one that comes of this operation, beside those that are there. */
    private static JsonNode alarm(String service, String operation, List<JsonNode> before) {
        execute(operation);
        List<String> known = before.stream().map(BreakGlassIT::id).toList();
        List<JsonNode> raised = await().atMost(Probe.PATIENCE)
                .until(
                        () -> alarms(service).stream()
                                .filter(alarm -> !known.contains(id(alarm)))
                                .toList(),
                        alarms -> !alarms.isEmpty());
        assertThat(raised).hasSize(1);
        return raised.get(0);
    }

    private static void execute(String operation) {
        assertThat(BREAK_GLASS.execute(operation).orElseThrow().path("outcome").asText())
                .isEqualTo("success");
    }

    /** What is on record of the uses that changed this property. */
    private static List<String> uses(String property) {
        return Database.texts(
                "select cast(payload as text) from event where kind = 'break-glass.used' and cast(payload as text) like ?",
                "%" + property + "%");
    }

    private static List<JsonNode> alarms(String service) {
        JsonNode open = Caller.pipeline()
                .get("/api/v1/drifts?state=open&service=" + service)
                .expect(200);
        return StreamSupport.stream(open.path("items").spliterator(), false)
                .filter(drift -> drift.path("kind").asText().equals("break-glass"))
                .toList();
    }

    private static String id(JsonNode alarm) {
        return alarm.path("id").asText();
    }

    private static void explain(JsonNode alarm) {
        JsonNode explained = REALM.client("viewer", "admin")
                .post("/api/v1/drifts/" + id(alarm) + "/explanation", Map.of("note", "A test of the alarm."))
                .expect(200);
        assertThat(explained.path("clearance").asText()).isEqualTo("explained");
    }
}
