package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules for Prometheus, the dashboard for Grafana and the handbook name, the ledger tells. */
@Beside
class MonitoringIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Pattern METRIC = Pattern.compile("slipway_[a-z_]*[a-z]\\b");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line/monitoring/rules.yml",
                "line/monitoring/rules-test.yml",
                "line/monitoring/dashboard.json",
                "web-static/src/docs/asciidoc/operate/monitoring.adoc"
            })
    void namesNothingThatIsNotThere(String file) throws IOException {
        Path path = Line.checkout().resolve(file);

        Set<String> named = all(METRIC, 0, Files.readString(path).replaceAll("slipway_[a-z_]*_…", ""));
        Set<String> told = all(TYPE, 1, Caller.pipeline().get("/metrics").body());

        assertThat(named).isNotEmpty();
        assertThat(told).containsAll(named);
    }

    /** They are counted every ten minutes, and for a new environment. */
    @Test
    void countsTheDeploymentsThatTheDeliveryMetricsCount() {
        History history = new History(SCRATCH, REALM, Caller.pipeline());
        history.release("1.0", Map.of());
        history.release("1.1", Map.of());
        history.deploy("1.0", "2026-09-07T10:00:00Z");
        history.deploy("1.1", "2026-09-08T10:00:00Z", Map.of("outcome", "failed"));
        String putBack = history.deploy("1.0", "2026-09-08T10:10:00Z", Map.of("isRollback", true));
        Database.update("update deployment set executor = 'agent' where id = ?::uuid", putBack);
        History.observeAgent(history.deploy("1.0", "2026-09-08T12:00:00Z"));
        History.observe(history.deploy("1.0", "2026-09-09T10:00:00Z"), "redeploy", "shop.war");
        History.observe(history.deploy("1.0", "2026-09-10T10:00:00Z"), "undeploy", "shop.war");
        Database.execute("""
                update deployment set recorded_at = recorded_at - interval '2 hours'
                where environment_id = (select id from environment where name = ?)""", history.environment);
        REALM.client("admin")
                .post("/api/v1/environments", Requests.environment(SCRATCH.name()))
                .expect(201);

        String there = "slipway_deployments{environment=\"" + history.environment + "\",channel=\"";
        assertThat(Caller.pipeline().get("/metrics").body())
                .contains(
                        there + "pipeline\",outcome=\"succeeded\"} 1\n",
                        there + "pipeline\",outcome=\"failed\"} 1\n",
                        there + "console\",outcome=\"failed\"} 0\n");
    }

    private static Set<String> all(Pattern pattern, int group, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
