package dev.slipway.ledger.auditlog.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.auditlog.entry.AuditRecord.UnreadableException;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Operation;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordTest {
    private static final String HEADERS = "\"operation-headers\" : {\"caller-type\" : \"user\"}";

    @ParameterizedTest
    @CsvSource({"break-glass, true", "agent, false", "break-glass-2, false", "service-account-break-glass, false"})
    void knowsTheUserForEmergencies(String user, boolean isBreakGlass) throws Exception {
        AuditRecord read = AuditRecord.parse(line(
                user, "NATIVE", "{\"operation\":\"add\",\"address\":[{\"system-property\":\"a\"}],\"value\":\"b\"}"));
        assertThat(read.isBreakGlass()).isEqualTo(isBreakGlass);
        assertThat(read.actions()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cli deploy | {\"operation\":\"composite\",\"address\":[],\"steps\":[{\"operation\":\"add\",\"address\":{\"deployment\":\"a.war\"},\"content\":[{\"input-stream-index\":0}]},{\"operation\":\"deploy\",\"address\":{\"deployment\":\"a.war\"}}],\"content\":[{\"input-stream-index\":0}]} | DEPLOY",
                "cli deploy --force | {\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[],\"content\":[{\"input-stream-index\":0}]} | REPLACE",
                "cli disable | {\"operation\":\"composite\",\"address\":[],\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | UNDEPLOY",
                "cli enable | {\"operation\":\"deploy\",\"address\":{\"deployment\":\"a.war\"}} | DEPLOY",
                "cli redeploy | {\"address\":[{\"deployment\":\"a.war\"}],\"operation\":\"redeploy\"} | REDEPLOY",
                "cli undeploy | {\"operation\":\"composite\",\"address\":[],\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"remove\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REMOVE",
                "maven | {\"operation\":\"composite\",\"address\":[],\"rollback-on-runtime-failure\":true,\"steps\":[{\"operation\":\"full-replace-deployment\",\"address\":[],\"name\":\"a.war\",\"content\":[{\"input-stream-index\":0}],\"enabled\":true}]} | REPLACE",
                "stop and start | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REDEPLOY",
                "take off and put on | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"remove\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"add\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REPLACE",
                "add that enables | {\"operation\":\"add\",\"address\":[{\"deployment\":\"a.war\"}],\"enabled\":true} | DEPLOY",
                "replaced and not enabled | {\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[],\"enabled\":false} | UNDEPLOY",
                "address of texts | {\"operation\":\"undeploy\",\"address\":[\"deployment\",\"a.war\"]} | UNDEPLOY",
                "address that begins with a text alone | {\"operation\":\"undeploy\",\"address\":[\"x\",{\"deployment\":\"a.war\"}]} | UNDEPLOY",
                "stop and change a file | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"explode\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"add-content\",\"address\":[{\"deployment\":\"a.war\"}]}]} | UNDEPLOY",
                "stop, change a file and start | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"explode\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"add-content\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REPLACE",
                "replace and stop | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[]},{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | UNDEPLOY",
                "stop and replace | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[]}]} | UNDEPLOY",
                "replace without a start, and start | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[],\"enabled\":false},{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REPLACE",
                "restart and take off | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"remove\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REMOVE",
                "stop and restart | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"undeploy\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REDEPLOY",
                "change a file and restart | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"explode\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"add-content\",\"address\":[{\"deployment\":\"a.war\"}]},{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REPLACE",
                "replace and restart | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[]},{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REPLACE",
                "replace without a start, and restart | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"full-replace-deployment\",\"name\":\"a.war\",\"address\":[],\"enabled\":false},{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"a.war\"}]}]} | REPLACE",
                "overlay linked | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"add\",\"address\":[{\"deployment-overlay\":\"o\"},{\"deployment\":\"a.war\"}]},{\"operation\":\"redeploy-links\",\"address\":[{\"deployment-overlay\":\"o\"}],\"deployments\":[\"a.war\"]}]} | REDEPLOY",
                "overlay taken off | {\"operation\":\"remove\",\"address\":[{\"deployment-overlay\":\"o\"},{\"deployment\":\"a.war\"}],\"redeploy-affected\":true} | REDEPLOY",
                "a file inside | {\"operation\":\"add-content\",\"address\":[{\"deployment\":\"a.war\"}]} | REPLACE",
                "nested | {\"operation\":\"composite\",\"steps\":[{\"operation\":\"composite\",\"steps\":[{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}]}]} | DEPLOY"
            })
    void tellsWhatWasDone(String name, String operation, Operation expected) throws Exception {
        AuditRecord read = AuditRecord.parse(line("developer", "NATIVE", operation));
        assertThat(read.actions()).containsOnlyKeys("a.war");
        assertThat(action(read, "a.war").operation()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation\":\"add\",\"address\":[{\"deployment\":\"a.war\"}],\"content\":[{\"input-stream-index\":0}]}",
                "{\"operation\":\"add\",\"address\":[{\"extension\":\"org.jboss.as.jmx\"}]}",
                "{\"operation\":\"reload\",\"address\":[]}",
                "{\"operation\":\"remove\",\"address\":[{\"subsystem\":\"jmx\"},{\"expose-model\":\"resolved\"}]}",
                "{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"},{\"subsystem\":\"undertow\"}]}",
                "{\"operation\":\"deploy\",\"address\":{\"deployment\":\"a.war\",\"subsystem\":\"undertow\"}}",
                "{\"operation\":\"deploy\",\"address\":[\"deployment\",\"a.war\",\"subsystem\",\"undertow\"]}",
                "{\"operation\":\"full-replace-deployment\",\"address\":[]}",
                "{\"operation\":\"add\",\"address\":[{\"deployment-overlay\":\"o\"},{\"deployment\":\"a.war\"}]}",
                "{\"operation\":\"remove\",\"address\":[{\"deployment-overlay\":\"o\"},{\"deployment\":\"a.war\"}]}",
                "{\"operation\":\"redeploy-links\",\"address\":[{\"deployment-overlay\":\"o\"}]}",
                "{}"
            })
    void leavesOutWhatChangesNothingThatRuns(String operation) throws Exception {
        assertThat(AuditRecord.parse(line("developer", "NATIVE", operation)).actions())
                .isEmpty();
    }

    @Test
    void tellsTheOneThatWasReplacedFromTheOneThatReplacedIt() throws Exception {
        AuditRecord read = AuditRecord.parse(line(
                "developer",
                "NATIVE",
                "{\"operation\":\"replace-deployment\",\"name\":\"b.war\",\"to-replace\":\"a.war\",\"address\":[]}"));
        assertThat(read.actions().keySet()).containsExactly("a.war", "b.war");
        assertThat(action(read, "a.war").operation()).isEqualTo(Operation.UNDEPLOY);
        assertThat(action(read, "b.war").operation()).isEqualTo(Operation.REPLACE);
    }

    /** An overlay may be linked to what is no archive. */
    @Test
    void tellsWhatAnOverlayRestartsFromWhatIsAnArchive() throws Exception {
        AuditRecord read = AuditRecord.parse(line("developer", "NATIVE", """
                {"operation":"composite","steps":[{"operation":"redeploy","address":[{"deployment":"a.war"}]},\
                {"operation":"redeploy-links","address":["deployment-overlay","o"],"deployments":["a.war","*.war"]}]}"""));
        assertThat(action(read, "a.war").isByOverlay()).isFalse();
        assertThat(action(read, "*.war").isByOverlay()).isTrue();
        assertThat(read.archives()).containsExactly("a.war");
    }

    @Test
    void tellsEveryArchiveOfOneOperation() throws Exception {
        AuditRecord read = AuditRecord.parse(line("developer", "NATIVE", """
                {"operation":"composite","steps":[{"operation":"deploy","address":[{"deployment":"a.war"}]},\
                {"operation":"undeploy","address":[{"deployment":"b.war"}]}]}"""));
        assertThat(read.actions()).containsOnlyKeys("a.war", "b.war");
    }

    @Test
    void readsTheContentThatAnOperationNames() throws Exception {
        AuditRecord read = AuditRecord.parse(line("alice", "HTTP", """
                {"operation":"add","address":[{"deployment":"a.war"}],"enabled":true,\
                "content":[{"hash":{"BYTES_VALUE":"AAECAwQFBgcICQoLDA0ODxAREhM="}}]}"""));
        assertThat(action(read, "a.war").sha1()).contains("000102030405060708090a0b0c0d0e0f10111213");
    }

    @Test
    void forgetsTheContentWhoseFilesAreChanged() throws Exception {
        AuditRecord read = AuditRecord.parse(line("alice", "HTTP", """
                {"operation":"composite","steps":[{"operation":"full-replace-deployment","address":[],"name":"a.war","enabled":false,\
                "content":[{"hash":{"BYTES_VALUE":"AAECAwQFBgcICQoLDA0ODxAREhM="}}]},\
                {"operation":"explode","address":[{"deployment":"a.war"}]},\
                {"operation":"deploy","address":[{"deployment":"a.war"}]}]}"""));
        assertThat(action(read, "a.war").operation()).isEqualTo(Operation.REPLACE);
        assertThat(action(read, "a.war").sha1()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "service-account-pipeline, HTTP, false, PIPELINE",
        "alice, HTTP, false, CONSOLE",
        "developer, NATIVE, false, CLI",
        "developer, NATIVE, true, MAVEN",
        "anonymous, , false, SCANNER"
    })
    void knowsTheDoor(String user, String access, boolean isByMaven, Channel expected) throws Exception {
        String steps = "\"steps\":[{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}]";
        String plan = isByMaven ? "\"rollback-on-runtime-failure\":true," : "";
        AuditRecord read = AuditRecord.parse(
                line(user, access == null ? "" : access, "{\"operation\":\"composite\"," + plan + steps + "}"));
        assertThat(read.channel()).isEqualTo(expected);
        assertThat(read.actor()).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource({"false, true", "'\"false\"', true", "'\"FALSE\"', true", "true, false"})
    void knowsWhatIsKeptThoughItFails(String header, boolean isKept) throws Exception {
        String line =
                line("developer", "NATIVE", "{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"a.war\"}]}");
        String told =
                line.replace("{\"caller-type\"", "{\"rollback-on-runtime-failure\" : " + header + ", \"caller-type\"");
        assertThat(AuditRecord.parse(line).keepsFailure()).isFalse();
        assertThat(AuditRecord.parse(told).keepsFailure()).isEqualTo(isKept);
    }

    @Test
    void readsTimeAndOutcome() throws Exception {
        AuditRecord read = AuditRecord.parse(line("developer", "NATIVE", "{}"));
        assertThat(read.at()).isEqualTo(Instant.parse("2026-11-24T02:09:35.673Z"));
        assertThat(read.isSuccess()).isTrue();
        assertThat(AuditRecord.parse(line("d", "NATIVE", "{}").replace("\"success\" : true", "\"success\" : false"))
                        .isSuccess())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "2026-11-24T02:09:35.673Z - {\"type\" : \"core\", \"us", "yesterday...... - {}"})
    void refusesWhatIsNoRecord(String line) {
        assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> AuditRecord.parse(line));
    }

    @Test
    void findsTheWholeRecordBehindATornOne() throws Exception {
        String whole = line("developer", "NATIVE", "{}");
        String torn = whole.substring(0, 60);
        assertThat(AuditRecord.afterTruncated(torn + whole)).contains(whole);
        assertThat(AuditRecord.afterTruncated(torn)).isEmpty();
    }

    private static AuditRecord.Action action(AuditRecord read, String archive) {
        return Objects.requireNonNull(read.actions().get(archive), archive);
    }

    private static String line(String user, String access, String operation) {
        String ops = operation.equals("{}") ? operation : operation.replaceFirst("\\}$", "," + HEADERS + "}");
        return "2026-11-24T02:09:35.673Z - {\"type\" : \"core\", \"r/o\" : false, \"booting\" : false, \"version\" : \"39.0.1.Final\", \"user\" : "
                + (user.equals("anonymous") ? "null" : "\"" + user + "\"")
                + ", \"domainUUID\" : null, \"access\" : "
                + (access.isEmpty() ? "null" : "\"" + access + "\"")
                + ", \"remote-address\" : \"localhost/127.0.0.1\", \"success\" : true, \"ops\" : [" + ops + "]}";
    }
}
